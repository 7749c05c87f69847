package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.compare.KeyedDigest;
import dev.whimbrel.core.schema.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Digests of keys and of contents of rows, the same for both sides; for one thread. */
final class RowForm {
    private final KeyedDigest digests;
    private final Column[] columns;
    private final boolean[] plain;
    private final boolean[] apart;
    private final Canonical form = new Canonical();

    /** @param keyPlaces of the columns that are parts of the key, and so are no parts of the content */
    RowForm(List<Column> columns, long key, Set<Integer> keyPlaces) {
        this.digests = new KeyedDigest(key);
        this.columns = columns.toArray(Column[]::new);
        this.plain = new boolean[this.columns.length];
        this.apart = new boolean[plain.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Fitted.isPlain(this.columns[i]);
            apart[i] = keyPlaces.contains(i);
        }
    }

    Digest key(String key) {
        return digests.of(key);
    }

    /** @param key as UTF-8 */
    Digest key(byte[] key) {
        return digests.of(key);
    }

    /** Of values in the order of the columns. */
    Digest content(@Nullable Object[] values) {
        form.clear();
        for (int i = 0; i < values.length; i++) {
            if (apart[i]) {
                continue;
            }
            if (plain[i]) {
                form.add(values[i]);
            } else {
                Fitted.add(columns[i], values[i], form);
            }
        }
        return digests.of(form);
    }

    /** Of a row that holds nothing. */
    Digest nothing() {
        return content(new @Nullable Object[columns.length]);
    }

    Digest both(Digest key, Digest content) {
        return digests.of(key, content);
    }
}
