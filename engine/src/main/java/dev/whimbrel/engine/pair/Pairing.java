package dev.whimbrel.engine.pair;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.project.Comparison;
import dev.whimbrel.engine.project.Comparison.Twin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the tables of a comparison on both sides and how each is compared with its twin. All that is wrong is gathered.
 *
 * @param lonely tables that only one side has, where the comparison names none
 */
record Pairing(List<Pair> pairs, List<String> lonely, List<Problem> problems) {
    Pairing {
        pairs = List.copyOf(pairs);
        lonely = List.copyOf(lonely);
        problems = List.copyOf(problems);
    }

    static Pairing of(Comparison comparison, Schema expected, Schema actual) {
        return new Making(comparison, expected, actual).made();
    }

    /** A table of the comparison as both sides have it. */
    record Found(String name, Twin said, Table expected, Table actual) {
        /** What a column of the expected side is called on the actual side. */
        String twin(String column) {
            return said.columns().entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(column);
        }

        /** What a column of the actual side is called on the expected side. */
        String original(String column) {
            return said.columns().entrySet().stream()
                    .filter(entry -> entry.getValue().equalsIgnoreCase(column))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(column);
        }

        /** The columns that identify a row, on the expected side. */
        List<String> key() {
            List<String> written = said.key();
            if (written != null) {
                return written;
            }
            List<String> primary = expected.primaryKey();
            String surrogate = said.surrogate();
            return surrogate != null && primary.stream().anyMatch(surrogate::equalsIgnoreCase) ? List.of() : primary;
        }
    }

    private static final class Making {
        private final Comparison comparison;
        private final Schema expected;
        private final Schema actual;
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> lonely = new ArrayList<>();

        Making(Comparison comparison, Schema expected, Schema actual) {
            this.comparison = comparison;
            this.expected = expected;
            this.actual = actual;
        }

        Pairing made() {
            Map<String, Found> tables = comparison.tables().isEmpty() ? all() : named();
            List<Pair> pairs = new ArrayList<>();
            for (Found found : tables.values()) {
                new PairMaking(found, tables, problems).made().ifPresent(pairs::add);
            }
            return new Pairing(pairs, lonely, problems);
        }

        private Map<String, Found> named() {
            Map<String, Found> tables = new LinkedHashMap<>();
            comparison.tables().forEach((name, said) -> {
                String with = said.with();
                Optional<Table> left = table(expected, comparison.expected(), name, said.place(), "expected");
                Optional<Table> right =
                        table(actual, comparison.actual(), with == null ? name : with, said.place(), "actual");
                if (left.isPresent() && right.isPresent()) {
                    tables.put(name, new Found(name, said, left.orElseThrow(), right.orElseThrow()));
                }
            });
            return tables;
        }

        private Optional<Table> table(Schema schema, Comparison.End end, String name, Place place, String side) {
            TableName wanted = end.schema() == null ? TableName.parse(name) : new TableName(end.schema(), name);
            Optional<Table> found = schema.table(wanted);
            if (found.isEmpty()) {
                problems.add(Problem.error(
                        "COMPARED_TABLE_ABSENT",
                        place,
                        "Cannot compare " + name + ": the " + side + " side has no table " + wanted
                                + " that its user may read",
                        "Mend the name (`with:` where the twin is called otherwise), or grant SELECT on it."));
            }
            return found;
        }

        /** All tables that both sides have by name; the others are told. */
        private Map<String, Found> all() {
            Map<String, Table> left = tables(expected, comparison.expected());
            Map<String, Table> right = tables(actual, comparison.actual());
            Map<String, Found> tables = new LinkedHashMap<>();
            left.forEach((name, table) -> {
                Table twin = right.get(name);
                if (twin == null) {
                    lonely.add(name);
                } else {
                    tables.put(name, new Found(name, Twin.plain(comparison.place()), table, twin));
                }
            });
            right.keySet().stream().filter(name -> !left.containsKey(name)).forEach(lonely::add);
            if (tables.isEmpty()) {
                problems.add(Problem.error(
                        "COMPARED_TABLE_ABSENT",
                        comparison.place(),
                        "Cannot compare: the two sides have no table of the same name",
                        "Mend the schemas, or name tables under `tables:`."));
            }
            return tables;
        }

        private static Map<String, Table> tables(Schema schema, Comparison.End end) {
            Map<String, Table> tables = new LinkedHashMap<>();
            schema.tables().stream()
                    .filter(table -> end.schema() == null
                            ? !"whimbrel".equals(table.name().schema())
                            : Objects.equals(end.schema(), table.name().schema()))
                    .forEach(table -> tables.put(table.name().name(), table));
            return tables;
        }
    }
}
