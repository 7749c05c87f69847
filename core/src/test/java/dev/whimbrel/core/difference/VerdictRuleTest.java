package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth table of verdicts: nothing is called proven that was not compared. */
class VerdictRuleTest {
    /** Source, left out, equal, changed, missing, extra; then in flight, hot and waived. */
    private static Equation rows(long... n) {
        long expected = n[2] + n[3] + n[4];
        return new Equation(n[0], n[1], 0, expected, n[2] + n[3] + n[5], n[2], n[3], n[4], n[5], n[6], n[7], n[8], 0);
    }

    private static Evidence of(Equation rows) {
        return Evidence.of(rows);
    }

    private static Evidence with(
            Equation rows, @Nullable String failure, boolean adds, List<String> leftOut, String outdated) {
        return new Evidence(rows, failure, adds, leftOut, outdated);
    }

    static Stream<Arguments> cases() {
        Equation equal = rows(5, 0, 5, 0, 0, 0, 0, 0, 0);
        return Stream.of(
                Arguments.of("all rows equal", of(equal), Verdict.FULL_MATCH),
                Arguments.of("both sides empty", of(Equation.ZERO), Verdict.UNTESTED),
                Arguments.of("a file with a header only", of(Equation.ZERO), Verdict.UNTESTED),
                Arguments.of("tenant silent since ever", of(Equation.ZERO), Verdict.UNTESTED),
                Arguments.of("all rows left out by rule", of(rows(4, 4, 0, 0, 0, 0, 0, 0, 0)), Verdict.UNTESTED),
                Arguments.of("some rows left out by rule", of(rows(5, 2, 3, 0, 0, 0, 0, 0, 0)), Verdict.FULL_MATCH),
                Arguments.of("one row changed", of(rows(5, 0, 4, 1, 0, 0, 0, 0, 0)), Verdict.DIFFERENCES),
                Arguments.of("one row missing", of(rows(5, 0, 4, 0, 1, 0, 0, 0, 0)), Verdict.DIFFERENCES),
                Arguments.of("one row extra", of(rows(5, 0, 5, 0, 0, 1, 0, 0, 0)), Verdict.DIFFERENCES),
                Arguments.of(
                        "nothing expected, something there", of(rows(0, 0, 0, 0, 0, 3, 0, 0, 0)), Verdict.DIFFERENCES),
                Arguments.of("nothing landed", of(rows(5, 0, 0, 0, 5, 0, 0, 0, 0)), Verdict.DIFFERENCES),
                Arguments.of(
                        "all differing rows waived", of(rows(5, 0, 3, 2, 0, 0, 0, 0, 2)), Verdict.MATCH_WITH_WAIVERS),
                Arguments.of("all rows waived", of(rows(2, 0, 0, 2, 0, 0, 0, 0, 2)), Verdict.MATCH_WITH_WAIVERS),
                Arguments.of("one row more than is waived", of(rows(5, 0, 2, 3, 0, 0, 0, 0, 2)), Verdict.DIFFERENCES),
                Arguments.of(
                        "extra rows waived, nothing expected", of(rows(0, 0, 0, 0, 0, 3, 0, 0, 3)), Verdict.UNTESTED),
                Arguments.of("a row on its way", of(rows(5, 0, 4, 1, 0, 0, 1, 0, 0)), Verdict.PARTIAL),
                Arguments.of(
                        "a row on its way and one that differs",
                        of(rows(5, 0, 3, 2, 0, 0, 1, 0, 0)),
                        Verdict.DIFFERENCES),
                Arguments.of("a row that never kept still", of(rows(5, 0, 4, 1, 0, 0, 0, 1, 0)), Verdict.INCOMPARABLE),
                Arguments.of(
                        "a hot row and one that differs", of(rows(5, 0, 3, 2, 0, 0, 0, 1, 0)), Verdict.DIFFERENCES),
                Arguments.of("the comparator threw", Evidence.failed("SOURCE_UNREACHABLE"), Verdict.INCOMPARABLE),
                Arguments.of("table missing on one side", Evidence.failed("TARGET_UNREADABLE"), Verdict.INCOMPARABLE),
                Arguments.of(
                        "failed after it found equal rows",
                        with(equal, "TIME_OUT", true, List.of(), ""),
                        Verdict.INCOMPARABLE),
                Arguments.of("the sides do not add up", with(equal, null, false, List.of(), ""), Verdict.INCOMPARABLE),
                Arguments.of(
                        "an equation that does not hold",
                        of(new Equation(5, 0, 0, 5, 4, 5, 0, 0, 0, 0, 0, 0, 0)),
                        Verdict.INCOMPARABLE),
                Arguments.of("a column left out", with(equal, null, true, List.of("note: blind"), ""), Verdict.PARTIAL),
                Arguments.of(
                        "a column left out and a row that differs",
                        with(rows(5, 0, 4, 1, 0, 0, 0, 0, 0), null, true, List.of("note"), ""),
                        Verdict.DIFFERENCES),
                Arguments.of(
                        "the mapping has changed since",
                        with(equal, null, true, List.of(), "the mapping is another now"),
                        Verdict.STALE),
                Arguments.of(
                        "import not finished when it was audited",
                        with(Equation.ZERO, null, true, List.of(), "rows arrived after it"),
                        Verdict.STALE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void eachCaseHasItsWord(String name, Evidence evidence, Verdict verdict) {
        assertThat(VerdictRule.of(evidence).verdict()).isEqualTo(verdict);
        assertThat(VerdictRule.of(evidence).reason()).isNotBlank();
    }

    private static Verdict rolled(Verdict... tables) {
        return VerdictRule.rollUp(
                        Arrays.stream(tables).map(it -> new Judged(it, "")).toList())
                .verdict();
    }

    @Test
    void theWorstTableCountsAndSilenceIsNoProof() {
        assertThat(rolled()).isEqualTo(Verdict.UNTESTED);
        assertThat(rolled(Verdict.UNTESTED, Verdict.UNTESTED)).isEqualTo(Verdict.UNTESTED);
        assertThat(rolled(Verdict.FULL_MATCH, Verdict.UNTESTED)).isEqualTo(Verdict.FULL_MATCH);
        assertThat(rolled(Verdict.FULL_MATCH, Verdict.MATCH_WITH_WAIVERS)).isEqualTo(Verdict.MATCH_WITH_WAIVERS);
        assertThat(rolled(Verdict.FULL_MATCH, Verdict.PARTIAL)).isEqualTo(Verdict.PARTIAL);
        assertThat(rolled(Verdict.STALE, Verdict.PARTIAL)).isEqualTo(Verdict.STALE);
        assertThat(rolled(Verdict.INCOMPARABLE, Verdict.FULL_MATCH)).isEqualTo(Verdict.INCOMPARABLE);
        assertThat(rolled(Verdict.INCOMPARABLE, Verdict.DIFFERENCES)).isEqualTo(Verdict.DIFFERENCES);
    }

    @Test
    void theReasonSaysHowManyTablesWereUntested() {
        Judged judged =
                VerdictRule.rollUp(List.of(new Judged(Verdict.FULL_MATCH, ""), new Judged(Verdict.UNTESTED, "")));
        assertThat(judged.reason()).isEqualTo("1 of 2 tables: full match, 1 untested");
    }
}
