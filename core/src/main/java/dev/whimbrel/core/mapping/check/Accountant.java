package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.check.Accounting.ColumnAccount;
import dev.whimbrel.core.mapping.check.Accounting.Disposition;
import dev.whimbrel.core.mapping.check.Accounting.TableAccount;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the books while flows are compiled, and draws the balance. */
final class Accountant {
    private final MappingCheck.Input input;
    private final Map<TableName, Map<String, Set<String>>> used = new HashMap<>();
    private final Map<TableName, Map<String, String>> dropped = new HashMap<>();
    private final Map<TableName, Map<String, Map<String, Disposition>>> filled = new LinkedHashMap<>();

    Accountant(MappingCheck.Input input) {
        this.input = input;
    }

    /** A flow reads a column. */
    void used(Table table, String column, String flow) {
        used.computeIfAbsent(table.name(), t -> new HashMap<>())
                .computeIfAbsent(column, c -> new LinkedHashSet<>())
                .add(flow);
    }

    boolean isUsed(Table table, String column) {
        return used.getOrDefault(table.name(), Map.of()).containsKey(column);
    }

    /** A flow says that a column stays behind. */
    void dropped(Table table, String column, String reason) {
        dropped.computeIfAbsent(table.name(), t -> new HashMap<>()).putIfAbsent(column, reason);
    }

    /** A flow decides a column of the table it writes. */
    void filled(Table table, String column, String flow, Disposition disposition) {
        filled.computeIfAbsent(table.name(), t -> new LinkedHashMap<>())
                .computeIfAbsent(column, c -> new LinkedHashMap<>())
                .put(flow, disposition);
    }

    Accounting account(List<Problem> problems) {
        List<TableAccount> sources = new ArrayList<>();
        for (Table table : input.source().tables()) {
            sources.add(source(table, problems));
        }
        List<TableAccount> targets = new ArrayList<>();
        for (Table table : input.target().tables()) {
            List<Flow> writers = input.flows().stream()
                    .filter(f -> is(table, input.target().table(f.to())))
                    .toList();
            if (!writers.isEmpty()) {
                targets.add(target(table, writers, problems));
            }
        }
        return new Accounting(sources, targets);
    }

    private static boolean is(Table table, Optional<Table> found) {
        return found.filter(t -> t.name().equals(table.name())).isPresent();
    }

    private TableAccount source(Table table, List<Problem> problems) {
        List<Flow> movers = input.flows().stream()
                .filter(f -> is(table, input.source().table(f.from())))
                .toList();
        if (!movers.isEmpty()) {
            return moved(table, movers, problems);
        }
        Optional<String> reason = input.ignored().entrySet().stream()
                .filter(e -> is(table, input.source().table(e.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
        boolean lookedUp = input.otherwiseUsed().stream()
                        .anyMatch(name -> is(table, input.source().table(name)))
                || input.flows().stream()
                        .flatMap(f -> f.joins().stream())
                        .anyMatch(j -> is(table, input.source().table(j.table())));
        if (reason.isEmpty() && !lookedUp) {
            problems.add(Problem.undecided(
                    "UNDECIDED_TABLE",
                    Place.NOWHERE,
                    "Cannot account for source table " + table.name() + ": no flow reads it",
                    "Write a flow for it, or under scope: " + table.name().name() + ": { ignore: \"why\" }."));
        }
        Disposition disposition =
                reason.isPresent() ? Disposition.DROPPED : lookedUp ? Disposition.LOOKED_UP : Disposition.UNDECIDED;
        List<ColumnAccount> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            List<String> flows = readers(table, column);
            Disposition own = flows.isEmpty() ? disposition : Disposition.MAPPED;
            columns.add(
                    new ColumnAccount(column.name(), own, own == Disposition.DROPPED ? reason.orElse("") : "", flows));
        }
        return new TableAccount(table.name(), columns);
    }

    private List<String> readers(Table table, Column column) {
        return List.copyOf(used.getOrDefault(table.name(), Map.of()).getOrDefault(column.name(), Set.of()));
    }

    private TableAccount moved(Table table, List<Flow> movers, List<Problem> problems) {
        List<ColumnAccount> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            List<String> flows = readers(table, column);
            String reason = dropped.getOrDefault(table.name(), Map.of()).get(column.name());
            Disposition disposition = !flows.isEmpty()
                    ? Disposition.MAPPED
                    : reason != null ? Disposition.DROPPED : Disposition.UNDECIDED;
            if (disposition == Disposition.UNDECIDED) {
                problems.add(Problem.undecided(
                        "UNDECIDED_SOURCE_COLUMN",
                        movers.get(0).place(""),
                        "Cannot account for source column " + table.name() + "." + column.name()
                                + ": no flow reads or drops it",
                        "Map it, or write under drop: " + column.name() + ": \"why\"."));
            }
            boolean left = disposition == Disposition.DROPPED && reason != null;
            columns.add(new ColumnAccount(column.name(), disposition, left ? String.valueOf(reason) : "", flows));
        }
        return new TableAccount(table.name(), columns);
    }

    private TableAccount target(Table table, List<Flow> writers, List<Problem> problems) {
        List<ColumnAccount> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            Map<String, Disposition> decided =
                    filled.getOrDefault(table.name(), Map.of()).getOrDefault(column.name(), Map.of());
            Disposition disposition = null;
            List<String> flows = new ArrayList<>();
            for (Flow flow : writers) {
                Disposition own = decided.get(flow.name());
                if (own == null && column.filling() == Column.Filling.COMPUTED) {
                    own = Disposition.GENERATED;
                }
                if (own == null) {
                    own = Disposition.UNDECIDED;
                    problems.add(undecided(table, column, flow));
                } else {
                    flows.add(flow.name());
                }
                disposition = disposition == null || own == Disposition.UNDECIDED ? own : disposition;
            }
            columns.add(new ColumnAccount(
                    column.name(), disposition == null ? Disposition.UNDECIDED : disposition, "", flows));
        }
        return new TableAccount(table.name(), columns);
    }

    private static Problem undecided(Table table, Column column, Flow flow) {
        boolean identity = column.filling() == Column.Filling.IDENTITY;
        return Problem.undecided(
                "UNDECIDED_TARGET_COLUMN",
                flow.place("fields"),
                "Cannot tell how flow " + flow.name() + " fills " + table.name() + "." + column.name(),
                "Write a rule under fields, such as " + column.name()
                        + (identity ? ": { generated: sequence }." : ": { default: true }."));
    }
}
