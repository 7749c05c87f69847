package dev.whimbrel.core.difference;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts whose bytes were taken for those of another encoding. */
final class CodePages {
    private static final char REPLACED = '\uFFFD';

    /** Single-byte code pages that this Java knows, with the character of each byte. */
    private static final List<Page> PAGES = Stream.of(
                    "windows-1252", "ISO-8859-1", "windows-1250", "IBM437", "IBM850", "windows-1251")
            .filter(Charset::isSupported)
            .map(Page::of)
            .toList();

    /** How many signs stand for a character that was lost: one, one for each unit of UTF-16, one for each byte of UTF-8. */
    private static final List<ToIntFunction<String>> LOSSES =
            List.of(c -> 1, String::length, c -> c.getBytes(StandardCharsets.UTF_8).length);

    /** A code page; bytes that it leaves undefined stand for the control character of their number, as in most databases. */
    private record Page(Charset charset, String characters) {
        static Page of(String name) {
            Charset charset = Charset.forName(name);
            StringBuilder characters = new StringBuilder();
            for (int i = 0; i < 256; i++) {
                String one = new String(new byte[] {(byte) i}, charset);
                characters.append(one.charAt(0) == REPLACED ? (char) i : one.charAt(0));
            }
            return new Page(charset, characters.toString());
        }

        /** The bytes of a text, or null where it has a character that the page does not. */
        byte @Nullable [] encoded(String text) {
            byte[] bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) {
                char c = text.charAt(i);
                int at = c < 128 ? c : characters.indexOf(c, 128);
                if (at < 0) {
                    return null;
                }
                bytes[i] = (byte) at;
            }
            return bytes;
        }

        String decoded(byte[] bytes) {
            StringBuilder text = new StringBuilder(bytes.length);
            for (byte b : bytes) {
                text.append(characters.charAt(b & 0xFF));
            }
            return text.toString();
        }
    }

    private CodePages() {}

    /** What makes {@code actual} of {@code expected}, such as {@code UTF-8 as windows-1252}; null where nothing of the kind does. */
    static @Nullable String confusion(String expected, String actual) {
        if (isAscii(expected)) {
            return null;
        }
        String mistaken = mistaken(expected, actual, " as ");
        if (mistaken != null) {
            return mistaken;
        }
        String undone = mistaken(actual, expected, " not as ");
        if (undone != null) {
            return undone;
        }
        if (LOSSES.stream().anyMatch(loss -> isLost(expected, actual, loss))) {
            return "replaced";
        }
        return isAscii(actual) ? null : exchanged(expected, actual);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** UTF-8 taken for a code page, once or twice over. */
    private static @Nullable String mistaken(String text, String broken, String word) {
        for (Page page : PAGES) {
            String once = page.decoded(text.getBytes(StandardCharsets.UTF_8));
            if (isLike(once, broken)) {
                return "UTF-8" + word + page.charset();
            }
            if (page.decoded(once.getBytes(StandardCharsets.UTF_8)).equals(broken)) {
                return "UTF-8" + word + page.charset() + " twice";
            }
        }
        return null;
    }

    /** Equal but for control characters, of undefined bytes, for which some programs put a question mark or U+FFFD. */
    private static boolean isLike(String decoded, String broken) {
        if (decoded.length() != broken.length()) {
            return false;
        }
        for (int i = 0; i < broken.length(); i++) {
            char c = decoded.charAt(i);
            char d = broken.charAt(i);
            boolean control = c >= 0x80 && c < 0xA0;
            if (c != d && !(control && isSign(d))) {
                return false;
            }
        }
        return true;
    }

    /** One code page taken for another. */
    private static @Nullable String exchanged(String expected, String actual) {
        for (Page from : PAGES) {
            byte[] bytes = from.encoded(expected);
            for (Page to : PAGES) {
                if (bytes != null && from != to && to.decoded(bytes).equals(actual)) {
                    return from.charset() + " as " + to.charset();
                }
            }
        }
        return null;
    }

    /** Whether characters beyond ASCII, some or all, became question marks or U+FFFD, as many as {@code loss} says. */
    private static boolean isLost(String expected, String actual, ToIntFunction<String> loss) {
        int at = 0;
        for (int i = 0; i < expected.length(); ) {
            String c = Character.toString(expected.codePointAt(i));
            i += c.length();
            if (actual.startsWith(c, at)) {
                at += c.length();
            } else {
                int signs = isAscii(c) ? 0 : loss.applyAsInt(c);
                if (signs == 0 || !areSigns(actual, at, at + signs)) {
                    return false;
                }
                at += signs;
            }
        }
        return at == actual.length();
    }

    private static boolean areSigns(String text, int from, int to) {
        return to <= text.length() && text.substring(from, to).chars().allMatch(CodePages::isSign);
    }

    private static boolean isSign(int c) {
        return c == '?' || c == REPLACED || c == 0xBF || c == 0x1A;
    }
}
