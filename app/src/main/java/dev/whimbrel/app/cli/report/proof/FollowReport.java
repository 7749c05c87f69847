package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.app.cli.text.TextTable;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Followed;
import dev.whimbrel.control.proof.Followed.Day;
import dev.whimbrel.control.proof.Followed.Outcome;
import dev.whimbrel.control.proof.Followed.Sight;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One row through the verifications, the oldest first. */
public record FollowReport(Followed row) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command",
                "follow",
                "token",
                row.token(),
                "flow",
                row.flow(),
                "table",
                row.table(),
                "tenant",
                row.tenant(),
                "key",
                row.key(),
                "earlier",
                row.earlier(),
                "verifications",
                row.days().stream().map(FollowReport::json).toList());
    }

    private static Map<String, @Nullable Object> json(Day day) {
        Verification verification = day.verification();
        Instant finished = verification.finishedAt();
        return Json.object(
                "id", verification.id(),
                "comparison", verification.comparison(),
                "state", verification.state().name(),
                "startedAt", verification.startedAt().toString(),
                "finishedAt", finished == null ? null : finished.toString(),
                "mappingHash", verification.mappingHash(),
                "outcome", day.outcome().name(),
                "verdict", day.verdict() == null ? null : day.verdict().name(),
                "notKept", day.left(),
                "findings", day.sights().stream().map(FollowReport::json).toList());
    }

    private static Map<String, @Nullable Object> json(Sight sight) {
        Pattern pattern = sight.pattern();
        return Json.object(
                "pattern", sight.id(),
                "rowClass", pattern.rowClass().name(),
                "tenant", sight.tenant(),
                "status", sight.status().name(),
                "cause", pattern.cause(),
                "columns",
                        IntStream.range(0, pattern.columns().size())
                                .mapToObj(i -> Json.object(
                                        "column", pattern.columns().get(i),
                                        "valueClass",
                                                PatternWords.valueClass(pattern, i)
                                                        .name()))
                                .toList());
    }

    @Override
    public void print(Screen screen) {
        screen.line("Row " + row.token() + " of " + Shown.name(row.flow())
                + (row.table().isEmpty() ? "" : " (table " + Shown.name(row.table()) + ")") + ", tenant "
                + Shown.tenant(row.tenant()) + ", "
                + (row.key() == null ? "key not shown" : "key " + Shown.name(Objects.requireNonNull(row.key()))));
        screen.blank();
        TextTable table = new TextTable()
                .numbers("no")
                .words("when")
                .words("mapping")
                .words("outcome")
                .words("status")
                .words("pattern")
                .words("what differed");
        row.days().forEach(day -> add(table, day));
        screen.table(table);
        if (row.earlier() > 0) {
            screen.line("And " + Words.count(row.earlier(), "earlier verification") + ".");
        }
        List<Outcome> outcomes = row.days().stream()
                .map(Day::outcome)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        screen.blank();
        outcomes.forEach(outcome -> screen.line("  " + words(outcome) + ": " + meaning(outcome)));
    }

    private static void add(TextTable table, Day day) {
        Verification verification = day.verification();
        List<Sight> sights = day.sights();
        String outcome = words(day.outcome())
                + (verification.state() == Verification.State.FINISHED ? "" : " (" + state(verification) + ")")
                + (day.left() == 0 ? "" : ", of " + Words.count(day.left(), "row"));
        for (int i = 0; i < Math.max(1, sights.size()); i++) {
            Sight sight = i < sights.size() ? sights.get(i) : null;
            table.row(
                    verification.id(),
                    Words.time(verification.startedAt()),
                    Words.hash(verification.mappingHash()),
                    outcome,
                    sight == null ? "" : status(sight.status()),
                    sight == null ? "" : sight.id(),
                    sight == null ? "" : PatternWords.title(sight.pattern()));
        }
    }

    private static String state(Verification verification) {
        return switch (verification.state()) {
            case RUNNING -> "not finished";
            case FINISHED -> "finished";
            case FAILED -> "failed later";
            case ABANDONED -> "abandoned";
        };
    }

    private static String status(Status status) {
        return switch (status) {
            case STABLE -> "lasts";
            case HOT -> "never still";
            case IN_FLIGHT -> "on its way";
        };
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case DIFFERED -> "differed";
            case DIFFERED_NOT_KEPT -> "differed, not kept";
            case NOT_DIFFERENT -> "no difference";
            case NOT_KEPT -> "not kept";
            case DELETED -> "deleted";
            case NOT_VERIFIED -> "not verified";
            case INCOMPARABLE -> "incomparable";
            case NOT_KNOWN_AGAIN -> "not known again";
        };
    }

    private static String meaning(Outcome outcome) {
        return switch (outcome) {
            case DIFFERED -> "found, and the finding is kept.";
            case DIFFERED_NOT_KEPT ->
                "found; there were more of its kind than are kept, so that only its pattern is known.";
            case NOT_DIFFERENT ->
                "its table and tenant were verified, and it was not among the rows that differ: it matched, or stood on neither side.";
            case NOT_KEPT ->
                "of its table and tenant more rows differed than are kept. It may be one of them: nothing is known of it.";
            case DELETED ->
                "rows of its table and tenant differed, and the findings were deleted since: nothing is known of it.";
            case NOT_VERIFIED -> "that verification did not look at its table or its tenant.";
            case INCOMPARABLE -> "its table could not be compared whole: nothing is known of it.";
            case NOT_KNOWN_AGAIN -> "a row without a key goes by its content, and under another token each time.";
        };
    }
}
