package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.mapping.RowFault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON text, read strictly after RFC 8259: just enough to tell whether it is valid and to find one value in it. */
public final class Json {
    private static final int DEEPEST = 1000;

    /** An array: a String asks for its encoding with each character. */
    private final char[] text;

    private int at;
    private boolean storable = true;

    private Json(String text) {
        this.text = text.toCharArray();
    }

    public static boolean isValid(String text) {
        return new Json(text).whole();
    }

    /** Whether PostgreSQL's jsonb takes it too: no escaped NUL character and no lone surrogate. */
    public static boolean isStorable(String text) {
        Json json = new Json(text);
        return json.whole() && json.storable;
    }

    private boolean whole() {
        try {
            value(0);
            space();
            return at == text.length;
        } catch (Invalid e) {
            return false;
        }
    }

    /** Steps of a path such as {@code $.a.b[0]} or {@code $['a b']}: names and indexes. */
    static List<Object> path(String path) {
        List<Object> steps = new ArrayList<>();
        if (!path.startsWith("$")) {
            throw new IllegalArgumentException("a JSON path starts with $");
        }
        int i = 1;
        while (i < path.length()) {
            int end;
            if (path.charAt(i) == '.') {
                end = i + 1;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                steps.add(path.substring(i + 1, end));
            } else {
                end = path.indexOf(']', i) + 1;
                String inside = path.charAt(i) == '[' && end > 0 ? path.substring(i + 1, end - 1) : "";
                if (inside.matches("'[^']*'|\"[^\"]*\"")) {
                    steps.add(inside.substring(1, inside.length() - 1));
                } else if (inside.matches("\\d{1,9}")) {
                    steps.add(Integer.valueOf(inside));
                } else {
                    throw new IllegalArgumentException("a JSON path looks like $.a.b[0] or $['a b']");
                }
            }
            i = end;
        }
        return steps;
    }

    /**
     * The value at a path: a string's characters, and the JSON text of anything else. Null where there is none or it is JSON's
     * null.
     */
    static @Nullable String find(String text, List<Object> path) {
        if (!isValid(text)) {
            throw new RowFault("BAD_JSON", "not valid JSON");
        }
        Json json = new Json(text);
        for (Object step : path) {
            if (!json.enter(step)) {
                return null;
            }
        }
        json.space();
        int start = json.at;
        if (json.peek() == '"') {
            return json.string();
        }
        json.value(0);
        String raw = text.substring(start, json.at);
        return raw.equals("null") ? null : raw;
    }

    /** Moves to the member or element; a member that comes twice counts by its last. */
    private boolean enter(Object step) {
        space();
        char open = peek();
        if (step instanceof String ? open != '{' : open != '[') {
            return false;
        }
        at++;
        int found = -1;
        for (int index = 0; ; index++) {
            space();
            if (peek() == '}' || peek() == ']') {
                break;
            }
            if (peek() == ',') {
                at++;
                space();
            }
            boolean here;
            if (open == '{') {
                here = string().equals(step);
                space();
                at++;
            } else {
                here = step.equals(index);
            }
            if (here) {
                found = at;
            }
            value(0);
        }
        if (found >= 0) {
            at = found;
        }
        return found >= 0;
    }

    /** Appends a text as a JSON string. */
    static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private void value(int depth) {
        if (depth > DEEPEST) {
            throw Invalid.HERE;
        }
        space();
        switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> pass();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void members(int depth) {
        at++;
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            space();
            pass();
            space();
            expect(':');
            value(depth + 1);
            space();
        } while (took(','));
        expect('}');
    }

    private void elements(int depth) {
        at++;
        space();
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            value(depth + 1);
            space();
        } while (took(','));
        expect(']');
    }

    private String string() {
        expect('"');
        StringBuilder result = new StringBuilder();
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                throw Invalid.HERE;
            }
            result.append(c == '\\' ? escaped() : c);
        }
        at++;
        return result.toString();
    }

    /** Passes over a string, and sees whether PostgreSQL could store it. */
    private void pass() {
        expect('"');
        boolean half = false;
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                throw Invalid.HERE;
            }
            if (c == '\\') {
                c = escaped();
            }
            if (half || c == 0 || Character.isSurrogate(c)) {
                storable &= c != 0 && half == Character.isLowSurrogate(c);
                half = Character.isHighSurrogate(c);
            }
        }
        storable &= !half;
        at++;
    }

    private char escaped() {
        char c = next();
        switch (c) {
            case '"', '\\', '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw Invalid.HERE;
                    }
                    code = code * 16 + digit;
                }
                return (char) code;
            default:
                throw Invalid.HERE;
        }
    }

    /** Whether a surrogate stands without its other half. */
    public static boolean hasLoneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void number() {
        took('-');
        if (!took('0')) {
            digits();
        }
        if (took('.')) {
            digits();
        }
        if (took('e') || took('E')) {
            if (!took('+')) {
                took('-');
            }
            digits();
        }
    }

    private void digits() {
        int start = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw Invalid.HERE;
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private void space() {
        while (at < text.length && isBlank(text[at])) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private char peek() {
        if (at >= text.length) {
            throw Invalid.HERE;
        }
        return text[at];
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean took(char wanted) {
        boolean here = at < text.length && text[at] == wanted;
        at += here ? 1 : 0;
        return here;
    }

    private void expect(char wanted) {
        if (!took(wanted)) {
            throw Invalid.HERE;
        }
    }

    /** Leaves the reading of invalid text. */
    private static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        static final Invalid HERE = new Invalid();

        private Invalid() {
            super("invalid JSON", null, false, false);
        }
    }
}
