package dev.whimbrel.connectors.file;

/**
 * A physical line of a file.
 *
 * @param text without its end; with U+FFFD for what could not be decoded; empty where the line is over-long
 * @param packed whether the text has a character for each byte of UTF-8 instead; see {@link Utf8}
 * @param end the characters that ended it: LF, CR, CR LF, or nothing at the end of the file
 * @param number from 1 within the file
 * @param offset of its first byte within the file
 * @param bytes its size with its end
 * @param undecodable whether it holds bytes that the file's encoding does not allow
 * @param overlong whether it is larger than any record may be
 */
record Line(
        String text,
        boolean packed,
        String end,
        long number,
        long offset,
        long bytes,
        boolean undecodable,
        boolean overlong) {
    boolean isBlank() {
        return text.isEmpty() && !overlong;
    }
}
