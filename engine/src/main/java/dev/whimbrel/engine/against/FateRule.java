package dev.whimbrel.engine.against;

import dev.whimbrel.control.proof.Affected;
import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.control.proof.Fate.Kind;
import dev.whimbrel.control.proof.Fate.Why;
import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.InputTokens;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.engine.compare.RowComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of the rows of a flow that differed in an earlier verification, and which of those that differ now are new. That a
 * row is resolved, or newly broken, is said only where it is known that what it is made from is the same as it was then.
 */
public final class FateRule {
    private final Affected before;
    private final FlowInput then;
    private final FlowInput now;
    private final Notes notes;
    private final InputTokens tokens;
    private final Setting setting;
    private final Map<Fate, Long> fates = new LinkedHashMap<>();

    /** What is known of the source rows that were looked out for. */
    public interface Notes {
        /** Null where none of this token was read. */
        InputWatch.@Nullable Note note(long token);

        /** Whether a row of this token should stand in the target. */
        boolean expects(long token);
    }

    /**
     * What lies around a flow.
     *
     * @param covered whether the later verification looks at a tenant's rows
     * @param references columns that hold references
     * @param parentsSame whether the rows of a tenant to which those may lead are made from the same
     */
    record Setting(String flow, Predicate<String> covered, Set<String> references, Predicate<String> parentsSame) {}

    /**
     * The rule of one flow.
     *
     * @param then what the earlier verification read
     * @param now what the later one has read
     */
    FateRule(Affected before, FlowInput then, FlowInput now, Notes notes, InputTokens tokens, Setting setting) {
        this.before = before;
        this.then = then.of(setting.covered());
        this.now = now.of(setting.covered());
        this.notes = notes;
        this.tokens = tokens;
        this.setting = setting;
    }

    /** What a row that was looked out for is now. */
    private record Found(Pattern pattern, Status status) {}

    /** What the later verification says of the rows. */
    public List<Fate> judge(RowComparison.Result result) {
        Map<Long, List<Found>> found = new HashMap<>();
        for (Finding finding : result.findings()) {
            long token = tokens.row(finding.key());
            Pattern pattern = Pattern.of(setting.flow(), finding);
            if (before.has(token)) {
                found.computeIfAbsent(token, none -> new ArrayList<>()).add(new Found(pattern, finding.status()));
            } else {
                newly(pattern, finding);
            }
        }
        Compared compared = Compared.of(result, tokens);
        before.rows()
                .forEach(rows -> rows.forEach(row ->
                        became(row, likest(found.getOrDefault(row.token(), List.of()), row.pattern()), compared)));
        before.groups().stream()
                .filter(group -> group.left() > 0 && setting.covered().test(group.tenant()))
                .forEach(group -> add(group.pattern(), group.tenant(), Kind.UNCLEAR, Why.NOT_KEPT, group.left()));
        List<Fate> all = new ArrayList<>();
        fates.forEach((fate, rows) -> all.add(new Fate(fate.pattern(), fate.tenant(), fate.kind(), fate.why(), rows)));
        return all;
    }

    /** Of several rows of one key, such as one that is missing here and stands there, the one that is as it was. */
    private static @Nullable Found likest(List<Found> found, Pattern pattern) {
        return found.stream()
                .filter(one -> one.pattern().equals(pattern))
                .findFirst()
                .orElse(found.isEmpty() ? null : found.get(0));
    }

    private void add(Pattern pattern, String tenant, Kind kind, Why why, long rows) {
        fates.merge(new Fate(pattern, tenant, kind, why, 0), rows, Long::sum);
    }

    /**
     * What was compared.
     *
     * @param adds whether the rows add up, without which nothing is known of any
     * @param moved tokens of rows that were on their way
     */
    private record Compared(boolean adds, Set<String> columns, Set<Long> moved, boolean movedWhole) {
        static Compared of(RowComparison.Result result, InputTokens tokens) {
            return new Compared(
                    result.adds(),
                    Set.copyOf(result.columns()),
                    result.moved().keys().stream().map(tokens::row).collect(Collectors.toSet()),
                    result.moved().isWhole());
        }

        /** Whether a row would have been found if it still differed in this way. */
        boolean has(Pattern pattern) {
            return adds && columns.containsAll(pattern.columns());
        }

        boolean moved(long token) {
            return !movedWhole || moved.contains(token);
        }
    }

    private void became(Affected.Row row, @Nullable Found found, Compared compared) {
        if (!setting.covered().test(row.tenant())) {
            return;
        }
        if (found != null) {
            if (found.status() == Status.HOT) {
                add(row.pattern(), row.tenant(), Kind.UNCLEAR, Why.MOVING, 1);
            } else {
                Why why = found.pattern().equals(row.pattern()) ? Why.PLAIN : Why.OTHERWISE;
                add(row.pattern(), row.tenant(), Kind.UNRESOLVED, why, 1);
            }
        } else if (!compared.has(row.pattern())) {
            add(row.pattern(), row.tenant(), Kind.UNCLEAR, Why.NOT_COMPARED, 1);
        } else if (!row.still() || compared.moved(row.token())) {
            add(row.pattern(), row.tenant(), Kind.UNCLEAR, Why.MOVING, 1);
        } else if (!readsTheSame()) {
            add(row.pattern(), row.tenant(), Kind.UNCLEAR, Why.NOT_READ, 1);
        } else {
            differsNoMore(row);
        }
    }

    private boolean readsTheSame() {
        return then.isKnown() && now.columns().equals(then.columns());
    }

    private void differsNoMore(Affected.Row row) {
        InputWatch.@Nullable Note note = notes.note(row.token());
        if (note != null && wantsRow(row.pattern()) && !notes.expects(row.token())) {
            boolean same = row.input() == 0 ? now.isSame(then) : note.input() == row.input();
            add(row.pattern(), row.tenant(), same ? Kind.LEFT_OUT : Kind.VANISHED, same ? Why.PLAIN : Why.CHANGED, 1);
        } else if (row.input() == 0 || (note != null && note.times() > 1)) {
            // Known by no row of its own: only where all rows are the same is this one's input too.
            Kind kind = now.isSame(then) ? Kind.RESOLVED : Kind.UNCLEAR;
            add(row.pattern(), row.tenant(), kind, kind == Kind.RESOLVED ? Why.PLAIN : Why.INPUT_DIFFERS, 1);
        } else if (note == null) {
            add(row.pattern(), row.tenant(), Kind.VANISHED, Why.GONE, 1);
        } else if (note.input() != row.input()) {
            add(row.pattern(), row.tenant(), Kind.VANISHED, Why.CHANGED, 1);
        } else if (mayLieInParents(row.pattern()) && !setting.parentsSame().test(row.tenant())) {
            add(row.pattern(), row.tenant(), Kind.UNCLEAR, Why.SURROUNDINGS, 1);
        } else {
            add(row.pattern(), row.tenant(), Kind.RESOLVED, Why.PLAIN, 1);
        }
    }

    /** Whether there was a row to expect; else that none is there is all that was wanted. */
    private static boolean wantsRow(Pattern pattern) {
        return pattern.rowClass() != RowClass.EXTRA && pattern.rowClass() != RowClass.CARDINALITY;
    }

    /** A row cannot land where the one that it refers to did not; that nothing should be there has nothing to do with others. */
    private boolean mayLieInParents(Pattern pattern) {
        return switch (pattern.rowClass()) {
            case EXTRA, MULTIPLICITY, CARDINALITY -> false;
            case CHANGED -> pattern.columns().stream().anyMatch(setting.references()::contains);
            case MISSING, WRONG_TENANT, REKEYED, ORPHAN -> !setting.references().isEmpty();
        };
    }

    private void newly(Pattern pattern, Finding finding) {
        Why why = whyUnclear(pattern, finding);
        add(
                pattern,
                finding.tenant(),
                why == null ? Kind.NEWLY_BROKEN : Kind.NEWLY_UNCLEAR,
                why == null ? Why.PLAIN : why,
                1);
    }

    /** Null where it is clear that a row differs for no other reason than the mapping. */
    private @Nullable Why whyUnclear(Pattern pattern, Finding finding) {
        if (finding.status() == Status.HOT) {
            return Why.MOVING;
        }
        if (!then.isKnown()) {
            return Why.NOT_COMPARED;
        }
        if (!readsTheSame()) {
            return Why.NOT_READ;
        }
        if (!before.isComplete()) {
            // Under another owner it may be one of those that were not kept.
            return Why.NOT_KEPT;
        }
        boolean same = finding.input().equals(Digest.ZERO)
                ? now.isSame(then)
                : now.isSame(then, finding.tenant(), finding.key());
        if (!same) {
            return Why.INPUT_DIFFERS;
        }
        return mayLieInParents(pattern) && !setting.parentsSame().test(finding.tenant()) ? Why.SURROUNDINGS : null;
    }
}
