package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.compare.KeyedDigest;
import dev.whimbrel.core.schema.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Digests of keys and of contents of rows, the same for both sides; for one thread. */
final class RowForm {
    private final KeyedDigest digests;
    private final Column[] columns;
    private final boolean[] plain;
    private final int apart;
    private final Canonical form = new Canonical();

    /** @param apart place of a column that is part of the key and no part of the content; -1 for none */
    RowForm(List<Column> columns, long key, int apart) {
        this.apart = apart;
        this.digests = new KeyedDigest(key);
        this.columns = columns.toArray(Column[]::new);
        this.plain = new boolean[this.columns.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Fitted.isPlain(this.columns[i]);
        }
    }

    Digest key(String key) {
        return digests.of(key);
    }

    /** Of values in the order of the columns. */
    Digest content(@Nullable Object[] values) {
        form.clear();
        for (int i = 0; i < values.length; i++) {
            if (i != apart) {
                form.add(plain[i] ? values[i] : Fitted.value(columns[i], values[i]));
            }
        }
        return digests.of(form);
    }

    Digest both(Digest key, Digest content) {
        return digests.of(key, content);
    }
}
