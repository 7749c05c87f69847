package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.compare.KeyedDigest;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.engine.against.InputWatch;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.ExpectedRows;
import dev.whimbrel.engine.compare.Parts;
import dev.whimbrel.engine.compare.ReadCounts;
import dev.whimbrel.engine.compare.Spill;
import dev.whimbrel.engine.copy.Grouping;
import dev.whimbrel.engine.moment.Sight;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Expected rows of a flow that makes one row of several. The rows of a group are brought together by the bucket of its tenant and
 * key, on disk; then bucket after bucket is resolved as a run does it. Only the first look is at the kept moment.
 */
final class GroupedRows implements ExpectedRows {
    private final ComparedFlow flow;
    private final Sight source;
    private final Leads leads;
    private final InputWatch watch;
    private final Grouping grouping;
    private final KeyedDigest digests;
    private final Path folder;
    private final int buckets;
    private boolean told;

    GroupedRows(ComparedFlow flow, Sight source, Leads leads, InputWatch watch, Disk disk) {
        this.flow = flow;
        this.source = source;
        this.leads = leads;
        this.watch = watch;
        this.grouping = new Grouping(flow.work());
        this.digests = new KeyedDigest(disk.key());
        this.folder = disk.folder();
        this.buckets = disk.buckets();
    }

    @Override
    public void each(ReadCounts read, Consumer<ExpectedRow> rows) {
        Source from = told ? source.now() : source.first();
        told = true;
        each(from, read, rows);
    }

    private void each(Source from, ReadCounts read, Consumer<ExpectedRow> rows) {
        try (Spill spill = new Spill(folder, buckets)) {
            Leads.Following following = leads.following(rows);
            bringTogether(from, spill, read, following);
            for (int bucket = 0; bucket < buckets; bucket++) {
                resolve(staged(spill.read(bucket)), read, following);
            }
            following.end();
            watch.end();
        }
    }

    private void bringTogether(Source from, Spill spill, ReadCounts read, Leads.Following following) {
        try (SourceRows stream = from.scan(flow.work().read())) {
            for (SourceRow row = stream.next(); row != null; row = stream.next()) {
                MappedRow mapped = flow.work().mapper().map(row);
                read.read(mapped.owner());
                watch.read(row, watch.of(row));
                if (mapped.filtered()) {
                    read.excluded(mapped.owner());
                } else if (mapped.faults().isEmpty()) {
                    put(spill, grouping.staged(mapped));
                } else {
                    watch.expects(mapped.key().text());
                    following.add(new ExpectedRow(
                            mapped.key().text(),
                            mapped.owner(),
                            null,
                            mapped.faults().get(0).code()));
                }
            }
        }
    }

    private void put(Spill spill, StagedRow row) {
        byte[] entry = Parts.of(
                Parts.bytes(row.tenant()), Parts.bytes(row.groupKey()), Parts.bytes(row.sourceKey()), row.payload());
        int bucket = (int) digests.of(row.tenant() + "\n" + row.groupKey()).low() & (buckets - 1);
        spill.add(bucket, entry, entry.length);
    }

    private void resolve(Collection<List<StagedRow>> groups, ReadCounts read, Leads.Following following) {
        for (List<StagedRow> group : groups) {
            Grouping.Resolved row = grouping.resolve(group);
            for (Grouping.Follower follower : row.followers()) {
                if (follower.merged()) {
                    read.merged(follower.owner());
                } else {
                    read.excluded(follower.owner());
                }
            }
            watch.expects(row.sourceKey());
            following.add(
                    row.fault().isEmpty()
                            ? new ExpectedRow(
                                    row.sourceKey(), row.owner(), leads.values(row.values(), row.references()), "")
                            : new ExpectedRow(row.sourceKey(), row.owner(), null, row.fault()));
        }
    }

    /** Which group a row joins shows only once all rows are there: they are all gone through again. */
    @Override
    public Map<String, List<ExpectedRow>> find(Collection<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        Map<String, List<ExpectedRow>> found = new HashMap<>();
        each(source.now(), new ReadCounts(new LongAdder()), row -> {
            if (wanted.contains(row.key())) {
                found.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
            }
        });
        return found;
    }

    /** The rows of a bucket by tenant and group. */
    private static Collection<List<StagedRow>> staged(byte[] bytes) {
        Map<String, List<StagedRow>> groups = new LinkedHashMap<>();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            StagedRow row =
                    new StagedRow(Parts.nextText(from), Parts.nextText(from), Parts.nextText(from), Parts.next(from));
            groups.computeIfAbsent(row.tenant() + "\n" + row.groupKey(), key -> new ArrayList<>())
                    .add(row);
        }
        return groups.values();
    }
}
