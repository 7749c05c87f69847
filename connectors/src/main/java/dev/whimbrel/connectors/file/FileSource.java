package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Files as tables. Ranges are of numbers of records, which count every record, malformed ones too, from 1 through all files of a
 * table; a row's key is that of the declared key columns, or the number of its record where the plan names none. A record that
 * cannot be read is a malformed row whose key names its line, as in "line 17".
 */
final class FileSource implements Source {
    private final ConnectionProfile profile;
    private List<FileTable> tables;

    FileSource(ConnectionProfile profile) {
        this.profile = profile;
        this.tables = FileSettings.tables(profile);
    }

    @Override
    public Schema schema() {
        tables = FileSettings.tables(profile);
        List<Table> shapes = new ArrayList<>();
        for (FileTable table : tables) {
            RecordIndex index = IndexCache.known(table);
            shapes.add(table.table(index == null ? -1 : index.records()));
        }
        return new Schema(shapes);
    }

    /** Nothing keeps a key from coming twice in a file; but where keys are numbers that ascend all the way through, none did. */
    @Override
    public boolean guardsKey(Table table, Ownership ownership) {
        return IndexCache.of(find(table.name()), ownership).keysAscend();
    }

    @Override
    public KeyRange cut(Table table, List<String> key, @Nullable Key after, ChunkSize size) {
        FileTable file = find(table.name());
        long records = IndexCache.of(file).records();
        long bytes = file.files().stream().mapToLong(DataFile::size).sum();
        long average = Math.max(1, bytes / Math.max(1, records));
        long rows = Math.max(1, Math.min(size.rows(), size.bytes() / average));
        long before = number(after, 0);
        return before + rows < records
                ? new KeyRange(after, Key.of(before + rows), rows)
                : new KeyRange(after, null, Math.max(0, records - before));
    }

    @Override
    public SourceRows read(ReadPlan plan, KeyRange range) {
        FileTable table = find(plan);
        return new FileRows(table, plan, number(range.after(), 0) + 1, number(range.upTo(), Long.MAX_VALUE));
    }

    private static long number(@Nullable Key key, long unbounded) {
        return key == null ? unbounded : Long.parseLong(key.text());
    }

    /** Counts records anew unless they were counted when their places were noted, in files that are still the same. */
    @Override
    public Map<TenantId, Long> count(ReadPlan plan) {
        FileTable table = find(plan);
        Owners owners = new Owners(table, plan.ownership());
        TenantId only = owners.only();
        if (only != null) {
            long records = IndexCache.of(table).recordsNow(table);
            return records > 0 && Owners.concerns(Set.of(only), plan.tenants()) ? Map.of(only, records) : Map.of();
        }
        OwnerTally tally = IndexCache.of(table, plan.ownership()).tally(table, plan.ownership());
        if (tally != null) {
            return tally.of(plan.tenants());
        }
        Map<TenantId, Long> counts = new TreeMap<>();
        each(table, (record, at) -> {
            Set<TenantId> all = owners.of(record, at.file());
            if (Owners.concerns(all, plan.tenants())) {
                counts.merge(Owners.one(all), 1L, Long::sum);
            }
        });
        return counts;
    }

    /** Counts owners; a record whose owner cannot be read, such as a malformed line, counts as owned by none. */
    @Override
    public OwnerCounts owners(Table table, Ownership ownership) {
        FileTable file = find(table.name());
        Owners owners = new Owners(file, ownership);
        OwnerTally tally = IndexCache.of(file, ownership).tally(file, ownership);
        if (tally != null) {
            return tally.spread();
        }
        long[] counts = new long[3];
        each(file, (record, at) -> counts[Owners.number(owners.of(record, at.file()))]++);
        return new OwnerCounts(counts[1], counts[2], counts[0]);
    }

    @Override
    public List<String> distinct(TableName name, String column) {
        FileTable table = find(name);
        Values values = new Values(table);
        int place = table.index(column);
        TreeSet<String> texts = new TreeSet<>();
        each(table, (record, at) -> {
            Object value = record.malformed() == null ? values.value(record, at.file(), place) : null;
            if (value != null && !(value instanceof Unreadable)) {
                texts.add(Key.partText(value));
            }
        });
        return List.copyOf(texts);
    }

    @Override
    public Set<Key> present(Table table, List<String> key, Collection<Key> keys) {
        FileTable file = find(table.name());
        Values values = new Values(file);
        List<Integer> columns = key.stream().map(file::index).toList();
        Map<String, Key> wanted = new HashMap<>();
        keys.forEach(k -> wanted.put(k.text(), k));
        Set<Key> present = new HashSet<>();
        each(file, (record, at) -> {
            Key found = wanted.get(values.key(record, at, columns).key().text());
            if (found != null) {
                present.add(found);
            }
        });
        return present;
    }

    private interface Visitor {
        void visit(RawRecord record, Records at);
    }

    private static void each(FileTable table, Visitor visitor) {
        try (Records records = new Records(table, 1)) {
            for (RawRecord record = records.next(); record != null; record = records.next()) {
                visitor.visit(record, records);
            }
        }
    }

    private FileTable find(ReadPlan plan) {
        if (!plan.joins().isEmpty() || plan.columns().stream().anyMatch(c -> c.alias() != null)) {
            throw Fault.user(
                    "TABLE_UNKNOWN",
                    "Cannot read " + plan.table().name() + " with other tables: files cannot be joined",
                    "Load the other file as a lookup, or let its own flow move it and refer to that.");
        }
        return find(plan.table().name());
    }

    private FileTable find(TableName name) {
        return tables.stream()
                .filter(t -> t.name().equals(name.name()))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(t -> t.name().equalsIgnoreCase(name.name()))
                        .findFirst())
                .orElseThrow(() -> Fault.user(
                        "TABLE_UNKNOWN",
                        "Cannot read " + name + ": no file of that name is declared",
                        "Declare it under files of the source, or mend its name."));
    }

    @Override
    public void close() {
        // Files are open only while rows are read.
    }
}
