package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/** Second pass of a grouped flow: the staged rows of each group become one target row, and the others follow it. */
final class ResolveChunk implements ChunkTask {
    /** A group is in memory as a whole, and so many rows are no duplicates of one thing. */
    private static final int MOST = 50_000;

    @Override
    public void work(Scene scene) {
        Gathering gathering = new Gathering(scene);
        scene.landing().readStaged(scene.flow().flowNo(), scene.range(), gathering::add);
        gathering.end();
    }

    /** Cuts the ordered stream into groups, and groups into batches. */
    private static final class Gathering {
        private final Scene scene;
        private final BatchWriter writer;
        private final Groups groups;
        private List<StagedRow> group = new ArrayList<>();
        private List<Candidate> batch = new ArrayList<>();
        private int rows;

        Gathering(Scene scene) {
            this.scene = scene;
            this.writer = scene.writer(scene.recorder());
            this.groups = new Groups(scene.flow());
        }

        void add(StagedRow row) {
            if (!group.isEmpty() && !sameGroup(group.get(0), row)) {
                endGroup();
            }
            group.add(row);
            if (group.size() > MOST) {
                throw Fault.user(
                        "GROUP_TOO_LARGE",
                        "Cannot resolve a group of flow " + scene.flow().name() + ": more than " + MOST
                                + " rows of tenant " + row.tenant() + " have the same `by` values",
                        "Such a value hardly names one thing: make `by` null for it, with nullif or case.");
            }
        }

        private static boolean sameGroup(StagedRow a, StagedRow b) {
            return a.tenant().equals(b.tenant()) && a.groupKey().equals(b.groupKey());
        }

        private void endGroup() {
            rows += group.size();
            batch.add(groups.resolve(group));
            group = new ArrayList<>();
            if (rows >= SourceBatches.ROWS) {
                write();
            }
        }

        private void write() {
            writer.write(batch);
            scene.breaker().check(scene.flow(), scene.tally());
            scene.pace().rows(rows);
            batch = new ArrayList<>();
            rows = 0;
        }

        void end() {
            if (!group.isEmpty()) {
                endGroup();
            }
            if (!batch.isEmpty()) {
                write();
            }
        }
    }
}
