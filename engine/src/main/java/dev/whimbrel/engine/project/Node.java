package dev.whimbrel.engine.project;

import java.util.List;
import java.util.Optional;

/** A piece of the project file with the line and column, from 1, where it stands. It never prints a text: it may be a secret. */
sealed interface Node {
    int line();

    int column();

    /** What a text stands for by the rules of YAML 1.2. */
    enum Kind {
        STRING,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    /** Whether a text is as written, came from variables, or still holds variables without value. */
    enum Origin {
        WRITTEN,
        VARIABLE,
        UNRESOLVED
    }

    /** Where the first character of a text itself stands, behind quotes or a block's header. */
    record Start(int line, int column) {}

    /** A scalar. */
    record Text(String text, Kind kind, Origin origin, int line, int column, Start start) implements Node {
        Text with(String newText, Kind newKind, Origin newOrigin) {
            return new Text(newText, newKind, newOrigin, line, column, start);
        }

        @Override
        public String toString() {
            return kind + " at " + line + ":" + column;
        }
    }

    /** A list. */
    record Items(List<Node> items, int line, int column) implements Node {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order of the file. */
    record Entries(List<Entry> entries, int line, int column) implements Node {
        public Entries {
            entries = List.copyOf(entries);
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
        }

        Optional<Node> value(String key) {
            return entry(key).map(Entry::value);
        }

        List<String> keys() {
            return entries.stream().map(e -> e.key().text()).toList();
        }
    }

    /** One line of a map. */
    record Entry(Text key, Node value) {}
}
