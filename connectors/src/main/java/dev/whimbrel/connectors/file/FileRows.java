package dev.whimbrel.connectors.file;

import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a range of records, one at a time. */
final class FileRows implements SourceRows {
    private final Records records;
    private final long last;
    private final Values values;
    private final Owners owners;
    private final Set<TenantId> tenants;
    private final List<Integer> key;
    private final int[] columns;
    /** By column to read, which part of the key it is; -1 where it is none. */
    private final int[] parts;

    /** @param last number of the last record to read */
    FileRows(FileTable table, ReadPlan plan, long first, long last) {
        this.values = new Values(table);
        this.owners = new Owners(table, plan.ownership());
        this.tenants = plan.tenants();
        this.key = plan.key().stream().map(table::index).toList();
        this.columns =
                plan.columns().stream().mapToInt(c -> table.index(c.column())).toArray();
        this.parts = Arrays.stream(columns).map(key::indexOf).toArray();
        this.last = last;
        this.records = new Records(table, first);
    }

    @Override
    public @Nullable SourceRow next() {
        while (records.number() < last) {
            RawRecord record = records.next();
            if (record == null) {
                return null;
            }
            Set<TenantId> all = owners.of(record, records.file());
            if (Owners.concerns(all, tenants)) {
                return row(record, all);
            }
        }
        return null;
    }

    private SourceRow row(RawRecord record, Set<TenantId> all) {
        Values.KeyOrTrouble found = values.key(record, records, key);
        String trouble = found.trouble();
        if (trouble == null && all.contains(TenantId.UNKNOWN)) {
            trouble = owners.trouble(record, records.file());
        }
        @Nullable Object[] row = new Object[columns.length];
        for (int i = 0; i < row.length && trouble == null; i++) {
            row[i] = parts[i] >= 0
                    ? found.key().parts().get(parts[i])
                    : values.value(record, records.file(), columns[i]);
        }
        int bytes = (int) Math.min(Integer.MAX_VALUE, record.bytes() * 2 + 64);
        return new SourceRow(found.key(), Owners.one(all), row, trouble, bytes);
    }

    @Override
    public void close() {
        records.close();
    }
}
