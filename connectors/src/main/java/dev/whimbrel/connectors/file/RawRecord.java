package dev.whimbrel.connectors.file;

import org.jspecify.annotations.Nullable;

/**
 * A record before its texts are converted. Its texts are there until the next record is read.
 *
 * @param offset of its first byte within its file
 * @param line number of its first line within its file, from 1
 * @param lines physical lines it takes
 * @param bytes its size
 * @param texts of all fields; of none where malformed
 * @param malformed null, or the code of what is wrong with it
 */
record RawRecord(
        long offset,
        long line,
        int lines,
        long bytes,
        Texts texts,
        @Nullable String malformed) {
    /** The texts of a record's fields, in the file's order. */
    interface Texts {
        /** A field's text, made when it is asked for; null for null. */
        @Nullable
        String of(int field);
    }
}
