package dev.whimbrel.engine.pair;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.compare.KeyColumns;
import dev.whimbrel.engine.pair.Pairing.Found;
import dev.whimbrel.engine.project.Comparison.Twin;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a pair of a table and its twin: which column is held against which, as what, and by what rows belong together. */
final class PairMaking {
    /** A chain of references that is longer leads in a circle. */
    private static final int DEEPEST = 8;

    private final Found found;
    private final Map<String, Found> tables;
    private final List<Problem> problems;
    private final Twin said;
    private final SideMaking expected;
    private final SideMaking actual;
    private final int before;

    PairMaking(Found found, Map<String, Found> tables, List<Problem> problems) {
        this.found = found;
        this.tables = tables;
        this.problems = problems;
        this.said = found.said();
        this.expected = new SideMaking(found.expected());
        this.actual = new SideMaking(found.actual());
        this.before = problems.size();
    }

    /** Empty where anything is wrong with it, which is among the problems then. */
    Optional<Pair> made() {
        named();
        List<Column> columns = new ArrayList<>();
        List<Cell> left = new ArrayList<>();
        List<Cell> right = new ArrayList<>();
        Set<String> partners = new HashSet<>();
        for (Column column : found.expected().columns()) {
            String partner = found.twin(column.name());
            if (!partners.add(partner.toLowerCase(java.util.Locale.ROOT))) {
                wrong(
                        "COMPARED_COLUMN_TWICE",
                        "two columns of the expected side have the twin " + partner,
                        "Give each a twin of its own under `columns:`.");
            }
            if (isCompared(column.name())) {
                Optional<Both> both = both(found, null, null, column.name(), 0);
                both.ifPresent(cells -> {
                    columns.add(cells.column());
                    left.add(cells.expected());
                    right.add(cells.actual());
                });
            }
        }
        strangers(partners);
        List<Cell> leftKey = new ArrayList<>();
        List<Cell> rightKey = new ArrayList<>();
        key(leftKey, rightKey);
        Map<String, Tolerance> tolerances = new ToleranceMaking(found, this::wrong).made(columns, left);
        if (problems.size() > before) {
            return Optional.empty();
        }
        List<String> key = found.key();
        return Optional.of(new Pair(
                found.name(),
                columns,
                expected.made(left, leftKey, names(found.expected(), key)),
                actual.made(
                        right,
                        rightKey,
                        names(
                                found.actual(),
                                key.stream().map(name -> found.twin(name)).toList())),
                owner(columns),
                keys(columns, key),
                leftOut(),
                ids(columns),
                tolerances,
                said.open(),
                said.maskKey()));
    }

    private Set<String> ids(List<Column> columns) {
        return columns.stream()
                .map(Column::name)
                .filter(name -> has(said.ids(), name))
                .collect(Collectors.toSet());
    }

    private boolean isCompared(String column) {
        return !column.equalsIgnoreCase(said.surrogate())
                && !has(said.leaveOut().keySet(), column);
    }

    private static boolean has(Set<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static List<String> names(Table table, List<String> columns) {
        return columns.stream()
                .map(name -> table.column(name).map(Column::name).orElse(name))
                .toList();
    }

    /** All columns that the project file names are there. */
    private void named() {
        List<String> names = new ArrayList<>(said.columns().keySet());
        names.addAll(said.references().keySet());
        names.addAll(said.zones().keySet());
        names.addAll(said.ids());
        names.addAll(said.open());
        names.addAll(found.key());
        if (said.owner() != null) {
            names.add(said.owner());
        }
        if (said.surrogate() != null) {
            names.add(said.surrogate());
        }
        for (String name : names) {
            if (found.expected().column(name).isEmpty()) {
                wrong(
                        "COMPARED_COLUMN_ABSENT",
                        "the expected side's table has no column " + name,
                        "Mend the name; columns go by the expected side's names.");
            }
        }
        for (String name : said.leaveOut().keySet()) {
            if (found.expected().column(name).isEmpty()
                    && found.actual().column(name).isEmpty()) {
                wrong("COMPARED_COLUMN_ABSENT", "neither side has a column " + name, "Mend the name under leave_out.");
            }
        }
        if (said.owner() != null && !isCompared(said.owner())) {
            wrong(
                    "COMPARED_OWNER_LEFT_OUT",
                    "its owner " + said.owner() + " is not compared, so that nobody could say whose a row is",
                    "Take it out of `leave_out:` or `surrogate:`, or leave `owner:` away: then rows are everybody's.");
        }
        if (said.surrogate() != null && found.key().isEmpty() && said.key() == null) {
            wrong(
                    "COMPARED_KEY_ABSENT",
                    "its primary key is the surrogate, by which rows of two sides cannot be brought together",
                    "Name the columns that identify a row under `key:`, or write `key: none`.");
        } else if (said.key() == null && found.key().isEmpty()) {
            wrong(
                    "COMPARED_KEY_ABSENT",
                    "it has no primary key",
                    "Name the columns that identify a row under `key:`, or write `key: none`: then rows are told apart by"
                            + " nothing but their contents.");
        }
    }

    /** Columns that only the actual side has. */
    private void strangers(Set<String> partners) {
        for (Column column : found.actual().columns()) {
            String name = column.name();
            if (!partners.contains(name.toLowerCase(java.util.Locale.ROOT))
                    && !has(said.leaveOut().keySet(), name)) {
                wrong(
                        "COMPARED_COLUMN_ABSENT",
                        "only the actual side has a column " + name,
                        "Pair it under `columns:`, or leave it out with a reason under `leave_out:`.");
            }
        }
    }

    private void key(List<Cell> left, List<Cell> right) {
        for (String column : found.key()) {
            both(found, null, null, column, 0).ifPresent(cells -> {
                left.add(cells.expected());
                right.add(cells.actual());
            });
        }
    }

    private record Both(Column column, Cell expected, Cell actual) {}

    /** Where one table's column is read on both sides, of the pair itself or through joins. */
    private Optional<Both> both(
            Found of, @Nullable String leftAlias, @Nullable String rightAlias, String name, int depth) {
        Optional<Column> left = of.expected().column(name);
        String partner = of.twin(name);
        Optional<Column> right = of.actual().column(partner);
        if (left.isEmpty() || right.isEmpty()) {
            if (left.isPresent()) {
                wrong(
                        "COMPARED_COLUMN_ABSENT",
                        "only the expected side has a column " + name + ", or its twin " + partner + " is absent",
                        "Pair it under `columns:`, or leave it out with a reason under `leave_out:`.");
            }
            return Optional.empty();
        }
        Optional<Way> way = way(of, name);
        if (way.isPresent()) {
            return lead(of, way.orElseThrow(), left.orElseThrow(), right.orElseThrow(), leftAlias, rightAlias, depth);
        }
        return own(of, left.orElseThrow(), right.orElseThrow(), leftAlias, rightAlias);
    }

    private Optional<Both> own(
            Found of, Column left, Column right, @Nullable String leftAlias, @Nullable String rightAlias) {
        ZoneId zone = zone(of, left.name());
        Optional<Type> type = Likeness.of(left, right, zone != null);
        if (type.isEmpty()) {
            wrong(
                    "COMPARED_TYPES_UNLIKE",
                    "column " + left.name() + " is " + left.nativeType() + " on one side and " + right.nativeType()
                            + " on the other",
                    "Compare a view that casts one of them and say so by its name, name the zone under `zones:` where"
                            + " wall-clock times stand for moments, or leave the column out with a reason.");
            return Optional.empty();
        }
        boolean span = type.orElseThrow().kind() == Type.Kind.INTERVAL;
        boolean moment = type.orElseThrow().kind() == Type.Kind.TIMESTAMPTZ;
        if (zone != null && (!moment || left.type().kind() == right.type().kind())) {
            wrong(
                    "COMPARED_ZONE_NEEDLESS",
                    "column " + left.name()
                            + " has a zone, but is no wall-clock time on one side that stands for a moment on"
                            + " the other",
                    "Take it out of `zones:`.");
            return Optional.empty();
        }
        return Optional.of(new Both(
                Column.of(left.name(), type.orElseThrow()),
                new Cell.Own(expected.read(leftAlias, left), left, zone, span),
                new Cell.Own(actual.read(rightAlias, right), right, zone, span)));
    }

    private static @Nullable ZoneId zone(Found of, String column) {
        return of.said().zones().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Where a column leads, by what is said or by a foreign key of either side. */
    private Optional<Way> way(Found of, String name) {
        for (Map.Entry<String, String> reference : of.said().references().entrySet()) {
            if (reference.getKey().equalsIgnoreCase(name)) {
                Found to = tables.get(reference.getValue());
                String surrogate = to == null ? null : to.said().surrogate();
                if (to == null || surrogate == null) {
                    wrong(
                            "COMPARED_REFERENCE_NOWHERE",
                            "reference " + name + " leads to " + reference.getValue()
                                    + ", which is no table with a surrogate of this comparison",
                            "Name such a table, or leave the reference out: then the values themselves are compared.");
                    return Optional.empty();
                }
                return Optional.of(Way.said(of, name, to, surrogate));
            }
        }
        return Way.declared(of, name, tables.values());
    }

    private Optional<Both> lead(
            Found of,
            Way way,
            Column left,
            Column right,
            @Nullable String leftAlias,
            @Nullable String rightAlias,
            int depth) {
        Found to = way.to();
        if (depth >= DEEPEST || to.key().isEmpty()) {
            wrong(
                    "COMPARED_REFERENCE_NOWHERE",
                    "reference " + left.name() + " leads to " + to.name() + ", whose rows have no key of their own"
                            + (depth >= DEEPEST ? " but one that leads in a circle" : ""),
                    "Give " + to.name() + " a key of columns that mean the same on both sides.");
            return Optional.empty();
        }
        String surrogate = Objects.requireNonNull(to.said().surrogate());
        Column leftId = to.expected().column(surrogate).orElse(null);
        Column rightId = to.actual().column(to.twin(surrogate)).orElse(null);
        if (leftId == null || rightId == null) {
            return Optional.empty();
        }
        if (!way.isGuarded()) {
            wrong(
                    "COMPARED_SURROGATE_UNGUARDED",
                    "reference " + left.name() + " leads to " + to.name() + ", whose number " + leftId.name()
                            + " could come twice on one side: neither a primary key nor a unique index keeps it from that",
                    "Add a unique index on it there: through a number that comes twice, rows would be counted twice.");
            return Optional.empty();
        }
        String leftJoin = way.expected(expected, of, leftAlias).orElse(null);
        String rightJoin = way.actual(actual, of, rightAlias).orElse(null);
        if (leftJoin == null || rightJoin == null) {
            wrong(
                    "COMPARED_COLUMN_ABSENT",
                    "reference " + left.name() + " leads to " + to.name()
                            + " by several columns, of which one side lacks one",
                    "Pair them under `columns:`.");
            return Optional.empty();
        }
        List<Cell> leftKey = new ArrayList<>();
        List<Cell> rightKey = new ArrayList<>();
        for (String part : to.key()) {
            both(to, leftJoin, rightJoin, part, depth + 1).ifPresent(cells -> {
                leftKey.add(cells.expected());
                rightKey.add(cells.actual());
            });
        }
        if (leftKey.size() < to.key().size()) {
            return Optional.empty();
        }
        return Optional.of(new Both(
                Column.of(left.name(), Type.TEXT),
                new Cell.Lead(expected.read(leftAlias, left), expected.read(leftJoin, leftId), leftKey),
                new Cell.Lead(actual.read(rightAlias, right), actual.read(rightJoin, rightId), rightKey)));
    }

    private KeyColumns keys(List<Column> columns, List<String> key) {
        Set<Integer> places = new HashSet<>();
        int owner = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (key.stream().anyMatch(columns.get(i).name()::equalsIgnoreCase)) {
                places.add(i);
            }
        }
        for (int part = 0; part < key.size(); part++) {
            owner = key.get(part).equalsIgnoreCase(said.owner()) ? part : owner;
        }
        return new KeyColumns(places, owner, Math.max(1, key.size()));
    }

    private @Nullable Integer owner(List<Column> columns) {
        String owner = said.owner();
        for (int i = 0; i < columns.size() && owner != null; i++) {
            if (columns.get(i).name().equalsIgnoreCase(owner)) {
                return i;
            }
        }
        return null;
    }

    /** By name; a column that has a partner goes by the expected side's. */
    private Map<String, String> leftOut() {
        return new TreeMap<>(said.leaveOut());
    }

    private void wrong(String code, String what, String next) {
        wrong(code, said.place(), what, next);
    }

    private void wrong(String code, Place place, String what, String next) {
        Problem problem = Problem.error(code, place, "Cannot compare " + found.name() + ": " + what, next);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
