package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets references that could not be set with their rows, since they lead to the own table or back in a cycle. It goes over the
 * same source rows again and touches only rows of this run's tenants whose reference is another than it should be, unless
 * somebody changed it in the target.
 */
final class LinkChunk implements ChunkTask {
    @Override
    public void work(Scene scene) {
        Mapping mapping = new Mapping(scene.flow());
        TwiceKeys twice = new TwiceKeys(scene);
        SourceRows rows = scene.rows();
        SourceBatches.each(rows, row -> mapping.made(scene.tally().sized(row)), made -> made, batch -> {
            link(scene, twice, batch);
            scene.pace().rows(batch.size());
        });
    }

    private static void link(Scene scene, TwiceKeys twice, List<Mapping.Made> batch) {
        FlowWork flow = scene.flow();
        List<String> columns =
                flow.deferred().stream().map(late -> late.column().name()).toList();
        List<Candidate> landed = landed(scene, twice, batch, columns);
        if (landed.isEmpty()) {
            return;
        }
        new ReferenceStation(flow, flow.deferred(), scene.landing(), scene.flowNumbers()).pass(landed);
        Recorder recorder = scene.recorder();
        Links links = new Links(scene);
        links.set(landed);
        links.changed().forEach((row, text) -> {
            scene.tally().linked(row.owner);
            recorder.linked(row, text);
        });
        landed.forEach(recorder::linkIssues);
        recorder.flushLinks(
                landed.stream()
                        .filter(Candidate::isGood)
                        .map(row -> row.sourceKey())
                        .toList(),
                columns);
    }

    /** The rows of the batch that stand in the target as rows of their own, are not held, and may be written by this run. */
    private static List<Candidate> landed(
            Scene scene, TwiceKeys twice, List<Mapping.Made> batch, List<String> columns) {
        FlowWork flow = scene.flow();
        List<Candidate> candidates = new ArrayList<>();
        for (Mapping.Made row : batch) {
            Candidate candidate = twice.checked(row.candidate());
            if (!row.mapped().filtered() && candidate.isGood()) {
                candidates.add(candidate);
            }
        }
        List<String> keys = candidates.stream().map(row -> row.sourceKey()).toList();
        Map<String, Identity> found = scene.landing().identities(flow.flowNo(), keys);
        Set<String> held = scene.landing().withOtherIssues(flow.flowNo(), keys, columns);
        candidates.forEach(row -> row.before = found.get(row.sourceKey()));
        candidates.removeIf(row -> !row.landedBefore()
                || held.contains(row.sourceKey())
                || !row.owner.text().equals(Objects.requireNonNull(row.before).tenant())
                || (row.owner.isShared() && scene.othersMoved()));
        return candidates;
    }

    /** Sets the late references of a batch of rows, all of a row at once. */
    private static final class Links {
        private final Scene scene;
        private final FlowWork flow;
        private final List<Column> columns = new ArrayList<>();
        private final int keys;
        private final Map<Candidate, String> changed = new HashMap<>();

        Links(Scene scene) {
            this.scene = scene;
            this.flow = scene.flow();
            this.keys = flow.keyColumns().size();
            columns.addAll(flow.keyColumns());
            flow.deferred().forEach(late -> columns.add(late.column()));
        }

        /** Rows whose references were set, with the text to remember them by. */
        Map<Candidate, String> changed() {
            return changed;
        }

        void set(List<Candidate> rows) {
            List<Candidate> good = rows.stream().filter(Candidate::isGood).toList();
            Map<String, @Nullable Object[]> standing = new HashMap<>();
            scene.landing()
                    .select(flow, columns, good.stream().map(this::key).toList())
                    .forEach((key, row) -> standing.put(key.text(), row));
            List<Candidate> writing = new ArrayList<>();
            List<@Nullable Object[]> updates = new ArrayList<>();
            for (Candidate row : good) {
                @Nullable Object @Nullable [] stands = standing.get(key(row).text());
                if (stands != null && differs(row, stands) && mayWrite(row, stands)) {
                    for (int i = 0; i < flow.deferred().size(); i++) {
                        stands[keys + i] = wanted(row, i);
                    }
                    writing.add(row);
                    updates.add(stands);
                }
            }
            List<Refusal> refusals =
                    updates.isEmpty() ? List.of() : scene.landing().link(flow, columns, updates);
            refusals.forEach(
                    refusal -> writing.get(refusal.index()).fault(refusal.code(), refusal.columns(), refusal.detail()));
            for (int i = 0; i < writing.size(); i++) {
                if (writing.get(i).isGood()) {
                    changed.put(writing.get(i), memory(updates.get(i)));
                }
            }
        }

        private @Nullable Object wanted(Candidate row, int late) {
            return row.values[flow.deferred().get(late).slot()];
        }

        private boolean differs(Candidate row, @Nullable Object[] stands) {
            @Nullable Object[] values = stands.clone();
            for (int i = 0; i < flow.deferred().size(); i++) {
                values[keys + i] = wanted(row, i);
            }
            return !memory(values).equals(memory(stands));
        }

        /**
         * Only what this pass itself left there is written over: nothing at all at first, later what was remembered. A repair is there to
         * write over what somebody else left.
         */
        private boolean mayWrite(Candidate row, @Nullable Object[] stands) {
            if (scene.repairs()) {
                return true;
            }
            String remembered = Objects.requireNonNull(row.before).linked();
            String now = memory(stands);
            if (now.equals(remembered == null ? memory(new @Nullable Object[stands.length]) : remembered)) {
                return true;
            }
            row.fault(
                    "TARGET_EDITED",
                    flow.deferred().stream().map(late -> late.column().name()).toList(),
                    "the reference was changed in the target since it was set, and differs from the source's");
            return false;
        }

        /** Canonical text of the late references; an absent one is empty. */
        private String memory(@Nullable Object[] values) {
            List<Object> parts = new ArrayList<>();
            for (int i = keys; i < values.length; i++) {
                Object value = values[i];
                parts.add(value == null ? "" : value);
            }
            return new Key(parts).text();
        }

        private Key key(Candidate row) {
            List<String> texts = Key.split(
                    Objects.requireNonNull(Objects.requireNonNull(row.before).targetKey()), keys);
            List<Object> parts = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                parts.add(TextValue.of(flow.keyColumns().get(i).type(), texts.get(i)));
            }
            return new Key(parts);
        }
    }
}
