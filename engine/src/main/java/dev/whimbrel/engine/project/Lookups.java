package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads the content of all lookups into memory. */
public final class Lookups {
    /** Code tables are small; a larger one belongs into a flow or a join. */
    static final int MOST_ENTRIES = 200_000;

    private Lookups() {}

    /**
     * Loads every lookup, by name.
     *
     * @throws ProblemsFound with everything that is wrong in all of them
     */
    public static Map<String, LookupTable> load(Project project, TableLookupReader reader) {
        Map<String, LookupTable> tables = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (LookupSpec spec : project.lookups()) {
            Content content = new Content(spec, problems);
            if (spec instanceof LookupSpec.Values values) {
                values.values().forEach(content::put);
            } else if (spec instanceof LookupSpec.Csv csv) {
                CsvLookup.read(csv, content);
            } else if (spec instanceof LookupSpec.DatabaseTable table) {
                content.read(table, reader);
            }
            tables.put(spec.name(), content.table());
        }
        if (!problems.isEmpty()) {
            throw new ProblemsFound(problems);
        }
        return tables;
    }

    /** The entries of one lookup as they come. */
    static final class Content {
        private final LookupSpec spec;
        private final List<Problem> problems;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private int duplicates;
        private boolean full;

        Content(LookupSpec spec, List<Problem> problems) {
            this.spec = spec;
            this.problems = problems;
        }

        /** A table or column that is not there is a mistake like others, told with its place. */
        private void read(LookupSpec.DatabaseTable table, TableLookupReader reader) {
            try {
                reader.readAll(
                        table.in(), table.table(), List.of(table.key(), table.value()), row -> put(row[0], row[1]));
            } catch (Fault fault) {
                if (!fault.code().equals("LOOKUP_UNKNOWN")) {
                    throw fault;
                }
                String what = String.valueOf(fault.getMessage());
                problem(fault.code(), what.substring(Math.max(0, what.indexOf("there is"))), fault.next());
            }
        }

        /** An old value without new one stays out: rows that have it become issues. No row can look up null. */
        private void put(@Nullable Object key, @Nullable Object value) {
            if (key != null && value != null && !add(Key.partText(key), value)) {
                duplicates++;
            }
        }

        /** Adds an entry; false if the key is there already. */
        boolean add(String key, Object value) {
            if (values.size() >= MOST_ENTRIES && !values.containsKey(key)) {
                tooMany();
                return true;
            }
            return values.putIfAbsent(key, value) == null;
        }

        private void tooMany() {
            if (!full) {
                full = true;
                problem(
                        "LOOKUP_TOO_LARGE",
                        "it has more than " + MOST_ENTRIES + " entries",
                        "Move the table by a flow of its own, or read it along with `join`.");
            }
        }

        void problem(String code, String what, String next) {
            problems.add(Problem.error(code, spec.place(), "Cannot load lookup " + spec.name() + ": " + what, next));
        }

        LookupTable table() {
            if (duplicates > 0) {
                problem(
                        "LOOKUP_DUPLICATE",
                        duplicates + (duplicates == 1 ? " key is" : " keys are") + " in the table more than once",
                        "Make the key column unique, or read from a view that is.");
            }
            return LookupTypes.table(spec, values);
        }
    }
}
