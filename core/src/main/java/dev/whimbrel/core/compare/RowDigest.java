package dev.whimbrel.core.compare;

import dev.whimbrel.core.schema.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Digests of rows of the same columns, as {@link Digest#of(List, Object[])} makes them; for one thread, and for many rows. */
public final class RowDigest {
    private final Column[] columns;
    private final boolean[] plain;
    private final Canonical form = new Canonical();

    public RowDigest(List<Column> columns) {
        this.columns = columns.toArray(Column[]::new);
        this.plain = new boolean[this.columns.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Fitted.isPlain(this.columns[i]);
        }
    }

    /** The digest of a row's values as the columns keep them. */
    public Digest of(@Nullable Object[] values) {
        if (columns.length != values.length) {
            throw new IllegalArgumentException(columns.length + " columns but " + values.length + " values");
        }
        form.clear();
        for (int i = 0; i < values.length; i++) {
            if (plain[i]) {
                form.add(values[i]);
            } else {
                Fitted.add(columns[i], values[i], form);
            }
        }
        return Digest.of(form);
    }
}
