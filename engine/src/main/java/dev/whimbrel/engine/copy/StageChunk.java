package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.port.SourceRows;
import java.util.ArrayList;
import java.util.List;

/**
 * First pass of a grouped flow: source rows, mapped, go to the staging table under the key of their group. Rows that cannot be
 * mapped never join a group; rows without a group key are groups of their own.
 */
final class StageChunk implements ChunkTask {
    @Override
    public void work(Scene scene) {
        Mapping mapping = new Mapping(scene.flow());
        Recorder recorder = scene.recorder();
        BatchWriter writer = scene.writer(recorder);
        TwiceKeys twice = new TwiceKeys(scene);
        SourceRows rows = scene.source().read(scene.flow().read(), scene.range());
        SourceBatches.each(rows, row -> mapping.made(scene.tally().sized(row)), made -> made, batch -> {
            stage(scene, batch, recorder, writer, twice);
            scene.breaker().check(scene.flow(), scene.tally());
            scene.pace().rows(batch.size());
        });
    }

    private static void stage(
            Scene scene, List<Mapping.Made> batch, Recorder recorder, BatchWriter writer, TwiceKeys twice) {
        List<StagedRow> staged = new ArrayList<>();
        List<Candidate> bad = new ArrayList<>();
        for (Mapping.Made row : batch) {
            MappedRow mapped = row.mapped();
            Candidate candidate = twice.checked(row.candidate());
            scene.tally().read(candidate.owner);
            if (mapped.filtered()) {
                recorder.excludeLater(candidate.sourceKey(), candidate.owner, CopyChunk.reason(scene.flow()));
            } else if (candidate.isGood()) {
                staged.add(staged(candidate, mapped));
            } else {
                bad.add(candidate);
            }
        }
        scene.landing().stage(scene.flow().flowNo(), staged);
        writer.write(bad);
    }

    private static StagedRow staged(Candidate candidate, MappedRow mapped) {
        return StagedForm.staged(
                candidate.owner, candidate.sourceKey(), candidate.values, candidate.references(), mapped);
    }
}
