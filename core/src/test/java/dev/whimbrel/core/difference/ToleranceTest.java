package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lies within a tolerance does up to its limit exactly, and nothing else does. */
class ToleranceTest {
    private static final Tolerance CENT = number("0.01");
    private static final Tolerance SECOND = new Tolerance.OfTime(Duration.ofSeconds(1));
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0);

    private static Tolerance number(String most) {
        return new Tolerance.OfNumber(new BigDecimal(most));
    }

    private static Tolerance text(ValueClass equaliser) {
        return new Tolerance.OfText(equaliser);
    }

    private static boolean covers(Tolerance tolerance, Type type, @Nullable Object left, @Nullable Object right) {
        Column column = Column.of("c", type);
        boolean covers = tolerance.covers(column, left, right);
        assertThat(tolerance.covers(column, right, left)).isEqualTo(covers);
        return covers;
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @Test
    void numbersLieWithinUpToTheLimitAndNoFurther() {
        Type money = Type.decimal(20, 10);
        assertThat(covers(CENT, money, decimal("1.00"), decimal("1.01"))).isTrue();
        assertThat(covers(CENT, money, decimal("-0.005"), decimal("0.005"))).isTrue();
        assertThat(covers(CENT, money, decimal("1"), decimal("1.0100000001"))).isFalse();
        assertThat(covers(CENT, money, decimal("1e18"), decimal("1000000000000000000.01")))
                .isTrue();
        assertThat(covers(CENT, money, decimal("1e18"), decimal("1000000000000000000.011")))
                .isFalse();
        assertThat(covers(number("1"), Type.BIGINT, Long.MAX_VALUE, Long.MAX_VALUE - 1))
                .isTrue();
        assertThat(covers(number("1"), Type.BIGINT, Long.MAX_VALUE, Long.MIN_VALUE))
                .isFalse();
        assertThat(covers(number("0.9"), Type.BIGINT, 1L, 2L)).isFalse();
    }

    @Test
    void floatsAreTakenAsTheyAreWritten() {
        // In binary 1.01 - 1.0 is a little more than 0.01, and 0.3 - 0.2 a little less than 0.1.
        assertThat(covers(CENT, Type.DOUBLE, 1.01, 1.0)).isTrue();
        assertThat(covers(number("0.1"), Type.DOUBLE, 0.3, 0.2)).isTrue();
        assertThat(covers(number("0.1"), Type.DOUBLE, 0.30000000000000004, 0.2)).isFalse();
        assertThat(covers(CENT, Type.REAL, (double) 1.01f, 1.0)).isTrue();
        assertThat(covers(CENT, Type.REAL, (double) 1.0100001f, 1.0)).isFalse();
    }

    @Test
    void whatIsNoNumberLiesWithinNothing() {
        Tolerance all = number("1e300");
        assertThat(covers(all, Type.DOUBLE, Double.NaN, Double.NaN)).isFalse();
        assertThat(covers(all, Type.DOUBLE, Double.NaN, 1.0)).isFalse();
        assertThat(covers(all, Type.DOUBLE, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isFalse();
        assertThat(covers(all, Type.DOUBLE, Double.POSITIVE_INFINITY, 1.0)).isFalse();
        assertThat(covers(all, Type.DOUBLE, null, 0.0)).isFalse();
        assertThat(covers(all, Type.DOUBLE, null, null)).isFalse();
        assertThat(covers(all, Type.DOUBLE, new Unreadable("NAN"), 0.0)).isFalse();
        assertThat(covers(all, Type.DOUBLE, "1", 1.0)).isFalse();
        assertThat(covers(all, Type.BOOLEAN, true, false)).isFalse();
    }

    @Test
    void timesLieWithinUpToTheLimitAndNoFurther() {
        assertThat(covers(SECOND, Type.TIMESTAMP, NOON, NOON.plusSeconds(1))).isTrue();
        assertThat(covers(SECOND, Type.TIMESTAMP, NOON, NOON.plusSeconds(1).plusNanos(1_000)))
                .isFalse();
        Instant moment = Instant.parse("1969-12-31T23:59:59.5Z");
        assertThat(covers(SECOND, Type.TIMESTAMPTZ, moment, moment.plusSeconds(1)))
                .isTrue();
        assertThat(covers(SECOND, Type.TIMESTAMPTZ, moment, moment.plusMillis(1_001)))
                .isFalse();
        assertThat(covers(SECOND, Type.INTERVAL, Duration.ofMillis(-500), Duration.ofMillis(500)))
                .isTrue();
        assertThat(covers(SECOND, Type.INTERVAL, Duration.ofMillis(-500), Duration.ofMillis(501)))
                .isFalse();
        assertThat(covers(SECOND, Type.TIME, LocalTime.of(10, 0), LocalTime.of(10, 0, 1)))
                .isTrue();
        // Of which days they are nobody knows.
        assertThat(covers(SECOND, Type.TIME, LocalTime.of(23, 59, 59), LocalTime.MIDNIGHT))
                .isFalse();
        Tolerance day = new Tolerance.OfTime(Duration.ofHours(24));
        LocalDate leap = LocalDate.of(2024, 2, 29);
        assertThat(covers(day, Type.DATE, leap, leap.plusDays(1))).isTrue();
        assertThat(covers(day, Type.DATE, leap, leap.plusDays(2))).isFalse();
    }

    @Test
    void whatIsNoTimeLiesWithinNothing() {
        Tolerance ages = new Tolerance.OfTime(Duration.ofDays(4_000_000));
        assertThat(covers(ages, Type.DATE, LocalDate.MAX, LocalDate.MAX)).isFalse();
        assertThat(covers(ages, Type.DATE, LocalDate.MIN, LocalDate.EPOCH)).isFalse();
        assertThat(covers(ages, Type.TIMESTAMP, LocalDateTime.MAX, NOON)).isFalse();
        assertThat(covers(ages, Type.TIMESTAMPTZ, Instant.MAX, Instant.EPOCH)).isFalse();
        assertThat(covers(ages, Type.DATE, new Unreadable("ZERO_DATE"), LocalDate.EPOCH))
                .isFalse();
        assertThat(covers(ages, Type.DATE, null, LocalDate.EPOCH)).isFalse();
        assertThat(covers(ages, Type.TIMESTAMP, LocalDate.EPOCH, NOON)).isFalse();
    }

    @Test
    void textsAreEqualByTheOneFunctionThatIsNamed() {
        assertThat(covers(text(ValueClass.TEXT_CASE), Type.TEXT, "Ab", "aB")).isTrue();
        assertThat(covers(text(ValueClass.TEXT_CASE), Type.TEXT, "Ab", "aB ")).isFalse();
        assertThat(covers(text(ValueClass.TEXT_CASE), Type.TEXT, "é", "e")).isFalse();
        assertThat(covers(text(ValueClass.TEXT_PADDING), Type.TEXT, " a", "a  "))
                .isTrue();
        assertThat(covers(text(ValueClass.TEXT_PADDING), Type.TEXT, "a b", "a  b"))
                .isFalse();
        assertThat(covers(text(ValueClass.TEXT_WHITESPACE), Type.TEXT, "a b", "a\n b"))
                .isTrue();
        assertThat(covers(text(ValueClass.TEXT_ACCENT), Type.TEXT, "é", "e")).isTrue();
        assertThat(covers(text(ValueClass.TEXT_ACCENT), Type.TEXT, "é", "E")).isFalse();
        assertThat(covers(text(ValueClass.TEXT_NORMALIZATION), Type.TEXT, "\u00e9", "e\u0301"))
                .isTrue();
        assertThat(covers(text(ValueClass.TEXT_NORMALIZATION), Type.TEXT, "é", "e"))
                .isFalse();
        assertThat(covers(text(ValueClass.TEXT_CASE), Type.TEXT, null, "")).isFalse();
    }

    @Test
    void noToleranceIsNothingOrLosesWhatIsWritten() {
        assertThatThrownBy(() -> number("0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> number("-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tolerance.OfTime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        for (ValueClass loss : Set.of(ValueClass.TEXT_TRUNCATION, ValueClass.TEXT_MOJIBAKE, ValueClass.CONTENT)) {
            assertThatThrownBy(() -> text(loss)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Tolerance.OfTime(Duration.ofHours(23)).suits(Type.DATE)).isFalse();
        assertThat(CENT.suits(Type.TEXT)).isFalse();
        assertThat(SECOND.suits(Type.BIGINT)).isFalse();
        assertThat(text(ValueClass.TEXT_CASE).suits(Type.JSON)).isFalse();
    }

    private static final List<Column> COLUMNS =
            List.of(Column.of("a", Type.decimal(9, 3)), Column.of("b", Type.decimal(9, 3)), Column.of("t", Type.TEXT));

    /** Names of columns that lie beyond, of all that differ. */
    private static List<String> beyond(List<Object> expected, List<Object> actual) {
        Tolerances tolerances = new Tolerances(COLUMNS, Map.of("a", CENT, "b", CENT));
        Object[] left = expected.toArray();
        Object[] right = actual.toArray();
        List<Cell> cells = new RowClassifier(COLUMNS, Set.of(), Map.of()).cells(left, right, null);
        return tolerances.beyond(cells, left, right).stream().map(Cell::column).toList();
    }

    @Test
    void aRowKeepsWhatLiesBeyondAndLosesTheRest() {
        assertThat(beyond(List.of(decimal("1"), decimal("5"), "x"), List.of(decimal("1.01"), decimal("5"), "x")))
                .isEmpty();
        assertThat(beyond(List.of(decimal("1"), decimal("5"), "x"), List.of(decimal("1.01"), decimal("5"), "y")))
                .containsExactly("t");
        assertThat(beyond(List.of(decimal("1"), decimal("5"), "x"), List.of(decimal("1.01"), decimal("5.011"), "x")))
                .containsExactly("b");
    }

    @Test
    void valuesThatChangedPlacesAreADifferenceHoweverNearTheyLie() {
        assertThat(beyond(List.of(decimal("1"), decimal("1.01"), "x"), List.of(decimal("1.01"), decimal("1"), "x")))
                .containsExactly("a", "b");
    }

    @Test
    void rowsAddUpInTheOpenWithThoseThatAreTolerated() {
        Equation rows = new Equation(10, 0, 0, 10, 10, 7, 3, 0, 0, 0, 0, 1, 0, 2);
        assertThat(rows.holds()).isTrue();
        assertThat(rows.open()).isZero();
        Judged judged = VerdictRule.judge(Evidence.of(rows, List.of("a")));
        assertThat(judged.verdict()).isEqualTo(Verdict.MATCH_WITH_WAIVERS);
        assertThat(judged.reason())
                .isEqualTo("7 of 10 rows equal, 1 difference accepted, 2 rows within declared tolerances");
        // No more rows can be tolerated than are changed, and what is beyond outweighs them.
        assertThat(new Equation(10, 0, 0, 10, 10, 9, 0, 1, 1, 0, 0, 0, 0, 1).holds())
                .isFalse();
        Equation open = new Equation(10, 0, 0, 10, 10, 7, 3, 0, 0, 0, 0, 0, 0, 2);
        assertThat(VerdictRule.judge(Evidence.of(open, List.of("a"))).verdict()).isEqualTo(Verdict.DIFFERENCES);
        assertThat(open.plus(rows).tolerated()).isEqualTo(4);
        assertThat(open.waived(1).tolerated()).isEqualTo(2);
    }
}
