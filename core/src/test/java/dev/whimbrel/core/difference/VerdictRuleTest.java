package dev.whimbrel.core.difference;

import static dev.whimbrel.core.difference.Verdict.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth table of verdicts. */
class VerdictRuleTest {
    record Case(String name, Verdict verdict, String reason, Evidence evidence) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Evidence in the making; ten rows that are all equal until something is said. */
    private static final class Making {
        private long source = 10;
        private long excluded;
        private long equal = 10;
        private long changed;
        private long missing;
        private long extra;
        private long inFlight;
        private long hot;
        private long waived;
        private long off;
        private boolean finished = true;
        private @Nullable String failure;
        private boolean absent;
        private boolean counted = true;
        private List<String> compared = List.of("id", "name");
        private Map<String, String> leftOut = Map.of();
        private List<String> blind = List.of();
        private boolean outdated;

        Making empty() {
            source = 0;
            equal = 0;
            return this;
        }

        Making changed(long rows) {
            changed += rows;
            equal -= rows;
            return this;
        }

        Making missing(long rows) {
            missing += rows;
            equal -= rows;
            return this;
        }

        Making extra(long rows) {
            extra += rows;
            return this;
        }

        Evidence evidence() {
            long expected = source - excluded;
            Equation rows = new Equation(
                    source + off,
                    excluded,
                    0,
                    expected,
                    equal + changed + extra,
                    equal,
                    changed,
                    missing,
                    extra,
                    inFlight,
                    hot,
                    waived,
                    0,
                    0);
            return new Evidence(rows, finished, failure, absent, counted, compared, leftOut, blind, outdated);
        }
    }

    static Stream<Case> table() {
        return Stream.of(
                one("all equal", FULL_MATCH, "10 of 10 rows equal", m -> m),
                one("both sides empty", UNTESTED, "no row on either side", Making::empty),
                one("a file with its header only", UNTESTED, "no row on either side", Making::empty),
                one("all rows of the source excluded", UNTESTED, "no row to compare: 10 rows of the source", m -> {
                    m.excluded = 10;
                    m.equal = 0;
                    return m;
                }),
                one("some excluded, the others equal", FULL_MATCH, "6 of 6 rows equal", m -> {
                    m.excluded = 4;
                    m.equal = 6;
                    return m;
                }),
                one("one row changed", DIFFERENCES, "1 row differs", m -> m.changed(1)),
                one("rows missing", DIFFERENCES, "3 rows differ", m -> m.missing(3)),
                one("rows extra", DIFFERENCES, "2 rows differ", m -> m.extra(2)),
                one("nothing arrived", DIFFERENCES, "10 rows differ", m -> m.missing(10)),
                one("rows of a tenant that has none in the source", DIFFERENCES, "5 rows differ", m -> m.empty()
                        .extra(5)),
                one("the comparator threw", INCOMPARABLE, "the check failed: BOOM", m -> {
                    m.failure = "BOOM";
                    return m;
                }),
                one("the comparator threw after it found a difference", INCOMPARABLE, "the check failed", m -> {
                    m.failure = "BOOM";
                    return m.changed(1);
                }),
                one("the check did not finish", INCOMPARABLE, "did not finish", m -> {
                    m.finished = false;
                    return m;
                }),
                one("an empty table, and the check did not finish", INCOMPARABLE, "did not finish", m -> {
                    m.finished = false;
                    return m.empty();
                }),
                one("the table is missing on one side", INCOMPARABLE, "absent on one side", m -> {
                    m.absent = true;
                    return m.missing(10);
                }),
                one("the table is missing on one side and nothing was expected", INCOMPARABLE, "absent", m -> {
                    m.absent = true;
                    return m.empty();
                }),
                one("the rows do not add up", INCOMPARABLE, "do not add up", m -> {
                    m.off = 1;
                    return m;
                }),
                one("a negative count that makes them add up", INCOMPARABLE, "do not add up", m -> {
                    m.changed = -1;
                    m.equal = 11;
                    return m;
                }),
                one("another count of the source has more rows", INCOMPARABLE, "counted independently", m -> {
                    m.counted = false;
                    return m;
                }),
                one("both sides look empty, but another count says otherwise", INCOMPARABLE, "counted", m -> {
                    m.counted = false;
                    return m.empty();
                }),
                one("hot rows", INCOMPARABLE, "2 rows never kept still", m -> {
                    m.hot = 2;
                    return m.changed(2);
                }),
                one("hot rows and open ones", DIFFERENCES, "1 row differs; 2 more never kept still", m -> {
                    m.hot = 2;
                    return m.changed(3);
                }),
                one("rows in flight", PARTIAL, "1 row in flight", m -> {
                    m.inFlight = 1;
                    return m.changed(1);
                }),
                one("all differences waived", MATCH_WITH_WAIVERS, "7 of 10 rows equal, 3 differences accepted", m -> {
                    m.waived = 3;
                    return m.changed(3);
                }),
                one("all rows waived", MATCH_WITH_WAIVERS, "0 of 10 rows equal, 10 differences accepted", m -> {
                    m.waived = 10;
                    return m.missing(10);
                }),
                one("one row more than the waiver's cap", DIFFERENCES, "1 row differs", m -> {
                    m.waived = 500;
                    m.source = 1_000;
                    m.equal = 1_000;
                    return m.changed(501);
                }),
                one("waived rows and one in flight", PARTIAL, "1 row in flight", m -> {
                    m.waived = 1;
                    m.inFlight = 1;
                    return m.changed(2);
                }),
                one("a column left out", PARTIAL, "column note was left out: noise", m -> {
                    m.leftOut = Map.of("note", "noise");
                    return m;
                }),
                one("a blind column", PARTIAL, "blind in column amount", m -> {
                    m.blind = List.of("amount");
                    return m;
                }),
                one("all waived and a blind column", PARTIAL, "blind in column amount", m -> {
                    m.blind = List.of("amount");
                    m.waived = 1;
                    return m.changed(1);
                }),
                one("no column compared", PARTIAL, "no column was compared", m -> {
                    m.compared = List.of();
                    return m;
                }),
                one("a column left out and a row open", DIFFERENCES, "1 row differs; column note", m -> {
                    m.leftOut = Map.of("note", "noise");
                    return m.extra(1);
                }),
                one("equal when it was looked at, changed since", STALE, "has changed since", m -> {
                    m.outdated = true;
                    return m;
                }),
                one("the check ran before the import was finished", STALE, "has changed since", m -> {
                    m.outdated = true;
                    return m.empty();
                }),
                one("open rows, and changed since", DIFFERENCES, "has changed since", m -> {
                    m.outdated = true;
                    return m.changed(1);
                }),
                one("outdated and failed", INCOMPARABLE, "the check failed", m -> {
                    m.outdated = true;
                    m.failure = "BOOM";
                    return m;
                }),
                one("nothing expected, and what is there is waived", MATCH_WITH_WAIVERS, "0 of 0 rows equal", m -> {
                    m.waived = 2;
                    return m.empty().extra(2);
                }));
    }

    @ParameterizedTest
    @MethodSource("table")
    void says(Case one) {
        Judged judged = VerdictRule.judge(one.evidence());
        assertThat(judged.verdict()).isEqualTo(one.verdict());
        assertThat(judged.reason()).contains(one.reason());
    }

    /** A silent tenant is whoever has no row to compare, whatever else holds. */
    @Test
    void noSilentTenantMatchesInFull() {
        for (int bits = 0; bits < 1 << 7; bits++) {
            Making making = new Making().empty();
            making.finished = (bits & 1) == 0;
            making.absent = (bits & 2) != 0;
            making.counted = (bits & 4) == 0;
            making.outdated = (bits & 8) != 0;
            making.compared = (bits & 16) == 0 ? making.compared : List.of();
            making.failure = (bits & 32) == 0 ? null : "BOOM";
            making.excluded = (bits & 64) == 0 ? 0 : 3;
            making.source = making.excluded;
            assertThat(VerdictRule.judge(making.evidence()).verdict()).isNotIn(FULL_MATCH, MATCH_WITH_WAIVERS);
        }
        Judged silent = VerdictRule.rollUp(List.of(
                VerdictRule.judge(new Making().empty().evidence()),
                VerdictRule.judge(new Making().empty().evidence())));
        assertThat(silent).isEqualTo(new Judged(UNTESTED, "2 tables UNTESTED"));
    }

    @Test
    void theWorstOfATenantsTablesCounts() {
        assertThat(roll()).isEqualTo(new Judged(UNTESTED, "no table was checked"));
        assertThat(roll(FULL_MATCH, UNTESTED, UNTESTED))
                .isEqualTo(new Judged(FULL_MATCH, "1 table FULL_MATCH, 2 tables UNTESTED"));
        assertThat(roll(UNTESTED, MATCH_WITH_WAIVERS, FULL_MATCH).verdict()).isEqualTo(MATCH_WITH_WAIVERS);
        assertThat(roll(FULL_MATCH, PARTIAL, MATCH_WITH_WAIVERS).verdict()).isEqualTo(PARTIAL);
        assertThat(roll(PARTIAL, STALE).verdict()).isEqualTo(STALE);
        assertThat(roll(STALE, INCOMPARABLE, FULL_MATCH).verdict()).isEqualTo(INCOMPARABLE);
        assertThat(roll(INCOMPARABLE, DIFFERENCES))
                .isEqualTo(new Judged(DIFFERENCES, "1 table DIFFERENCES, 1 table INCOMPARABLE"));
        assertThat(roll(UNTESTED, INCOMPARABLE).verdict()).isEqualTo(INCOMPARABLE);
    }

    @Test
    void whatWasLeftOutKeepsATenantFromMatching() {
        assertThat(VerdictRule.rollUp(List.of(new Judged(FULL_MATCH, "")), 2))
                .isEqualTo(new Judged(PARTIAL, "1 table FULL_MATCH, 2 tables left out of this verification"));
        assertThat(VerdictRule.rollUp(List.of(new Judged(MATCH_WITH_WAIVERS, "")), 1)
                        .verdict())
                .isEqualTo(PARTIAL);
        assertThat(VerdictRule.rollUp(List.of(new Judged(Verdict.DIFFERENCES, "")), 1)
                        .verdict())
                .isEqualTo(Verdict.DIFFERENCES);
        assertThat(VerdictRule.rollUp(List.of(), 3).verdict()).isEqualTo(UNTESTED);
        assertThat(VerdictRule.rollUp(List.of(new Judged(FULL_MATCH, "")), 0).verdict())
                .isEqualTo(FULL_MATCH);
    }

    private static Judged roll(Verdict... verdicts) {
        return VerdictRule.rollUp(
                Stream.of(verdicts).map(verdict -> new Judged(verdict, "")).toList());
    }

    private static Case one(String name, Verdict verdict, String reason, UnaryOperator<Making> making) {
        return new Case(name, verdict, reason, making.apply(new Making()).evidence());
    }
}
