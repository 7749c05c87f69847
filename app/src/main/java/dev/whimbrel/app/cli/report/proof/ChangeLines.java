package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Changes;
import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.control.proof.Fate.Kind;
import dev.whimbrel.control.proof.Fate.Why;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.Promotion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the rows of an earlier verification, pattern by pattern, in words. */
final class ChangeLines {
    /** Fates of rows that differed before, in the order in which they are shown. */
    static final List<Kind> BEFORE =
            List.of(Kind.RESOLVED, Kind.UNRESOLVED, Kind.LEFT_OUT, Kind.VANISHED, Kind.UNCLEAR);

    private final Promotion promotion;
    private final Changes changes;

    ChangeLines(Promotion promotion) {
        this.promotion = promotion;
        this.changes = promotion.changes();
    }

    /**
     * The fates of one pattern.
     *
     * @param tenants who have such rows
     * @param others whether rows of everybody or of nobody known are among them
     * @param reasons in words, of those that are not plain
     */
    record Line(String id, Pattern pattern, Map<Kind, Long> rows, int tenants, boolean others, List<String> reasons) {
        long of(Kind kind) {
            return rows.getOrDefault(kind, 0L);
        }

        String whose() {
            return Others.whose(tenants, others);
        }
    }

    String title() {
        return "Since verification " + changes.against();
    }

    /** Patterns of the earlier one, that of most rows first. */
    List<Line> before() {
        return lines(false);
    }

    /** Patterns of rows that differ now and are not known to have differed then. */
    List<Line> newly() {
        return lines(true);
    }

    private List<Line> lines(boolean isNew) {
        Map<Pattern, List<Fate>> patterns = changes.fates().stream()
                .filter(fate -> fate.kind().isNew() == isNew)
                .collect(Collectors.groupingBy(Fate::pattern, LinkedHashMap::new, Collectors.toList()));
        List<Line> lines = new ArrayList<>();
        patterns.forEach((pattern, fates) -> lines.add(new Line(
                changes.id(pattern),
                pattern,
                fates.stream().collect(Collectors.groupingBy(Fate::kind, Collectors.summingLong(Fate::rows))),
                (int) fates.stream()
                        .map(Fate::tenant)
                        .filter(TenantId::isOne)
                        .distinct()
                        .count(),
                !fates.stream().map(Fate::tenant).allMatch(TenantId::isOne),
                fates.stream()
                        .filter(fate -> fate.why() != Why.PLAIN)
                        .map(fate -> word(fate.kind()) + ": " + reason(fate.why()))
                        .distinct()
                        .sorted()
                        .toList())));
        lines.sort(Comparator.comparingLong((Line line) ->
                        line.rows().values().stream().mapToLong(Long::longValue).sum())
                .reversed()
                .thenComparing(Line::id));
        return lines;
    }

    /** Whether the two looked at the same. */
    List<String> inputs() {
        List<Changes.Input> differing = changes.inputs().stream()
                .filter(input -> input.same() < input.tenants() || !input.othersSame())
                .toList();
        if (changes.inputs().isEmpty()) {
            return List.of("Nothing is kept of what this verification read.");
        }
        long rows = changes.inputs().stream().mapToLong(Changes.Input::rows).sum();
        if (differing.isEmpty()) {
            return List.of("Both read the same input: " + Words.count(rows, "row") + " in "
                    + Words.count(changes.inputs().size(), "table") + ", none of which has changed.");
        }
        return differing.stream()
                .map(input -> Shown.name(input.flow()) + ": the input has changed of " + changed(input) + ".")
                .toList();
    }

    private static String changed(Changes.Input input) {
        String tenants = (input.tenants() - input.same()) + " of " + Words.count(input.tenants(), "tenant");
        if (input.othersSame()) {
            return tenants;
        }
        return input.same() == input.tenants() ? Others.ANY : tenants + " and of " + Others.ANY;
    }

    /** Whether the change may go on its way. */
    String verdict() {
        return switch (promotion.state()) {
            case PASSED ->
                "Promotion check: passed. No row differs that did not differ before"
                        + (promotion.resolves().isEmpty() ? "." : ", and what was to be resolved is.");
            case STOPPED -> "Promotion check: stopped. " + stops();
            case UNCLEAR -> "Promotion check: unclear. " + doubts();
        };
    }

    private String stops() {
        long broken = changes.rows(Kind.NEWLY_BROKEN);
        List<String> stops = new ArrayList<>();
        if (broken > 0) {
            stops.add(Words.count(broken, "row") + " newly broken");
        }
        if (!promotion.notResolved().isEmpty()) {
            stops.add("not resolved: " + String.join(", ", promotion.notResolved()));
        }
        return String.join("; ", stops) + ".";
    }

    private String doubts() {
        long newly = changes.rows(Kind.NEWLY_UNCLEAR);
        List<String> doubts = new ArrayList<>();
        if (newly > 0) {
            doubts.add(
                    "Of " + Words.count(newly, "row") + " that differ now it cannot be told whether they did before");
        }
        if (!promotion.unclear().isEmpty()) {
            doubts.add("Not known to be resolved: " + String.join(", ", promotion.unclear()));
        }
        return String.join(". ", doubts) + ".";
    }

    static String word(Kind kind) {
        return switch (kind) {
            case RESOLVED -> "resolved";
            case UNRESOLVED -> "unresolved";
            case LEFT_OUT -> "left out";
            case VANISHED -> "vanished";
            case UNCLEAR -> "unclear";
            case NEWLY_BROKEN -> "newly broken";
            case NEWLY_UNCLEAR -> "differs now, unclear since when";
        };
    }

    private static String reason(Why why) {
        return switch (why) {
            case PLAIN -> "";
            case OTHERWISE -> "some differ in another way now";
            case CHANGED -> "the source row has changed";
            case GONE -> "the source row is not read any more";
            case INPUT_DIFFERS -> "source rows beside it have changed, and it may be one of those";
            case SURROUNDINGS -> "rows that it may refer to have changed";
            case NOT_READ -> "the two do not read the same columns";
            case NOT_KEPT -> "not all rows that differed then were kept";
            case MOVING -> "it moved while it was looked at";
            case NOT_COMPARED -> "one of the two did not compare it";
        };
    }
}
