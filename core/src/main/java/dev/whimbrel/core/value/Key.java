package dev.whimbrel.core.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a row: one or more non-null parts. Its {@link #text()} is canonical and, among keys of as many parts, injective, so
 * that equal keys of any database have equal texts and unequal ones do not. A single part stands as it is; several are joined
 * by {@code |}, and {@code |} and {@code \} inside them are escaped by {@code \}.
 */
public record Key(List<Object> parts) {
    public Key {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A key has at least one part");
        }
    }

    public static Key of(Object... parts) {
        return new Key(parts.length == 1 ? List.of(parts[0]) : List.of(parts));
    }

    public String text() {
        if (parts.size() == 1) {
            return partText(parts.get(0));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : "|").append(escape(partText(parts.get(i))));
        }
        return text.toString();
    }

    /** The parts of the canonical text of a key of {@code count} parts. */
    public static List<String> split(String text, int count) {
        return count == 1 ? List.of(text) : split(text);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(text.charAt(++i));
            } else if (c == '|') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** Canonical text of one part; decimals lose trailing zeros so that 1.10 and 1.1 are one key, as they are to a database. */
    public static String partText(Object part) {
        if (part instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        if (part instanceof byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        }
        return part.toString();
    }

    private static String escape(String part) {
        if (part.indexOf('|') < 0 && part.indexOf('\\') < 0) {
            return part;
        }
        return part.replace("\\", "\\\\").replace("|", "\\|");
    }

    /** Equal parts, where bytes are equal by content and decimals by number. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Key key) || key.parts.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!same(parts.get(i), key.parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Object part : parts) {
            hash = 31 * hash + hash(part);
        }
        return hash;
    }

    private static boolean same(Object left, Object right) {
        if (left instanceof byte[] bytes && right instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        return left instanceof BigDecimal number && right instanceof BigDecimal another
                ? number.compareTo(another) == 0
                : left.equals(right);
    }

    private static int hash(Object part) {
        if (part instanceof byte[] bytes) {
            return Arrays.hashCode(bytes);
        }
        return part instanceof BigDecimal number ? number.stripTrailingZeros().hashCode() : part.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
