package dev.whimbrel.core.difference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads canonical JSON, as {@code CanonicalJson} writes it: objects as sorted maps, lists, texts, {@link BigDecimal}, booleans,
 * and {@link Nothing}. Trees of texts that mean the same are equal.
 */
final class JsonTree {
    private static final int DEEPEST = 500;

    /** JSON's null. */
    enum Nothing {
        NOTHING
    }

    private final String text;
    private int at;

    private JsonTree(String text) {
        this.text = text;
    }

    /** Empty for what is no canonical JSON. */
    static Optional<Object> of(String canonical) {
        try {
            JsonTree tree = new JsonTree(canonical);
            Object root = tree.value(0);
            return tree.at == canonical.length() ? Optional.of(root) : Optional.empty();
        } catch (Invalid | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw new Invalid();
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Nothing.NOTHING);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new TreeMap<>();
        at++;
        while (!took('}')) {
            expect(members.isEmpty() || took(','));
            String name = string();
            expect(took(':'));
            members.put(name, value(depth + 1));
        }
        return members;
    }

    private List<Object> list(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        while (!took(']')) {
            expect(elements.isEmpty() || took(','));
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private String string() {
        expect(took('"'));
        StringBuilder string = new StringBuilder();
        while (!took('"')) {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    /** The canonical form escapes quotation marks, backslashes and control characters only, the last by their number. */
    private char escaped() {
        char c = text.charAt(at++);
        if (c != 'u') {
            return c;
        }
        at += 4;
        return (char) Integer.parseInt(text, at - 4, at, 16);
    }

    private Object word(String word, Object meaning) {
        expect(text.startsWith(word, at));
        at += word.length();
        return meaning;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return new BigDecimal(text.substring(start, at));
    }

    private boolean took(char wanted) {
        boolean here = text.charAt(at) == wanted;
        at += here ? 1 : 0;
        return here;
    }

    private static void expect(boolean met) {
        if (!met) {
            throw new Invalid();
        }
    }

    private static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Invalid() {
            super(null, null, false, false);
        }
    }
}
