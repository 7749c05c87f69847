package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.whimbrel.control.proof.Waived.OverMatching;
import dev.whimbrel.control.proof.Waiver.Part;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** "Blanks at the end of addr2 of tenant 7, up to 500 rows, until the last of August", and all that is not so. */
class WaiverRuleTest {
    private static final LocalDate LAST = LocalDate.of(2025, 8, 31);
    private static final Pattern PADDED = Pattern.of("client", Samples.padded("7", "1", "addr2"));
    private static final Part ADDR2 = new Part("addr2", ValueClass.TEXT_PADDING, "");
    private static final Waiver STORY = waiver("7", 500, ADDR2);

    private static Waiver waiver(@Nullable String tenant, long cap, Part... parts) {
        return new Waiver(
                1,
                "shop",
                "client",
                tenant,
                RowClass.CHANGED,
                List.of(parts),
                null,
                "old forms",
                "the owner",
                LAST,
                cap);
    }

    private static Waived judge(Tally tally, LocalDate today, Waiver... waivers) {
        return WaiverRule.judge(List.of(waivers), tally, today);
    }

    private static Tally tally(List<Finding> findings) {
        Tally tally = new Tally("client");
        findings.forEach(tally::add);
        return tally;
    }

    @Test
    void asManyRowsAsAreAllowedAreCoveredOnTheLastDay() {
        Waived waived = judge(tally(Samples.padded("7", 500)), LAST, STORY);
        assertThat(waived.of(PADDED, "7")).isEqualTo(500);
        assertThat(waived.of("7")).isEqualTo(500);
        assertThat(waived.overMatching()).isEmpty();
        assertThat(waived.expired()).isEmpty();
    }

    @Test
    void oneRowTooManyReopensAll() {
        Waived waived = judge(tally(Samples.padded("7", 501)), LAST, STORY);
        assertThat(waived.of("7")).isZero();
        assertThat(waived.overMatching()).containsExactly(new OverMatching(STORY, 501));
    }

    @Test
    void anotherTenantStaysOpen() {
        Tally tally = tally(Samples.padded("7", 3));
        Samples.padded("8", 3).forEach(tally::add);
        Waived waived = judge(tally, LAST, STORY);
        assertThat(waived.of("7")).isEqualTo(3);
        assertThat(waived.of("8")).isZero();
    }

    @Test
    void anotherColumnStaysOpenAlsoBesideTheAcceptedOne() {
        Cell accepted = new Cell("addr2", ValueClass.TEXT_PADDING, "", "X", "X ");
        Cell other = new Cell("addr1", ValueClass.TEXT_PADDING, "", "X", "X ");
        Cell otherClass = new Cell("addr2", ValueClass.CONTENT, "", "X", "Y");
        Tally tally = tally(List.of(
                Samples.changed("7", "1", other),
                Samples.changed("7", "2", accepted, other),
                Samples.changed("7", "3", otherClass)));
        assertThat(judge(tally, LAST, STORY)).isEqualTo(Waived.NONE);
        assertThat(judge(tally, LAST, waiver("7", 500, new Part("addr2", null, null), new Part("addr1", null, null)))
                        .of("7"))
                .as("in any way, in either column or both")
                .isEqualTo(3);
    }

    @Test
    void theDayAfterTheLastReopens() {
        Waived waived = judge(tally(Samples.padded("7", 3)), LAST.plusDays(1), STORY);
        assertThat(waived.of("7")).isZero();
        assertThat(waived.expired()).containsExactly(STORY);
        assertThat(waived.overMatching()).isEmpty();
    }

    @Test
    void anotherFlowAndAnotherRowClassStayOpen() {
        Tally order = new Tally("order");
        Samples.padded("7", 3).forEach(order::add);
        assertThat(judge(order, LAST.plusDays(1), STORY)).isEqualTo(Waived.NONE);
        assertThat(judge(tally(List.of(Samples.missing("7", "1"))), LAST, STORY))
                .isEqualTo(Waived.NONE);
    }

    @Test
    void onlyWhatLastsIsCoveredAndCounted() {
        Tally tally = tally(Samples.padded("7", 2));
        tally.add(Samples.in(Status.HOT, Samples.padded("7", "hot", "addr2")));
        tally.add(Samples.in(Status.IN_FLIGHT, Samples.padded("7", "fly", "addr2")));
        assertThat(judge(tally, LAST, waiver("7", 2, ADDR2)).of("7")).isEqualTo(2);
    }

    @Test
    void forAllTenantsTheCapIsOfAllTogether() {
        Tally tally = tally(Samples.padded("7", 2));
        Samples.padded("8", 2).forEach(tally::add);
        assertThat(judge(tally, LAST, waiver(null, 4, ADDR2)).of(PADDED, "8")).isEqualTo(2);
        assertThat(judge(tally, LAST, waiver(null, 3, ADDR2)).of(PADDED, "8")).isZero();
    }

    @Test
    void twoWaiversCountNoRowTwiceAndOneThatFailsLeavesTheOther() {
        Tally tally = tally(Samples.padded("7", 3));
        assertThat(judge(tally, LAST, waiver("7", 3, ADDR2), waiver(null, 3, ADDR2))
                        .of("7"))
                .isEqualTo(3);
        Waived waived = judge(tally, LAST, waiver("7", 2, ADDR2), waiver(null, 3, ADDR2));
        assertThat(waived.of("7")).isEqualTo(3);
        assertThat(waived.overMatching()).hasSize(1);
    }

    @Test
    void rowsThatDifferAsAWholeNeedNoColumn() {
        Waiver missing = new Waiver(
                2,
                "shop",
                "client",
                "7",
                RowClass.MISSING,
                List.of(),
                null,
                "deleted on purpose",
                "the owner",
                LAST,
                1);
        assertThat(judge(tally(List.of(Samples.missing("7", "1"))), LAST, missing)
                        .of("7"))
                .isEqualTo(1);
    }

    @Test
    void aWaiverWithoutReasonApproverColumnOrRowsIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> waiver("7", 0, ADDR2));
        assertThatIllegalArgumentException().isThrownBy(() -> waiver("7", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> waiver("7", 1, ADDR2, new Part("addr2", null, null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Waiver(
                        0, "shop", "client", null, RowClass.MISSING, List.of(), null, " ", "the owner", LAST, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Waiver(0, "shop", "client", null, RowClass.MISSING, List.of(), null, "why", "", LAST, 1));
    }

    @Test
    void anotherDifferenceOfItsClassStaysOpen() {
        Finding oneHour = shifted("1", "+1h");
        Finding sixHours = shifted("2", "+6h");
        Waiver waiver = waiver("7", 5, new Part("taken", ValueClass.TIME_OFFSET, "+1h"));
        Waived waived = judge(tally(List.of(oneHour, sixHours)), LAST, waiver);
        assertThat(waived.of("7")).isEqualTo(1);
        assertThat(waived.of(Pattern.of("client", sixHours), "7")).isZero();
        Waiver any = waiver("7", 5, new Part("taken", ValueClass.TIME_OFFSET, null));
        assertThat(judge(tally(List.of(oneHour, sixHours)), LAST, any).of("7")).isEqualTo(2);
    }

    private static Finding shifted(String key, String by) {
        return new Finding(
                "7",
                key,
                RowClass.CHANGED,
                List.of(new Cell("taken", ValueClass.TIME_OFFSET, by, "", "")),
                Status.STABLE,
                "");
    }

    @Test
    void rowsThatAreMissingForAnotherReasonStayOpen() {
        Finding refused = new Finding("7", "2", RowClass.MISSING, List.of(), Status.STABLE, "DATE_INVALID");
        Waiver gone = new Waiver(
                2, "shop", "client", "7", RowClass.MISSING, List.of(), "", "deleted on purpose", "the owner", LAST, 5);
        Waived waived = judge(tally(List.of(Samples.missing("7", "1"), refused)), LAST, gone);
        assertThat(waived.of("7")).isEqualTo(1);
        assertThat(waived.of(Pattern.of("client", refused), "7")).isZero();
    }
}
