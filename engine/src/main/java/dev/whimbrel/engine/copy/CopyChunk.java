package dev.whimbrel.engine.copy;

import dev.whimbrel.core.port.SourceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Source rows straight to target rows. */
final class CopyChunk implements ChunkTask {
    @Override
    public void work(Scene scene) {
        Mapping mapping = new Mapping(scene.flow());
        Recorder recorder = scene.recorder();
        BatchWriter writer = scene.writer(recorder);
        TwiceKeys twice = new TwiceKeys(scene);
        Ahead ahead = new Ahead(scene);
        SourceRows rows = scene.rows();
        SourceBatches.each(rows, row -> ahead.done(mapping.made(scene.tally().sized(row))), ahead::batch, batch -> {
            writer.write(candidates(scene, batch.rows(), recorder, twice), batch.ready());
            scene.breaker().check(scene.flow(), scene.tally());
            scene.pace().rows(batch.rows().size());
        });
    }

    private static List<Candidate> candidates(
            Scene scene, List<Mapping.Made> batch, Recorder recorder, TwiceKeys twice) {
        List<Candidate> candidates = new ArrayList<>(batch.size());
        for (Mapping.Made row : batch) {
            Candidate candidate = twice.checked(row.candidate());
            scene.tally().read(candidate.owner);
            if (row.mapped().filtered()) {
                recorder.excludeLater(candidate.sourceKey(), candidate.owner, reason(scene.flow()));
            } else {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    static String reason(FlowWork flow) {
        return Objects.requireNonNullElse(flow.flow().flow().whereReason(), "where");
    }
}
