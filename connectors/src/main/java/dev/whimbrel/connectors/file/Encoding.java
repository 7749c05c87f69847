package dev.whimbrel.connectors.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How a file's bytes are to be read: its character set, with the order of bytes settled, and the bytes of the mark at its
 * beginning that are to be skipped.
 */
record Encoding(Charset charset, int mark) {
    /** The marks, longest first where one begins like another. */
    private enum Mark {
        UTF_32LE("UTF-32LE", "fffe0000"),
        UTF_32BE("UTF-32BE", "0000feff"),
        UTF_8("UTF-8", "efbbbf"),
        UTF_16LE("UTF-16LE", "fffe"),
        UTF_16BE("UTF-16BE", "feff");

        private final String charset;
        private final String hex;

        Mark(String charset, String hex) {
            this.charset = charset;
            this.hex = hex;
        }

        int length() {
            return hex.length() / 2;
        }

        boolean begins(byte[] head) {
            return HexFormat.of()
                    .formatHex(head, 0, Math.min(head.length, length()))
                    .equals(hex);
        }
    }

    /**
     * The encoding of a file that begins with {@code head}: the declared one, made exact by the mark where there is one.
     *
     * @throws IllegalArgumentException when the mark says another encoding than the declared one
     */
    static Encoding of(Charset declared, byte[] head) {
        String name = declared.name();
        for (Mark mark : Mark.values()) {
            // FF FE 00 00 is UTF-32 only to those who said so: in UTF-16 it is a mark and a NUL.
            boolean belongs = mark.charset.startsWith(name) || mark.charset.equals(name);
            boolean wide = mark.charset.startsWith("UTF-32");
            if (mark.begins(head) && (belongs || !wide)) {
                if (!belongs) {
                    throw new IllegalArgumentException(mark.charset);
                }
                return new Encoding(Charset.forName(mark.charset), mark.length());
            }
        }
        // Without a mark, UTF-16 and UTF-32 are big-endian, as the Unicode standard says.
        return new Encoding(
                name.equals("UTF-16") || name.equals("UTF-32") ? Charset.forName(name + "BE") : declared, 0);
    }

    /** The character set to take where none is declared: what the mark says, else UTF-8. */
    static Charset detect(byte[] head) {
        for (Mark mark : Mark.values()) {
            if (mark.begins(head) && !mark.charset.startsWith("UTF-32")) {
                return Charset.forName(mark.charset);
            }
        }
        return StandardCharsets.UTF_8;
    }
}
