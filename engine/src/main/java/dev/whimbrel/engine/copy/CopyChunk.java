package dev.whimbrel.engine.copy;

import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.port.SourceRow;
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
        try (SourceRows rows = scene.source().read(scene.flow().read(), scene.range())) {
            SourceBatches.each(rows, batch -> {
                writer.write(candidates(scene, mapping, batch, recorder, twice));
                scene.breaker().check(scene.flow(), scene.tally());
            });
        }
    }

    private static List<Candidate> candidates(
            Scene scene, Mapping mapping, List<SourceRow> batch, Recorder recorder, TwiceKeys twice) {
        List<Candidate> candidates = new ArrayList<>(batch.size());
        for (SourceRow row : batch) {
            scene.tally().read(row.owner());
            MappedRow mapped = mapping.map(row);
            Candidate candidate = twice.checked(mapping.candidate(row, mapped));
            if (mapped.filtered()) {
                recorder.excludeLater(candidate.sourceKey, row.owner(), reason(scene.flow()));
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
