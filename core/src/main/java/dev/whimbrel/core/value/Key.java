package dev.whimbrel.core.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of a row: one or more non-null parts. Its {@link #text()} is canonical and injective, so that equal keys of any
 * database have equal texts and unequal ones do not: parts are joined by {@code |}, and {@code |} and {@code \} inside a part
 * are escaped by {@code \}.
 */
public record Key(List<Object> parts) {
    public Key {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A key has at least one part");
        }
    }

    public static Key of(Object... parts) {
        return new Key(List.of(parts));
    }

    public String text() {
        if (parts.size() == 1) {
            return escape(partText(parts.get(0)));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : "|").append(escape(partText(parts.get(i))));
        }
        return text.toString();
    }

    /** The parts of a canonical text, unescaped. */
    public static List<String> split(String text) {
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

    @Override
    public String toString() {
        return text();
    }
}
