package dev.whimbrel.bench.own;

import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.Mapper;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Parcel;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.copy.SourceBatches;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.plan.Preparation;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The bare path of rows through the product's own ports: read, map, insert, commit chunk by chunk; no ledger, no checks, no
 * read-back. It prints the seconds from the first chunk to the last commit.
 */
final class PlainPath {
    private final CompiledFlow flow;
    private final ReadPlan plan;
    private final Mapper mapper;
    private final TableName into;
    private final int[] slots;
    private final List<Column> columns;

    private PlainPath(Prepared prepared, TableName into) {
        this.flow = prepared.flows().get(0);
        this.plan = prepared.readPlan(flow, Set.of());
        this.mapper = new Mapper(flow);
        this.into = into;
        // The source key belongs to the ledger's part of the work, which is left out here.
        this.slots = IntStream.range(0, flow.writes().size())
                .filter(i -> !(flow.writes().get(i).fill() instanceof CompiledFlow.Fill.SourceKey))
                .toArray();
        this.columns =
                IntStream.of(slots).mapToObj(i -> flow.writes().get(i).column()).toList();
    }

    /** @param args project file, and the table of schema public to write, of the shape of the flow's target without source key */
    public static void main(String[] args) {
        Project project = ProjectFile.load(Path.of(args[0]), "bench", Map.of());
        try (Source source = Connectors.source(project.source());
                Target target = Connectors.target(project.target())) {
            Prepared prepared = Preparation.of(project, source, target).orStop();
            PlainPath path = new PlainPath(prepared, new TableName("public", args[1]));
            long begun = System.nanoTime();
            for (KeyRange range : source.split(
                    path.flow.source(), path.flow.key(), project.settings().chunk())) {
                path.copy(source, target, range);
            }
            System.out.println((System.nanoTime() - begun) / 1e9);
        }
    }

    /** One thread reads, maps and encodes, as in a run, while this one sends. */
    private void copy(Source source, Target target, KeyRange range) {
        try (TargetTransaction transaction = target.begin()) {
            Parcel.Maker parcels = transaction.parcels(into, columns, -1);
            SourceBatches.each(
                    source.read(plan, range),
                    row -> {
                        parcels.add(written(mapper.map(row).values()));
                        return row.bytes();
                    },
                    sizes -> parcels.take(),
                    parcel -> insert(transaction, parcel));
            transaction.commit();
        }
    }

    private static void insert(TargetTransaction transaction, Parcel parcel) {
        if (!transaction.land(parcel).refusals().isEmpty()) {
            throw new IllegalStateException("Cannot insert: the target refused rows");
        }
    }

    private @Nullable Object[] written(@Nullable Object[] values) {
        @Nullable Object[] row = new Object[slots.length];
        for (int i = 0; i < slots.length; i++) {
            row[i] = values[slots[i]];
        }
        return row;
    }
}
