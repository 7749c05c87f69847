package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets references that could not be set with their rows, since they lead to the own table or back in a cycle. It goes over the
 * same source rows again and touches only rows of this run's tenants whose reference is another than it should be.
 */
final class LinkChunk implements ChunkTask {
    @Override
    public void work(Scene scene) {
        Mapping mapping = new Mapping(scene.flow());
        try (SourceRows rows = scene.source().read(scene.flow().read(), scene.range())) {
            SourceBatches.each(rows, batch -> link(scene, mapping, batch));
        }
    }

    private static void link(Scene scene, Mapping mapping, List<SourceRow> batch) {
        FlowWork flow = scene.flow();
        List<Candidate> landed = landed(scene, mapping, batch);
        new ReferenceStation(flow, flow.deferred(), scene.landing(), scene.flowNumbers()).pass(landed);
        Recorder recorder = scene.recorder();
        for (FlowWork.Reference reference : flow.deferred()) {
            set(scene, reference, landed);
        }
        landed.forEach(recorder::linkIssues);
        recorder.flush();
    }

    /** The rows of the batch that stand in the target as rows of their own and may be written by this run. */
    private static List<Candidate> landed(Scene scene, Mapping mapping, List<SourceRow> batch) {
        FlowWork flow = scene.flow();
        List<Candidate> candidates = new ArrayList<>();
        for (SourceRow row : batch) {
            MappedRow mapped = mapping.map(row);
            if (!mapped.filtered() && mapped.faults().isEmpty()) {
                candidates.add(mapping.candidate(row, mapped));
            }
        }
        Map<String, Identity> found = scene.landing()
                .identities(
                        flow.flowNo(), candidates.stream().map(c -> c.sourceKey).toList());
        candidates.forEach(row -> row.before = found.get(row.sourceKey));
        candidates.removeIf(row -> !row.landedBefore()
                || !row.owner.text().equals(Objects.requireNonNull(row.before).tenant())
                || (row.owner.isShared() && scene.othersMoved()));
        return candidates;
    }

    private static void set(Scene scene, FlowWork.Reference reference, List<Candidate> rows) {
        FlowWork flow = scene.flow();
        List<Column> columns = new ArrayList<>(flow.keyColumns());
        columns.add(reference.column());
        List<Candidate> good = rows.stream().filter(Candidate::isGood).toList();
        Map<Key, @Nullable Object[]> now = scene.landing()
                .select(flow, columns, good.stream().map(row -> key(flow, row)).toList());
        java.util.Map<String, @Nullable Object[]> standing = new java.util.HashMap<>();
        now.forEach((key, row) -> standing.put(key.text(), row));
        List<Candidate> changed = new ArrayList<>();
        List<@Nullable Object[]> updates = new ArrayList<>();
        for (Candidate row : good) {
            @Nullable Object @Nullable [] stands = standing.get(key(flow, row).text());
            Object value = row.values[reference.slot()];
            if (stands != null && !Objects.equals(stands[stands.length - 1], value)) {
                stands[stands.length - 1] = value;
                changed.add(row);
                updates.add(stands);
            }
        }
        List<Refusal> refusals = scene.landing().link(flow, columns, updates);
        refusals.forEach(
                refusal -> changed.get(refusal.index()).fault(refusal.code(), refusal.columns(), refusal.detail()));
        changed.stream().filter(Candidate::isGood).forEach(row -> scene.tally().linked(row.owner));
    }

    private static Key key(FlowWork flow, Candidate row) {
        List<String> texts = Key.split(
                Objects.requireNonNull(Objects.requireNonNull(row.before).targetKey()));
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            parts.add(TextValue.of(flow.keyColumns().get(i).type(), texts.get(i)));
        }
        return new Key(parts);
    }
}
