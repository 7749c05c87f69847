package dev.whimbrel.connectors.file;

/** Spaces and tabs around a text; no other character is one, so that nothing that means something is lost. */
final class Blanks {
    private Blanks() {}

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
