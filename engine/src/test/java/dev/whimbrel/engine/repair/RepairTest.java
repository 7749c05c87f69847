package dev.whimbrel.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.Promotion;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repair puts right just the rows that it was asked for, by a run that balances, and leaves all others as people made them. */
class RepairTest {
    private static final String REASON = "a script went wrong on Monday";

    @TempDir
    Path folder;

    private static RepairRun repair(OldShop shop, Set<String> patterns, String reason, String... tenants)
            throws Exception {
        Set<TenantId> named = Arrays.stream(tenants).map(TenantId::new).collect(Collectors.toSet());
        return shop.migration()
                .repair(new RepairRequest(named, patterns, reason), RepairListener.NONE)
                .settling(Duration.ofMillis(50));
    }

    /** Of all that can be repaired, what did not change amounts: those were changed on purpose. */
    private static Set<String> spoiled(RepairPlan plan) {
        return plan.patterns().stream()
                .filter(pattern -> pattern.repaired() > 0)
                .filter(pattern -> !pattern.pattern().columns().contains("amount"))
                .map(PlannedPattern::id)
                .collect(Collectors.toSet());
    }

    private static Map<Why, Long> left(RepairPlan plan) {
        Map<Why, Long> left = new TreeMap<>();
        plan.patterns().forEach(pattern -> pattern.left().forEach((why, rows) -> left.merge(why, rows, Long::sum)));
        return left;
    }

    private static Fault fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(Fault.class, work);
    }

    @Test
    void spoiledRowsArePutRightAndNoOthers() throws Exception {
        OldShop shop = EditedShop.moved(folder);
        EditedShop.spoil(shop);
        EditedShop.edit(shop);
        RepairPlan plan = repair(shop, Set.of(), "", "2").plan();
        assertThat(plan.rows()).isEqualTo(EditedShop.SPOILED + 40);
        assertThat(plan.patterns().stream().mapToLong(PlannedPattern::inserted).sum())
                .isEqualTo(50);
        assertThat(plan.patterns())
                .allMatch(pattern -> Set.of("2").containsAll(pattern.tenants().keySet()));
        assertThat(left(plan)).isEqualTo(Map.of(Why.NOT_MADE, 5L, Why.EXTRA, 3L));

        Set<String> spoiled = spoiled(plan);
        Repaired repaired = repair(shop, spoiled, REASON, "2").execute();

        assertThat(Objects.requireNonNull(repaired.run()).isComplete())
                .as(String.valueOf(repaired.run()))
                .isTrue();
        assertThat(EditedShop.changed(shop, "purchase")).isEqualTo("40 40");
        assertThat(EditedShop.changed(shop, "customer")).isEqualTo("23 20");
        assertThat(repaired.patterns()).isEqualTo(spoiled);
        Promotion promotion = new Promotion(
                Objects.requireNonNull(Objects.requireNonNull(repaired.after()).changes()), spoiled);
        assertThat(promotion.state()).isEqualTo(Promotion.State.PASSED);
        balance(shop, repaired.run().run().id());
        assertThat(repair(shop, spoiled, REASON, "2").execute().run()).isNull();
    }

    private static void balance(OldShop shop, long run) throws Exception {
        assertThat(shop.freshText("select concat_ws(' ', sum(source_rows), sum(rows_read), sum(inserted), sum(updated),"
                        + " sum(unchanged), sum(quarantined), sum(gone), sum(target_rows), sum(target_expected))"
                        + " from whimbrel.balance where run_id = " + run))
                .isEqualTo("300 300 50 200 50 0 0 300 300");
        assertThat(shop.freshText("select concat_ws('|', state, repair_reason, tenants, repairs > 0) from whimbrel.run"
                        + " where run_id = " + run))
                .isEqualTo("COMPLETE|" + REASON + "|{2}|t");
        assertThat(shop.freshText("select count(*) || ' ' || count(source_key) from whimbrel.repair_key"))
                .isEqualTo("300 0");
        // What it wrote it knows for its own: a run finds nothing edited.
        shop.fresh("update shop.purchase set amount = amount - 1 where (legacy_id + 1000) % 4 = 0 and legacy_id + 1000"
                + " between 3204 and 3360");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(shop.freshText("select string_agg(distinct code, ' ') from whimbrel.issue where closed_run is null"))
                .isEqualTo("CHECK_FAILED");
        assertThat(EditedShop.changed(shop, "purchase")).isEqualTo("0 0");
    }

    @Test
    void rowsThatTheSourceChangedOrLostMeanwhileAreWrittenAsTheyAreNowOrCountAsGone() throws Exception {
        OldShop shop = EditedShop.moved(folder);
        shop.fresh("update shop.customer set name = 'Spoiled' where legacy_id in (1, 5, 9)");
        shop.old("update customer set name = 'Changed' where customer_id = 1");
        RepairListener deletes = new RepairListener() {
            @Override
            public void planned(RepairPlan plan) {
                try {
                    shop.old(
                            "set foreign_key_checks = 0",
                            "delete from customer where customer_id = 5",
                            "update customer set name = 'Again' where customer_id = 9");
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Repaired repaired = shop.migration()
                .repair(new RepairRequest(Set.of(new TenantId("2")), Set.of(), REASON), deletes)
                .settling(Duration.ofMillis(50))
                .execute();
        assertThat(Objects.requireNonNull(repaired.run()).isComplete()).isTrue();
        assertThat(shop.freshText("select string_agg(name, ' ' order by legacy_id) from shop.customer"
                        + " where legacy_id in (1, 5, 9)"))
                .isEqualTo("Changed Spoiled Again");
        assertThat(shop.freshText("select concat_ws(' ', source_rows, rows_read, updated, gone, target_rows)"
                        + " from whimbrel.balance where run_id = "
                        + repaired.run().run().id()))
                .isEqualTo("2 2 2 1 3");
    }

    @Test
    void whoeverMayBeLiveIsToBeNamedAndSoIsWhy() throws Exception {
        OldShop shop = EditedShop.moved(folder);
        EditedShop.spoil(shop);
        assertThat(fault(() -> repair(shop, Set.of(), REASON).execute()))
                .hasMessageContaining("1, 2, 3, 4")
                .extracting(Fault::code)
                .isEqualTo("REPAIR_LIVE");
        for (String reason : new String[] {"", "  ", "because"}) {
            assertThat(fault(() -> repair(shop, Set.of(), reason, "2", "3").execute()))
                    .hasMessageContaining("2, 3")
                    .extracting(Fault::code)
                    .isEqualTo("REPAIR_LIVE");
        }
        assertThat(fault(() -> repair(shop, Set.of("nothing"), REASON, "2").execute())
                        .code())
                .isEqualTo("PATTERN_UNKNOWN");
        assertThat(fault(() -> repair(shop, Set.of(), REASON, "2").atMost(299).execute())
                        .code())
                .isEqualTo("REPAIR_TOO_LARGE");
        assertThat(shop.freshNumber("select count(*) from whimbrel.run")).isEqualTo(1);
        assertThat(repair(shop, Set.of(), "").plan().rows()).isEqualTo(EditedShop.SPOILED);
    }

    @Test
    void rowsThatNoRunHasMetAreNotMovedByTheWay() throws Exception {
        OldShop shop = EditedShop.moved(folder);
        shop.old("insert into customer values (50001, 2, 'Late', null), (50002, 2, 'Later', null)");
        RepairPlan plan = repair(shop, Set.of(), "").plan();
        assertThat(plan.rows()).isZero();
        assertThat(left(plan)).containsEntry(Why.NEVER_MOVED, 2L);
    }

    @Test
    void whatSomebodyHasAcceptedStaysUnlessItIsNamed() throws Exception {
        OldShop shop = EditedShop.moved(folder);
        shop.fresh("update shop.customer set email = 'x' || email where legacy_id in (1, 5)");
        String pattern = repair(shop, Set.of(), "", "2").plan().patterns().stream()
                .filter(one -> one.repaired() > 0)
                .findFirst()
                .orElseThrow()
                .id();
        shop.migration()
                .waiving()
                .accept(new dev.whimbrel.engine.waive.Waiving.Wish(
                        pattern, null, "known", "Ann", java.time.LocalDate.now().plusDays(9), 10));
        assertThat(left(repair(shop, Set.of(), "", "2").plan())).containsEntry(Why.ACCEPTED, 2L);
        assertThat(repair(shop, Set.of(pattern), "", "2").plan().rows()).isEqualTo(2);
    }

    @Test
    void aRepairAndAnOrdinaryRunNeverStandBesideEachOther() throws Exception {
        OldShop shop = EditedShop.moved(folder);
        EditedShop.spoil(shop);
        String reopened = "update whimbrel.run set state = 'RUNNING', finished_at = null where repairs is ";
        String closed = "update whimbrel.run set state = 'COMPLETE', finished_at = now()";
        shop.fresh(reopened + "null");
        assertThat(fault(() -> repair(shop, Set.of(), REASON, "2").execute()).code())
                .isEqualTo("RUN_UNFINISHED");
        shop.fresh(closed);
        assertThat(Objects.requireNonNull(
                                repair(shop, Set.of(), REASON, "2").execute().run())
                        .isComplete())
                .isTrue();
        shop.fresh(reopened + "not null");
        Fault refused =
                fault(() -> shop.migration().run(Set.of(), RunListener.NONE).execute());
        assertThat(refused.code()).isEqualTo("REPAIR_UNFINISHED");
        assertThat(refused.next()).contains("whimbrel repair --execute", "2");
        // Another one finds nothing left to do, and gives it up.
        assertThat(repair(shop, Set.of(), "for another reason", "2").execute().run())
                .isNull();
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }
}
