package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.waive.Waiving;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification from MariaDB to PostgreSQL through a mapping: nothing is found where nothing differs, and all that differs is. */
class VerifyTest {
    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).fill(400, 2_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }

    private Found verify(String... tenants) throws Exception {
        Set<TenantId> only =
                java.util.Arrays.stream(tenants).map(TenantId::new).collect(java.util.stream.Collectors.toSet());
        return new Found(shop.migration()
                .verify(only, VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    @Test
    void allRowsAreEqualAfterARun() throws Exception {
        Found found = verify();
        assertThat(found.verdicts()).hasSize(12);
        assertThat(found.allAre(Verdict.FULL_MATCH)).isTrue();
        assertThat(found.patterns()).isEmpty();
        assertThat(found.rows("purchase"))
                .isEqualTo(new Equation(2_000, 0, 0, 2_000, 2_000, 2_000, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void eachPlantedDifferenceIsFoundOnceAndInItsClass() throws Exception {
        shop.fresh(
                "update shop.customer set email = null where legacy_id in (1, 2, 3)",
                "update shop.customer set email = '' where legacy_id in (7, 14)",
                "update shop.customer set name = name || ' ' where legacy_id = 20",
                "update shop.customer set name = upper(name) where legacy_id in (21, 22)",
                "update shop.customer set name = left(name, 6) where legacy_id = 23",
                "update shop.purchase set bought_at = bought_at + interval '1 hour' where legacy_id in (1, 2, 3, 4)",
                "update shop.purchase set amount = amount * 100 where legacy_id in (-900, -901)",
                "delete from shop.purchase where legacy_id in (select max(legacy_id) from shop.purchase)",
                "insert into shop.purchase (legacy_id, customer_id, amount, bought_at)"
                        + " select 70000 + g, customer_id, g, now() from shop.customer, generate_series(1, 2) g"
                        + " where legacy_id = 8");
        Found found = verify();
        assertThat(found.patterns())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "customer CHANGED email=VALUE_TO_NULL", 3L,
                        "customer CHANGED email=NULL_OR_EMPTY", 2L,
                        "customer CHANGED name=TEXT_PADDING", 1L,
                        "customer CHANGED name=TEXT_CASE", 2L,
                        "customer CHANGED name=TEXT_TRUNCATION", 1L,
                        "purchase CHANGED bought_at=TIME_OFFSET", 4L,
                        "purchase CHANGED amount=NUMBER_FACTOR", 2L,
                        "purchase MISSING", 1L,
                        "purchase EXTRA because NO_RUN_WROTE_IT", 2L));
        Equation rows = found.rows("purchase");
        assertThat(rows.holds()).isTrue();
        assertThat(rows).isEqualTo(new Equation(2_000, 0, 0, 2_000, 2_001, 1_993, 6, 1, 2, 0, 0, 0, 0, 0));
        assertThat(found.verdicts()).contains("branch 1 FULL_MATCH", "purchase ? DIFFERENCES");
    }

    @Test
    void aRightValueOnTheWrongOwnerIsFound() throws Exception {
        // Two purchases of one branch change customers; the sums of every column stay as they are.
        shop.fresh(
                "create temporary table swapped as select a.purchase_id a, b.purchase_id b, a.customer_id ac,"
                        + " b.customer_id bc from shop.purchase a join shop.customer ca using (customer_id),"
                        + " shop.purchase b join shop.customer cb using (customer_id)"
                        + " where ca.branch_id = cb.branch_id and a.customer_id < b.customer_id limit 1;"
                        + " update shop.purchase p set customer_id = case purchase_id when a then bc else ac end"
                        + " from swapped where purchase_id in (a, b)",
                // A customer goes to another branch, and a purchase to a customer of another branch.
                "update shop.customer set branch_id = (select branch_id from shop.branch where legacy_id = 3)"
                        + " where legacy_id = 4");
        Found found = verify();
        assertThat(found.patterns())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "purchase CHANGED customer_id=CONTENT", 2L,
                        "customer WRONG_TENANT branch_id=CONTENT", 1L,
                        "customer WRONG_TENANT", 1L));
    }

    @Test
    void aRowUnderAnotherKeyIsKnownAgain() throws Exception {
        shop.fresh("update shop.purchase set legacy_id = 50000 where legacy_id = 999 and not exists"
                + " (select from shop.purchase f where f.follows_id = purchase.purchase_id)");
        shop.fresh("update shop.purchase set note = 'unlike any other' where legacy_id = 50000");
        shop.old("update purchase set note = 'unlike any other' where purchase_id = 999");
        assertThat(verify().patterns()).isEqualTo(Map.of("purchase REKEYED", 2L));
    }

    @Test
    void oneTenantIsComparedAlone() throws Exception {
        shop.fresh("update shop.customer set email = null where legacy_id in (1, 2, 3, 4)");
        Found found = verify("2");
        assertThat(found.patterns()).isEqualTo(Map.of("customer CHANGED email=VALUE_TO_NULL", 1L));
        assertThat(found.verdicts())
                .containsExactly("branch 2 FULL_MATCH", "customer 2 DIFFERENCES", "purchase 2 FULL_MATCH");
    }

    @Test
    void anothersRowUnderTheTenantIsFoundWhereHeAloneIsCompared() throws Exception {
        shop.fresh("update shop.customer set branch_id = (select branch_id from shop.branch where legacy_id = 3)"
                + " where legacy_id = 4");
        assertThat(verify("3").patterns()).isEqualTo(Map.of("customer WRONG_TENANT", 1L));
        assertThat(verify("1").patterns()).isEqualTo(Map.of("customer WRONG_TENANT branch_id=CONTENT", 1L));
        assertThat(verify("2").patterns()).isEmpty();
    }

    @Test
    void neitherTenantOfARowThatChangedHandsMatches() throws Exception {
        shop.fresh("update shop.customer set branch_id = (select branch_id from shop.branch where legacy_id = 3)"
                + " where legacy_id = 4");
        for (Found found : List.of(verify(), verify("1", "3"))) {
            assertThat(found.patterns())
                    .isEqualTo(Map.of("customer WRONG_TENANT branch_id=CONTENT", 1L, "customer WRONG_TENANT", 1L));
            assertThat(found.verdicts()).contains("customer 1 DIFFERENCES", "customer 3 DIFFERENCES");
            Equation loser = found.rows("customer", "1");
            assertThat(loser.missing()).isEqualTo(1);
            assertThat(loser.actual()).isEqualTo(loser.expected() - 1);
            Equation other = found.rows("customer", "3");
            assertThat(other.extra()).isEqualTo(1);
            assertThat(other.actual()).isEqualTo(other.expected() + 1);
        }
        assertThat(verify().verdicts()).contains("customer 2 FULL_MATCH");
    }

    @Test
    void whatWasAcceptedCoversNoOtherDifferenceOfItsClass() throws Exception {
        shop.fresh("update shop.purchase set bought_at = bought_at + interval '1 hour' where legacy_id = 1");
        String hour = shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute()
                .patterns()
                .get(0)
                .id();
        shop.migration()
                .waiving()
                .accept(new Waiving.Wish(
                        hour,
                        null,
                        "known",
                        "the owner",
                        LocalDate.now(ZoneOffset.UTC).plusDays(9),
                        100));
        shop.fresh("update shop.purchase set bought_at = bought_at + interval '6 hours' where legacy_id = 2");
        Equation rows = verify().rows("purchase");
        assertThat(rows.changed()).isEqualTo(2);
        assertThat(rows.waived()).isEqualTo(1);
    }

    @Test
    void aRowThatCameFromOneTenantAndStandsUnderAnotherIsAStrangerToHim() throws Exception {
        shop.old("delete from purchase where customer_id = 4", "delete from customer where customer_id = 4");
        shop.fresh(
                "delete from shop.purchase where customer_id in (select customer_id from shop.customer where legacy_id = 4)",
                "update shop.customer set branch_id = (select branch_id from shop.branch where legacy_id = 3)"
                        + " where legacy_id = 4");
        Found all = verify();
        assertThat(all.patterns()).isEqualTo(Map.of("customer WRONG_TENANT", 1L));
        assertThat(all.verdicts()).contains("customer 1 FULL_MATCH", "customer 3 DIFFERENCES");
        assertThat(verify("3").patterns()).isEqualTo(all.patterns());
        assertThat(verify("1").patterns()).isEmpty();
    }

    @Test
    void aRowThatNobodyExpectsIsOfTheTenantThatItNames() throws Exception {
        shop.fresh("insert into shop.customer (legacy_id, branch_id, name) select 990000 + legacy_id, branch_id, name"
                + " from shop.customer where legacy_id = 4");
        Found all = verify();
        assertThat(all.patterns()).isEqualTo(Map.of("customer EXTRA because NO_RUN_WROTE_IT", 1L));
        assertThat(all.verdicts()).contains("customer 1 DIFFERENCES", "customer 2 FULL_MATCH");
        assertThat(all.rows("customer", "1").extra()).isEqualTo(1);
        assertThat(verify("1").patterns()).isEqualTo(Map.of("customer EXTRA because NO_RUN_WROTE_IT", 1L));
        assertThat(verify("2").patterns()).isEmpty();
    }

    @Test
    void aSilentTenantIsUntestedAndRowsThatCannotLandAreMissing() throws Exception {
        shop.old(
                "insert into branch values (5, 'Silent')",
                "insert into customer values (9001, 1, '   ', 'blank@example.org')");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        VerifyOutcome outcome = shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute();
        Found found = new Found(outcome);
        assertThat(found.verdicts()).contains("branch 5 FULL_MATCH", "customer 5 UNTESTED", "purchase 5 UNTESTED");
        // That the roster has him proves nothing of him.
        assertThat(outcome.tenants().get("5")).extracting(Judged::verdict).isEqualTo(Verdict.UNTESTED);
        assertThat(outcome.tenants().get("2")).extracting(Judged::verdict).isEqualTo(Verdict.FULL_MATCH);
        assertThat(found.patterns().keySet()).singleElement().asString().startsWith("customer MISSING because ");
    }

    @Test
    void laterVerificationsRememberWhatEarlierOnesFound() throws Exception {
        shop.fresh("update shop.customer set email = null where legacy_id in (1, 2, 3)");
        verify();
        shop.fresh("update shop.customer set email = null where legacy_id in (4, 5)");
        VerifyOutcome second = shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute();
        assertThat(second.patterns()).singleElement().satisfies(pattern -> {
            assertThat(pattern.rows()).isEqualTo(5);
            assertThat(pattern.before()).isEqualTo(3);
            assertThat(pattern.first()).isEqualTo(second.verification().id() - 1);
            assertThat(pattern.tenants()).isEqualTo(4);
        });
    }

    @Test
    void manyDifferingRowsAreReadInASecondPass() throws Exception {
        OldShop large = new OldShop(folder).fill(25_000, 30);
        large.migration().run(Set.of(), RunListener.NONE).execute();
        large.fresh(
                "update shop.customer set name = name || ' '",
                "delete from shop.purchase where legacy_id = -999",
                "update shop.customer set email = null where legacy_id = 5");
        Found found = new Found(large.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
        assertThat(found.patterns())
                .isEqualTo(Map.of(
                        "customer CHANGED name=TEXT_PADDING", 24_999L,
                        "customer CHANGED name=TEXT_PADDING email=VALUE_TO_NULL", 1L,
                        "purchase MISSING", 1L));
        assertThat(found.rows("customer").changed()).isEqualTo(25_000);
    }

    @Test
    void codesThatWereMappedOtherwiseAllTheWayThroughAreSaid() throws Exception {
        shop.fresh("update shop.purchase set note = case when length(note) > 20 then 'long' else 'short' end");
        assertThat(verify().patterns()).containsKey("purchase CHANGED note=MAPPING");
    }

    @Test
    void theDefaultOfAColumnInTheValuesPlaceIsSaid() throws Exception {
        shop.fresh(
                "alter table shop.purchase alter amount set default 7.5, alter note set default 'it''s none',"
                        + " alter bought_at set default now()",
                "update shop.purchase set amount = default where legacy_id in (1, 2, 3)",
                "update shop.purchase set note = default where legacy_id in (1, 4)",
                "update shop.purchase set bought_at = '2024-01-01 00:00:01.25+00' where legacy_id = 6");
        assertThat(verify().patterns())
                .isEqualTo(Map.of(
                        "purchase CHANGED amount=DEFAULTED note=DEFAULTED", 1L,
                        "purchase CHANGED amount=DEFAULTED", 2L,
                        "purchase CHANGED note=DEFAULTED", 1L,
                        "purchase CHANGED bought_at=CONTENT", 1L));
    }

    @Test
    void whatWasComparedBeforeRowsMovedAgainIsStale() throws Exception {
        long first = shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .execute()
                .verification()
                .id();
        assertThat(new Found(shop.migration().verification(null).orElseThrow()).allAre(Verdict.FULL_MATCH))
                .isTrue();
        shop.migration().run(Set.of(new TenantId("2")), RunListener.NONE).execute();
        Found now = new Found(shop.migration().verification(null).orElseThrow());
        assertThat(now.verdicts()).contains("customer 2 STALE", "purchase 2 STALE", "customer 3 FULL_MATCH");
        // As it was then.
        assertThat(new Found(shop.migration().verification(first).orElseThrow()).allAre(Verdict.FULL_MATCH))
                .isTrue();
        shop.mapping(OldShop.MAPPING.replace("lower(email)", "upper(email)"));
        assertThat(new Found(shop.migration().verification(null).orElseThrow()).allAre(Verdict.STALE))
                .isTrue();
    }
}
