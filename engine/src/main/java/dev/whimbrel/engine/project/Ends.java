package dev.whimbrel.engine.project;

import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.schema.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the ends of foreign keys as the project file writes them: {@code table.column}, {@code table(a, b)}. */
final class Ends {
    private Ends() {}

    /** {@code column}, {@code (a, b)}, {@code child.column} or {@code child(a, b)}. */
    static Scope.Hop hop(String written) {
        String text = written.strip();
        if (text.endsWith(")")) {
            String table = text.substring(0, text.indexOf('(')).strip();
            return new Scope.Hop(table.isEmpty() ? null : TableName.parse(table), listed(text));
        }
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? new Scope.Hop(null, List.of(text))
                : new Scope.Hop(TableName.parse(text.substring(0, dot)), List.of(text.substring(dot + 1)));
    }

    /** {@code child.column -> parent.column}; empty where that is not what is written. */
    static Optional<Relation> relation(String text) {
        String[] sides = text.split("->", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            return Optional.empty();
        }
        Scope.Hop from = hop(sides[0]);
        Scope.Hop to = hop(sides[1]);
        if (from.child() == null
                || to.child() == null
                || from.columns().size() != to.columns().size()) {
            return Optional.empty();
        }
        return Optional.of(new Relation(from.child(), from.columns(), to.child(), to.columns()));
    }

    private static List<String> listed(String text) {
        String inside = text.substring(text.indexOf('(') + 1, text.length() - 1);
        return Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
    }
}
