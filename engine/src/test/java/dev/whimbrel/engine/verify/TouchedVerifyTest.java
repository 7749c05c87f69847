package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Only the rows that one run touched are looked at: what is wrong in these is found, and nothing else is. The first run moves 300 customers
 * and 4,000 purchases; the second 1,000 changed purchases and some new customers.
 */
class TouchedVerifyTest {
    @TempDir
    Path folder;

    private OldShop shop;
    private final List<String> looked = new ArrayList<>();

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).fill(300, 4_000).chunkRows(700);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.old(
                "update purchase set amount = amount + 5 where purchase_id % 4 = 0",
                "insert into customer values (9001, 2, 'New', null), (9002, 3, '   ', null)");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }

    private VerifyRun verification(@Nullable Long run, String stopAfter) throws Exception {
        VerifyListener listener = new VerifyListener() {
            @Override
            public void judged(String flow, List<TableResult> results) {
                looked.add(flow);
                if (flow.equals(stopAfter)) {
                    throw new StackOverflowError("killed");
                }
            }
        };
        return shop.migration()
                .verify(Set.of(), listener)
                .settling(Duration.ofMillis(50))
                .touchedBy(run);
    }

    private VerifyOutcome verify(long run) throws Exception {
        return verification(run, "").execute();
    }

    @Test
    void whatIsWrongIsFoundWithinAndNowhereElse() throws Exception {
        shop.fresh(
                "update shop.purchase set note = 'wrong' where legacy_id in (4, 8, -400)",
                "update shop.purchase set note = 'wrong' where legacy_id in (5, 7, -401, 11)",
                "delete from shop.purchase where legacy_id = -996 and not exists"
                        + " (select from shop.purchase f where f.follows_id = purchase.purchase_id)",
                "update shop.customer set email = 'wrong' where legacy_id = 30");
        long gone = 4_000 - shop.freshNumber("select count(*) from shop.purchase");
        Found second = new Found(verify(2));
        assertThat(second.rows("purchase").source()).isEqualTo(1_000);
        assertThat(second.rows("purchase").changed()).isEqualTo(3);
        assertThat(second.rows("purchase").missing()).isEqualTo(gone);
        // One customer is new and landed, one could not be made.
        assertThat(second.rows("customer").source()).isEqualTo(2);
        assertThat(second.patterns().keySet()).noneMatch(words -> words.contains("email"));
        assertThat(second.verdicts()).contains("branch 1 UNTESTED", "customer 2 PARTIAL", "customer 3 DIFFERENCES");
        Found first = new Found(verify(1));
        assertThat(first.rows("purchase").source()).isEqualTo(3_000);
        assertThat(first.rows("purchase").changed()).isEqualTo(4);
        assertThat(first.rows("purchase").missing()).isZero();
        assertThat(first.rows("customer").changed()).isEqualTo(1);
    }

    @Test
    void aRowThatTheSourceHasNoMoreIsExtraAndOneThatNobodyTouchedIsNot() throws Exception {
        shop.old("delete from purchase where purchase_id = 2996", "delete from purchase where purchase_id = 2997");
        shop.fresh("insert into shop.purchase (legacy_id, customer_id, amount, bought_at)"
                + " select 70000, customer_id, 1, now() from shop.customer where legacy_id = 8");
        Found found = new Found(verify(2));
        assertThat(found.rows("purchase").extra()).isEqualTo(1);
        assertThat(found.rows("purchase").holds()).isTrue();
    }

    @Test
    void noTenantMatchesByTheRowsOfOneRun() throws Exception {
        VerifyOutcome outcome = verify(2);
        assertThat(outcome.results())
                .filteredOn(result -> result.rows().expected() > 0)
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isIn(Verdict.PARTIAL, Verdict.DIFFERENCES);
                });
        assertThat(outcome.results())
                .filteredOn(result -> result.verdict() == Verdict.PARTIAL)
                .extracting(TableResult::reason)
                .contains("only the rows that run 2 touched: 1000 of 1000 rows equal");
        assertThat(outcome.tenants().get("2")).extracting(Judged::verdict).isEqualTo(Verdict.PARTIAL);
        assertThat(outcome.tenants().get("1")).extracting(Judged::verdict).isEqualTo(Verdict.UNTESTED);
        assertThat(catchThrowableOfType(Fault.class, () -> verify(99)).code()).isEqualTo("RUN_UNKNOWN");
        assertThat(catchThrowableOfType(
                                Fault.class,
                                () -> verification(2L, "").against(1L).execute())
                        .code())
                .isEqualTo("AGAINST_UNFIT");
    }

    @Test
    void manyThatDifferAreReadTwiceAndWhatIsMendedMeanwhileIsNoMatch() throws Exception {
        shop.fresh("update shop.purchase set note = 'wrong' where legacy_id % 4 = 0");
        VerifyListener mending = new VerifyListener() {
            @Override
            public void judged(String flow, List<TableResult> results) {
                if (flow.equals("customer")) {
                    try {
                        shop.fresh(
                                "update shop.purchase set note = null where legacy_id % 4 = 0 and legacy_id % 3 <> 0");
                        shop.old("update purchase set note = null where purchase_id % 4 = 0 and purchase_id % 3 <> 0");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        };
        Found found = new Found(shop.migration()
                .verify(Set.of(), mending)
                .settling(Duration.ZERO)
                .touchedBy(2L)
                .execute());
        long mended =
                shop.oldNumber("select count(*) from purchase where purchase_id % 4 = 0 and purchase_id % 3 <> 0");
        assertThat(found.rows("purchase").inFlight()).isEqualTo(mended);
        assertThat(found.rows("purchase").changed()).isEqualTo(1_000);
    }

    @Test
    void oneThatWasKilledIsGoneOnWithForTheSameRun() throws Exception {
        VerifyRun killed = verification(2L, "customer");
        assertThat(catchThrowableOfType(StackOverflowError.class, killed::execute))
                .isNotNull();
        looked.clear();
        assertThat(verify(2).verification().id()).isEqualTo(1);
        assertThat(looked).containsExactly("purchase");
        VerifyRun again = verification(2L, "customer");
        assertThat(catchThrowableOfType(StackOverflowError.class, again::execute))
                .isNotNull();
        assertThat(verify(1).verification().id()).isEqualTo(3);
        assertThat(shop.freshText("select string_agg(state, ' ' order by verification_id) from whimbrel.verification"))
                .isEqualTo("FINISHED ABANDONED FINISHED");
    }
}
