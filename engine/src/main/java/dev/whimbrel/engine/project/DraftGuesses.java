package dev.whimbrel.engine.project;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the source does not say but its names and keys hint at. */
final class DraftGuesses {
    private static final int MOST_CANDIDATES = 5;
    private static final Set<String> TENANTS = Set.of(
            "tenant",
            "branch",
            "company",
            "organisation",
            "organization",
            "client",
            "customer",
            "account",
            "site",
            "office",
            "shop",
            "store",
            "mandant",
            "filiale",
            "agency",
            "school",
            "practice");

    private final Schema source;

    DraftGuesses(Schema source) {
        this.source = source;
    }

    /** A table that may be the roster. {@code reached} counts the tables that lead there along foreign keys. */
    record Candidate(Table table, long reached) {}

    List<Candidate> rosters() {
        return source.tables().stream()
                .filter(t -> t.primaryKey().size() == 1
                        && DraftFlows.nameable(t.name().name()))
                .map(t -> new Candidate(t, reached(t)))
                .filter(c -> c.reached() > 0 || named(c.table()))
                .sorted(Comparator.comparing((Candidate c) -> !named(c.table()))
                        .thenComparing(c -> -c.reached())
                        .thenComparing(c -> c.table().name()))
                .limit(MOST_CANDIDATES)
                .toList();
    }

    private static boolean named(Table table) {
        return NameLikeness.words(table.name().name()).stream().anyMatch(TENANTS::contains);
    }

    private long reached(Table goal) {
        Set<Table> seen = new HashSet<>(Set.of(goal));
        Deque<Table> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Table parent = open.remove();
            for (Table child : source.tables()) {
                boolean points = child.foreignKeys().stream()
                        .anyMatch(key -> key.references().equals(parent.name()));
                if (points && seen.add(child)) {
                    open.add(child);
                }
            }
        }
        return seen.size() - 1L;
    }

    /** Columns named and typed like the one-column key of exactly one other table. */
    List<String> relations() {
        List<String> relations = new ArrayList<>();
        for (Table child : source.tables()) {
            for (Column column : child.columns()) {
                List<Table> parents = source.tables().stream()
                        .filter(parent -> !parent.equals(child) && points(child, column, parent))
                        .toList();
                if (parents.size() == 1 && !declared(child, column)) {
                    Table parent = parents.get(0);
                    relations.add(end(child, column.name()) + " -> "
                            + end(parent, parent.primaryKey().get(0)));
                }
            }
        }
        return relations;
    }

    private static boolean points(Table child, Column column, Table parent) {
        if (parent.primaryKey().size() != 1 || child.primaryKey().equals(List.of(column.name()))) {
            return false;
        }
        String key = parent.primaryKey().get(0);
        String wanted = NameLikeness.plain(column.name());
        String single = NameLikeness.plain(key);
        boolean named = wanted.equals(NameLikeness.plain(parent.name().name()) + single)
                || wanted.equals(single) && single.length() > 2 && !single.equals("code") && !single.equals("name");
        return named
                && parent.column(key)
                        .filter(k -> k.type().kind() == column.type().kind()
                                || k.type().isInteger() && column.type().isInteger())
                        .isPresent();
    }

    private static boolean declared(Table table, Column column) {
        return table.foreignKeys().stream().map(ForeignKey::columns).anyMatch(c -> c.contains(column.name()));
    }

    private static String end(Table table, String column) {
        return table.name() + "(" + column + ")";
    }
}
