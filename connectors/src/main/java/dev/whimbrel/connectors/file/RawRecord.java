package dev.whimbrel.connectors.file;

import org.jspecify.annotations.Nullable;

/**
 * A record before its texts are converted.
 *
 * @param offset of its first byte within its file
 * @param line number of its first line within its file, from 1
 * @param lines physical lines it takes
 * @param bytes its size
 * @param texts of all fields, in the file's order, null for null; empty where malformed
 * @param malformed null, or the code of what is wrong with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list would hold no nulls and cost a copy
record RawRecord(
        long offset,
        long line,
        int lines,
        long bytes,
        @Nullable String[] texts,
        @Nullable String malformed) {}
