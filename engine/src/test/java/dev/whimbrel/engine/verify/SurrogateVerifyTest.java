package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.engine.repair.RepairListener;
import dev.whimbrel.engine.repair.RepairPlan;
import dev.whimbrel.engine.repair.RepairRequest;
import dev.whimbrel.engine.repair.Why;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that the new system draws anew are no difference, as long as keys on both sides say that they stand one for one. */
class SurrogateVerifyTest {
    private static final String NUMBERED =
            OldShop.MAPPING.replace("lower(email)\" }\n", "lower(email)\" }\n      number: customer_id\n");
    private static final String DRAWN =
            NUMBERED.replace("number: customer_id\n", "number: customer_id\n    surrogate: number\n");

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws Exception {
        shop = new OldShop(folder).mapping(DRAWN).fill(400, 2_000);
    }

    private Found verify() throws Exception {
        return new Found(shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    private void numbered(String column) throws Exception {
        shop.fresh("alter table shop.customer add column number " + column);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.fresh("update shop.customer set number = 100000 - number");
    }

    @Test
    void numbersThatWereDrawnAnewAreNoDifference() throws Exception {
        numbered("bigint not null unique");
        Found found = verify();
        assertThat(found.patterns()).isEmpty();
        assertThat(found.allAre(Verdict.FULL_MATCH)).isTrue();
        shop.mapping(NUMBERED);
        assertThat(verify().rows("customer").changed()).isEqualTo(400);
    }

    @Test
    void whatElseDiffersIsFoundAndNoRowIsBehindThatWasNumberedSince() throws Exception {
        numbered("bigint not null unique");
        shop.fresh("update shop.customer set email = null where legacy_id = 1");
        shop.old("update customer set name = 'Another' where customer_id = 2");
        assertThat(verify().patterns())
                .isEqualTo(Map.of("customer CHANGED email=VALUE_TO_NULL", 1L, "customer CHANGED name=CONTENT", 1L));
    }

    @Test
    void aRowThatComesTwiceUnderAnotherNumberIsFound() throws Exception {
        numbered("bigint not null unique");
        shop.fresh(
                "alter table shop.customer drop constraint customer_legacy_id_key",
                "insert into shop.customer (legacy_id, branch_id, name, email, number)"
                        + " select legacy_id, branch_id, name, email, 1 from shop.customer where legacy_id = 5");
        assertThat(verify().patterns()).isEqualTo(Map.of("customer MULTIPLICITY", 1L));
    }

    @Test
    void noRepairWritesOverNumbersThatWereDrawnAnew() throws Exception {
        numbered("bigint not null unique");
        shop.fresh("update shop.customer set email = null where legacy_id = 1");
        RepairPlan plan = shop.migration()
                .repair(new RepairRequest(Set.of(), Set.of(), ""), RepairListener.NONE)
                .settling(Duration.ofMillis(50))
                .plan();
        assertThat(plan.rows()).isZero();
        assertThat(plan.patterns()).singleElement().satisfies(pattern -> assertThat(pattern.left())
                .isEqualTo(Map.of(Why.DRAWN_ANEW, 1L)));
    }

    @Test
    void idsThatAreOthersOneToOneDifferAndAreCalledRenamed() throws Exception {
        shop.mapping(NUMBERED.replace("number: customer_id\n", "number: customer_id\n    ids: [ number ]\n"));
        numbered("bigint");
        assertThat(verify().patterns()).isEqualTo(Map.of("customer CHANGED number=RENAMED_ID", 400L));
        shop.fresh("update shop.customer set number = 7 where legacy_id in (1, 2)");
        assertThat(verify().patterns()).isEqualTo(Map.of("customer CHANGED number=CONTENT", 400L));
    }

    @Test
    void numbersThatCouldComeTwiceAreRefused() throws Exception {
        ProblemsFound found = catchThrowableOfType(ProblemsFound.class, () -> numbered("bigint"));
        assertThat(found.problems()).extracting(Problem::code).containsExactly("SURROGATE_UNGUARDED");
        assertThat(found.problems().get(0).place().line()).isPositive();
    }
}
