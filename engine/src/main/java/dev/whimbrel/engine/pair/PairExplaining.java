package dev.whimbrel.engine.pair;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.RowClassifier;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.Tolerances;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ActualRows;
import dev.whimbrel.engine.compare.Entry;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.Explaining;
import dev.whimbrel.engine.compare.Names;
import dev.whimbrel.engine.compare.Seen;
import dev.whimbrel.engine.compare.Suspect;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Explains differences of a table and its twin by what the rows say themselves: no ledger knows of them. */
final class PairExplaining implements Explaining {
    private final Pair pair;
    private final Names names;
    private final RowClassifier classifier;
    private final MappingWatch watch;
    private final Tolerances tolerances;

    PairExplaining(Pair pair, Names names, MappingWatch watch) {
        this.pair = pair;
        this.names = names;
        this.watch = watch;
        this.tolerances = new Tolerances(pair.columns(), pair.tolerances());
        this.classifier = new RowClassifier(pair.columns(), pair.open(), Map.of());
    }

    @Override
    public void of(List<Seen> seen, Consumer<Explained> explained) {
        for (Seen one : seen) {
            Suspect suspect = one.suspect();
            List<Cell> cells = suspect.rowClass() == RowClass.CHANGED && one.status() == Status.STABLE
                    ? cells(one.expected(), one.actual())
                    : List.of();
            List<Cell> beyond = beyond(cells, one.expected(), one.actual());
            Finding finding = new Finding(
                    tenant(suspect), suspect.key(), rowClass(one, beyond), beyond, one.status(), cause(suspect));
            boolean tolerated = beyond.isEmpty() && !cells.isEmpty();
            String under = pair.ownerPlace() == null ? "" : named(standsUnder(suspect));
            explained.accept(new Explained(suspect.rowClass(), under, finding, tolerated));
        }
    }

    private List<Cell> cells(@Nullable ExpectedRow expected, @Nullable ActualRow actual) {
        @Nullable Object @Nullable [] values = expected == null ? null : expected.values();
        return values == null || actual == null ? List.of() : classifier.cells(values, actual.values(), null);
    }

    /** The cells beyond tolerance, of which codes are watched. */
    private List<Cell> beyond(List<Cell> cells, @Nullable ExpectedRow expected, @Nullable ActualRow actual) {
        @Nullable Object @Nullable [] values = expected == null ? null : expected.values();
        if (values == null || actual == null) {
            return cells;
        }
        List<Cell> beyond = tolerances.beyond(cells, values, actual.values());
        for (int i = 0; i < values.length; i++) {
            String name = pair.columns().get(i).name();
            if (isOwn(i) && beyond.stream().anyMatch(cell -> isMerelyOther(cell, name))) {
                watch.add(name, values[i], actual.values()[i]);
            }
        }
        return beyond;
    }

    private static boolean isMerelyOther(Cell cell, String column) {
        return cell.valueClass() == ValueClass.CONTENT && cell.column().equals(column);
    }

    private boolean isOwn(int place) {
        return pair.expected().values().get(place) instanceof dev.whimbrel.engine.pair.Cell.Own;
    }

    private RowClass rowClass(Seen one, List<Cell> cells) {
        Suspect suspect = one.suspect();
        if (suspect.rowClass() != RowClass.CHANGED) {
            // Without a key, rows of one content that come more often on one side go by that content.
            return suspect.multiple() ? RowClass.MULTIPLICITY : suspect.rowClass();
        }
        Integer owner = pair.ownerPlace();
        if (owner != null && differs(cells, owner)) {
            return RowClass.WRONG_TENANT;
        }
        return cells.size() == 1 && isOrphan(one, cells) ? RowClass.ORPHAN : RowClass.CHANGED;
    }

    private boolean differs(List<Cell> cells, int place) {
        String name = pair.columns().get(place).name();
        return cells.stream().anyMatch(cell -> cell.column().equals(name));
    }

    /** Whether the only thing that differs is a reference that leads nowhere, on one side or on both. */
    private boolean isOrphan(Seen one, List<Cell> cells) {
        ExpectedRow expected = one.expected();
        ActualRow actual = one.actual();
        if (expected == null || actual == null || expected.values() == null) {
            return false;
        }
        for (int i = 0; i < pair.columns().size(); i++) {
            if (differs(cells, i)) {
                return ActualRows.NOWHERE.equals(actual.values()[i])
                        || ExpectedTwins.FROM_NOWHERE.equals(expected.values()[i]);
            }
        }
        return false;
    }

    private String tenant(Suspect suspect) {
        Entry expected = suspect.expected();
        if (expected != null) {
            return names.tenants().thing(expected.tenant()).text();
        }
        return pair.ownerPlace() == null ? TenantId.SHARED.text() : named(standsUnder(suspect));
    }

    private static String named(String owner) {
        return owner.isEmpty() ? TenantId.UNKNOWN.text() : owner;
    }

    private String cause(Suspect suspect) {
        Entry expected = suspect.expected();
        return expected == null ? "" : names.causes().thing(expected.cause());
    }

    /** Rows of the actual side say themselves whose they are. */
    @Override
    public Map<String, String> tenants(Collection<Suspect> suspects) {
        Map<String, String> tenants = new HashMap<>();
        suspects.forEach(suspect -> tenants.put(suspect.key(), tenant(suspect)));
        return tenants;
    }

    private String standsUnder(Suspect suspect) {
        Entry actual = suspect.actual();
        return actual == null ? "" : names.owners().thing(actual.tenant());
    }
}
