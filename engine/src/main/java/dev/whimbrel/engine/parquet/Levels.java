package dev.whimbrel.engine.parquet;

import java.io.ByteArrayOutputStream;

/** Which values of a column are there (1) and which are null (0), as lengths of runs: the format's RLE of one bit. */
final class Levels {
    private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
    private boolean present;
    private int length;

    void add(boolean isPresent) {
        if (length > 0 && isPresent != present) {
            endRun();
        }
        present = isPresent;
        length++;
    }

    /** All runs, the last one ended. */
    byte[] encoded() {
        endRun();
        return runs.toByteArray();
    }

    private void endRun() {
        if (length == 0) {
            return;
        }
        int head = length << 1;
        while (head > 0x7f) {
            runs.write(head & 0x7f | 0x80);
            head >>>= 7;
        }
        runs.write(head);
        runs.write(present ? 1 : 0);
        length = 0;
    }

    int size() {
        return runs.size();
    }
}
