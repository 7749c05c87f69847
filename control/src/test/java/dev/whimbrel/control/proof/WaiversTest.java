package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.proof.Waiver.Part;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waivers are kept as they were approved, until they are closed. */
class WaiversTest {
    private static final LocalDate LAST = LocalDate.of(2025, 8, 31);

    @Test
    void theyComeBackAsTheyWereUntilTheyAreClosed() throws SQLException {
        try (Target target = new Target()) {
            Waivers waivers = Proof.on(target.connect()).waivers();
            Waiver padded = waivers.add(new Waiver(
                    0,
                    "shop",
                    "client",
                    "7",
                    RowClass.CHANGED,
                    List.of(new Part("addr2", ValueClass.TEXT_PADDING, ""), new Part("b\"c", null, null)),
                    "",
                    "old forms",
                    "the owner",
                    LAST,
                    500));
            Waiver missing = waivers.add(new Waiver(
                    0, "shop", "order", null, RowClass.MISSING, List.of(), null, "gone", "the owner", LAST, 1));
            Waiver other = waivers.add(new Waiver(
                    0, "market", "order", null, RowClass.MISSING, List.of(), null, "gone", "the owner", LAST, 1));
            assertThat(padded.id()).isPositive().isNotEqualTo(missing.id());
            assertThat(waivers.list("shop")).containsExactly(padded, missing);

            assertThat(waivers.close("shop", other.id())).isFalse();
            assertThat(waivers.close("shop", padded.id())).isTrue();
            assertThat(waivers.close("shop", padded.id())).isFalse();
            assertThat(waivers.list("shop")).containsExactly(missing);
            assertThat(waivers.list("market")).containsExactly(other);
        }
    }
}
