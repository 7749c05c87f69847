package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.ActualRows;
import dev.whimbrel.engine.compare.Entry;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.Explaining;
import dev.whimbrel.engine.compare.Names;
import dev.whimbrel.engine.compare.Seen;
import dev.whimbrel.engine.compare.Suspect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says of rows that differ whose they are, of what class, in which columns and how, and what is known of why. Values are looked at
 * here for the last time: what leaves has none in it.
 */
final class FlowExplaining implements Explaining {
    private static final String UNKNOWN = TenantId.UNKNOWN.text();

    private final ComparedFlow flow;
    private final Names names;
    private final Knowledge knowledge;
    private final ChangedCells changedCells;
    private final Set<String> roster;
    private final @Nullable Integer ownerPlace;

    /** @param roster texts of all tenants; what a row says of its owner counts where it names one of them */
    FlowExplaining(ComparedFlow flow, Names names, Knowledge knowledge, ChangedCells changedCells, Set<String> roster) {
        this.flow = flow;
        this.names = names;
        this.knowledge = knowledge;
        this.changedCells = changedCells;
        this.roster = Set.copyOf(roster);
        this.ownerPlace = names.ownerPlace();
    }

    @Override
    public void of(List<Seen> seen, Consumer<Explained> explained) {
        Map<String, Identity> identities =
                identities(seen.stream().map(Seen::suspect).toList());
        Map<String, String> issues = issues(seen);
        Map<Seen, ChangedCells.Changed> of =
                changedCells.of(seen.stream().filter(FlowExplaining::isChanged).toList());
        List<Cells> changed = new ArrayList<>();
        for (Seen one : seen) {
            Suspect suspect = one.suspect();
            String tenant = tenant(suspect, identities);
            String cause = cause(suspect, identities, issues);
            ChangedCells.Changed cells = of.get(one);
            if (cells != null) {
                changed.add(new Cells(one, tenant, cause, cells.cells(), cells.tolerated()));
            } else {
                RowClass rowClass = ofWhole(suspect, identities.get(suspect.key()));
                explained.accept(new Explained(
                        suspect.rowClass(),
                        "",
                        new Finding(tenant, suspect.key(), rowClass, List.of(), one.status(), cause, one.input())));
            }
        }
        changed(changed, explained);
    }

    private static boolean isChanged(Seen one) {
        return one.suspect().rowClass() == RowClass.CHANGED && one.status() == Status.STABLE;
    }

    /**
     * A row that a rule merges into another and that stands for itself makes a group larger than it should be; one of which the identity
     * map says that it is another tenant's than it says itself is a stranger.
     */
    private RowClass ofWhole(Suspect suspect, @Nullable Identity identity) {
        if (suspect.multiple()) {
            return RowClass.MULTIPLICITY;
        }
        if (identity == null || suspect.rowClass() != RowClass.EXTRA) {
            return suspect.rowClass();
        }
        if (identity.outcome() == Identity.Outcome.MERGED) {
            return RowClass.CARDINALITY;
        }
        String owner = standsUnder(suspect);
        return roster.contains(owner) && !owner.equals(identity.tenant()) ? RowClass.WRONG_TENANT : RowClass.EXTRA;
    }

    /** @param tolerated whether the row differs, but in no cell beyond tolerance */
    private record Cells(Seen seen, String tenant, String cause, List<Cell> cells, boolean tolerated) {}

    private void changed(List<Cells> rows, Consumer<Explained> explained) {
        Strangers strangers = new Strangers();
        rows.forEach(strangers::ask);
        strangers.answer();
        for (Cells row : rows) {
            RowClass rowClass = rowClass(row, strangers);
            explained.accept(new Explained(
                    RowClass.CHANGED,
                    ownerPlace == null ? "" : countedUnder(row.seen().suspect()),
                    new Finding(
                            row.tenant(),
                            row.seen().suspect().key(),
                            rowClass,
                            row.cells(),
                            Status.STABLE,
                            row.cause(),
                            row.seen().input()),
                    row.tolerated()));
        }
    }

    private RowClass rowClass(Cells row, Strangers strangers) {
        Set<String> differing = row.cells().stream().map(Cell::column).collect(Collectors.toSet());
        if (ownerPlace != null
                && differing.contains(flow.columns().get(ownerPlace).column().name())) {
            return RowClass.WRONG_TENANT;
        }
        ActualRow actual = row.seen().actual();
        ExpectedRow expected = row.seen().expected();
        if (actual == null || expected == null || expected.values() == null) {
            return RowClass.CHANGED;
        }
        boolean orphan = false;
        for (int i = 0; i < flow.columns().size(); i++) {
            ComparedColumn column = flow.columns().get(i);
            if (column.parent() != null && differing.contains(column.column().name())) {
                if (strangers.cross(column.parent(), expected.values()[i], actual.values()[i])) {
                    return RowClass.WRONG_TENANT;
                }
                orphan |= ActualRows.NOWHERE.equals(actual.values()[i]);
            }
        }
        return orphan && differing.size() == 1 ? RowClass.ORPHAN : RowClass.CHANGED;
    }

    /** Which tenants the rows belong to that references lead to. */
    private final class Strangers {
        private final Map<String, Set<String>> asked = new HashMap<>();
        private final Map<String, Map<String, Identity>> known = new HashMap<>();

        void ask(Cells row) {
            ExpectedRow expected = row.seen().expected();
            ActualRow actual = row.seen().actual();
            if (expected == null || expected.values() == null || actual == null) {
                return;
            }
            for (int i = 0; i < flow.columns().size(); i++) {
                String parent = flow.columns().get(i).parent();
                if (parent != null
                        && expected.values()[i] instanceof String wanted
                        && actual.values()[i] instanceof String found
                        && !wanted.equals(found)) {
                    asked.computeIfAbsent(parent, name -> new java.util.TreeSet<>())
                            .addAll(List.of(wanted, found));
                }
            }
        }

        void answer() {
            asked.forEach((parent, keys) -> known.put(parent, knowledge.identities(parent, keys)));
        }

        boolean cross(String parent, @Nullable Object wanted, @Nullable Object found) {
            Map<String, Identity> rows = known.getOrDefault(parent, Map.of());
            Identity left = wanted instanceof String key ? rows.get(key) : null;
            Identity right = found instanceof String key ? rows.get(key) : null;
            return left != null && right != null && !left.tenant().equals(right.tenant());
        }
    }

    /** The owner that the actual row itself names; empty where it names none. */
    private String standsUnder(Suspect suspect) {
        Entry actual = suspect.actual();
        return actual == null ? "" : names.owners().thing(actual.tenant());
    }

    /** A row that nobody expects is his who sees it: whom it names itself, and only where it names nobody whose it came from. */
    private String tenant(Suspect suspect, Map<String, Identity> identities) {
        Entry expected = suspect.expected();
        if (expected != null) {
            return names.tenants().thing(expected.tenant()).text();
        }
        Identity identity = identities.get(suspect.key());
        return identity == null || roster.contains(standsUnder(suspect)) ? countedUnder(suspect) : identity.tenant();
    }

    /** The tenant that a row names itself, where there is such a tenant. */
    private String countedUnder(Suspect suspect) {
        String owner = standsUnder(suspect);
        return roster.contains(owner) ? owner : UNKNOWN;
    }

    private String cause(Suspect suspect, Map<String, Identity> identities, Map<String, String> issues) {
        Entry expected = suspect.expected();
        if (expected != null && expected.cause() != 0) {
            return names.causes().thing(expected.cause());
        }
        String issue = issues.get(suspect.key());
        if (issue != null) {
            return issue;
        }
        return suspect.rowClass() == RowClass.EXTRA && !identities.containsKey(suspect.key()) ? "NO_RUN_WROTE_IT" : "";
    }

    @Override
    public Map<String, String> tenants(Collection<Suspect> suspects) {
        Map<String, Identity> identities = identities(suspects);
        Map<String, String> tenants = new HashMap<>();
        suspects.forEach(suspect -> tenants.put(suspect.key(), tenant(suspect, identities)));
        return tenants;
    }

    private Map<String, Identity> identities(Collection<Suspect> suspects) {
        Set<String> extra = suspects.stream()
                .filter(suspect -> suspect.rowClass() == RowClass.EXTRA)
                .map(Suspect::key)
                .collect(Collectors.toSet());
        return extra.isEmpty() ? Map.of() : knowledge.identities(flow.name(), extra);
    }

    private Map<String, String> issues(Collection<Seen> seen) {
        Set<String> keys = seen.stream()
                .map(one -> Objects.requireNonNull(one.suspect()).key())
                .collect(Collectors.toSet());
        return keys.isEmpty() ? Map.of() : knowledge.issues(flow.name(), keys);
    }
}
