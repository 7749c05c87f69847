package dev.whimbrel.engine.copy;

import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Cuts a stream of source rows into batches that fit in memory, by rows and by bytes. */
final class SourceBatches {
    static final int ROWS = 4_000;
    private static final long BYTES = 4L << 20;

    private SourceBatches() {}

    static void each(SourceRows rows, Consumer<List<SourceRow>> batch) {
        List<SourceRow> gathered = new ArrayList<>();
        long bytes = 0;
        for (SourceRow row = rows.next(); row != null; row = rows.next()) {
            gathered.add(row);
            bytes += row.bytes();
            if (gathered.size() >= ROWS || bytes >= BYTES) {
                batch.accept(gathered);
                gathered = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!gathered.isEmpty()) {
            batch.accept(gathered);
        }
    }
}
