package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Tells what a file looks like while it is read from end to end. Of its text no more than the first record is in memory, and none is kept. */
final class ShapeProbe {
    private static final int BUFFER = 1 << 16;

    private final List<String> names;

    /** @param names of columns, which may be told */
    ShapeProbe(List<String> names) {
        this.names = names;
    }

    Shape read(InputStream in) throws IOException {
        EncodingProbe encoding = new EncodingProbe();
        RecordProbe records = new RecordProbe();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                int next = encoding.next(buffer[i] & 0xFF);
                if (next >= 0) {
                    records.next(next);
                }
            }
        }
        records.end();
        return records.shape(encoding.name(), names);
    }
}
