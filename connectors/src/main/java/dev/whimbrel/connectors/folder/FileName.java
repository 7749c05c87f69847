package dev.whimbrel.connectors.folder;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Paths below a folder as texts from which the very bytes of the path can be told: a name that some other system wrote in ISO 8859-1 is kept
 * as it came, whatever the locale of this process is.
 */
final class FileName {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FileName() {}

    /** The text for a path below a root: {@code \} doubled, bytes that are not UTF-8 as {@code \xFC}. */
    static String of(Path root, Path file) {
        // A path's text is made by the process's locale and loses bytes; its address has each of them.
        String whole = file.toUri().getRawPath();
        String above = root.toUri().getRawPath();
        String below = whole.substring(above.length());
        return text(unescaped(below.startsWith("/") ? below.substring(1) : below));
    }

    /** The path that such a text stands for. */
    static Path path(Path root, String name) {
        String above = root.toUri().getRawPath();
        StringBuilder address = new StringBuilder("file://").append(above);
        if (!above.endsWith("/")) {
            address.append('/');
        }
        for (byte b : bytes(name)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '/';
            if (plain) {
                address.append((char) b);
            } else {
                address.append('%').append(HEX.toHexDigits(b));
            }
        }
        return Path.of(URI.create(address.toString()));
    }

    private static byte[] unescaped(String address) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '%') {
                bytes.write(HexFormat.fromHexDigits(address, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(address.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    static String text(byte[] raw) {
        StringBuilder text = new StringBuilder();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(raw);
        CharBuffer out = CharBuffer.allocate(raw.length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            out.flip();
            text.append(out.toString().replace("\\", "\\\\"));
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append("\\x").append(HEX.toHexDigits(in.get()));
            }
            decoder.reset();
        }
    }

    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
            bytes.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
            if (text.startsWith("\\x", at)) {
                bytes.write(HexFormat.fromHexDigits(text, at + 2, at + 4));
                from = at + 4;
            } else {
                bytes.write('\\');
                from = at + 2;
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
