package dev.whimbrel.connectors.file;

import dev.whimbrel.core.value.Unreadable;

/**
 * Watches whether the keys of a table's records, each one whole number, ascend from record to record: then no key comes twice. A
 * record without a readable key is quarantined under its line and does not matter.
 */
final class Ascent {
    private final Values values;
    private final int column;
    private long last = Long.MIN_VALUE;
    private boolean holds;

    Ascent(FileTable table) {
        this.values = new Values(table);
        this.column = table.key().size() == 1 ? table.index(table.key().get(0)) : -1;
        this.holds = column >= 0 && table.fields().get(column).type().isInteger();
    }

    void see(RawRecord record, int file) {
        if (!holds || record.malformed() != null) {
            return;
        }
        Object key = values.value(record, file, column);
        if (key instanceof Long number) {
            holds = number > last;
            last = number;
        } else {
            holds = key == null || key instanceof Unreadable;
        }
    }

    boolean holds() {
        return holds;
    }
}
