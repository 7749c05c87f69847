package dev.whimbrel.control.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Texts on their way into the database's arrays and out of them. */
final class Texts {
    /** A public value may be a whole book. */
    static final int LONGEST = 500;

    private static final char NUL = '\0';
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    static List<String> list(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** What can be stored of a text: not too much, and without U+0000, which PostgreSQL does not know. */
    static String stored(String text) {
        String whole = text.indexOf(NUL) < 0 ? text : text.replace(NUL, REPLACEMENT);
        if (whole.length() <= LONGEST) {
            return whole;
        }
        boolean cutsPair = Character.isHighSurrogate(whole.charAt(LONGEST - 1));
        return whole.substring(0, cutsPair ? LONGEST - 1 : LONGEST) + '…';
    }

    /** A text[] as PostgreSQL writes it: arrays of such are not all of one length, as nested arrays have to be. */
    static String literal(List<String> texts) {
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            literal.append(literal.length() == 1 ? "\"" : ",\"");
            literal.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
        return literal.append('}').toString();
    }
}
