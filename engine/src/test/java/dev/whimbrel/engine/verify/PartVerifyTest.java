package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.proof.Extent;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification of some flows and laws alone: it finds what is in these, and nobody can take it for one of all. */
class PartVerifyTest {
    private static final String LAW = """
              many:
                source: "select count(*) as n from purchase"
                target: "select count(*) as n from shop.purchase"
            """;

    @TempDir
    Path folder;

    private OldShop shop;
    private final List<String> looked = new ArrayList<>();

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).fill(20, 40);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.mapping(OldShop.mapping().replace("flows:\n", "laws:\n" + LAW + "flows:\n"));
    }

    private VerifyRun verification(Set<String> flows, Set<String> laws) throws Exception {
        VerifyListener listener = new VerifyListener() {
            @Override
            public void judged(String flow, List<TableResult> results) {
                looked.add(flow);
            }
        };
        return shop.migration()
                .verify(Set.of(), listener)
                .settling(Duration.ofMillis(50))
                .only(flows, laws);
    }

    @Test
    void whatIsLeftOutIsUntestedAndNoTenantMatchesByAPart() throws Exception {
        shop.fresh("update shop.purchase set amount = amount + 1 where legacy_id = -970");
        VerifyOutcome outcome = verification(Set.of("customer"), Set.of()).execute();
        assertThat(looked).containsExactly("customer");
        assertThat(new Found(outcome).verdicts())
                .containsExactly(
                        "branch 1 UNTESTED",
                        "branch 2 UNTESTED",
                        "branch 3 UNTESTED",
                        "branch 4 UNTESTED",
                        "customer 1 FULL_MATCH",
                        "customer 2 FULL_MATCH",
                        "customer 3 FULL_MATCH",
                        "customer 4 FULL_MATCH",
                        "law many * UNTESTED",
                        "purchase 1 UNTESTED",
                        "purchase 2 UNTESTED",
                        "purchase 3 UNTESTED",
                        "purchase 4 UNTESTED");
        assertThat(outcome.results())
                .filteredOn(result -> result.verdict() == Verdict.UNTESTED)
                .extracting(TableResult::reason)
                .containsOnly("left out of this verification");
        assertThat(outcome.tenants().get("1"))
                .isEqualTo(new Judged(Verdict.PARTIAL, "1 table FULL_MATCH, 2 tables left out of this verification"));
        assertThat(outcome.tenants().get("*")).extracting(Judged::verdict).isEqualTo(Verdict.UNTESTED);
        // Nor does the curve over the days.
        assertThat(outcome.standings()).extracting(Standing::tenants).containsExactly(Map.of(Verdict.PARTIAL, 4L));
        assertThat(outcome.verification().extent()).isEqualTo(Extent.of(List.of("customer")));
    }

    @Test
    void aDifferenceCountsAndIsHeldAgainstTheLastThatLookedThere() throws Exception {
        shop.fresh("update shop.purchase set amount = amount + 1 where legacy_id in (-970, -971)");
        verification(Set.of(), Set.of()).execute();
        verification(Set.of("customer"), Set.of()).execute();
        VerifyOutcome outcome = verification(Set.of("purchase"), Set.of("many")).execute();
        assertThat(outcome.patterns()).singleElement().satisfies(pattern -> {
            assertThat(pattern.rows()).isPositive();
            // Not none, which is what the one between saw of purchases.
            assertThat(pattern.before()).isEqualTo(pattern.rows());
        });
        assertThat(outcome.tenants().values()).extracting(Judged::verdict).contains(Verdict.DIFFERENCES);
        assertThat(outcome.tenants().get("*")).isEqualTo(new Judged(Verdict.FULL_MATCH, "1 table FULL_MATCH"));
    }

    @Test
    void oneThatWasInterruptedIsGoneOnWithOnlyByTheSame() throws Exception {
        VerifyListener killing = new VerifyListener() {
            @Override
            public void judged(String flow, List<TableResult> results) {
                throw new StackOverflowError("killed");
            }
        };
        VerifyRun first = shop.migration().verify(Set.of(), killing).only(Set.of("branch", "customer"), Set.of());
        assertThat(catchThrowableOfType(StackOverflowError.class, first::execute))
                .isNotNull();
        VerifyOutcome same =
                verification(Set.of("customer", "branch"), Set.of()).execute();
        assertThat(same.verification().id()).isEqualTo(1);
        assertThat(looked).containsExactly("customer");
        VerifyRun again = shop.migration().verify(Set.of(), killing).only(Set.of("branch", "customer"), Set.of());
        assertThat(catchThrowableOfType(StackOverflowError.class, again::execute))
                .isNotNull();
        looked.clear();
        VerifyOutcome other = verification(Set.of("customer"), Set.of()).execute();
        assertThat(other.verification().id()).isEqualTo(3);
        assertThat(looked).containsExactly("customer");
        assertThat(shop.freshText("select state from whimbrel.verification where verification_id = 2"))
                .isEqualTo("ABANDONED");
    }

    @Test
    void namesThatAreNotKnownAndWhatAPartCannotTellAreFaults() throws Exception {
        assertThat(fault(() -> verification(Set.of("custmer"), Set.of())))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("FLOW_UNKNOWN"))
                .satisfies(
                        fault -> assertThat(fault.next()).isEqualTo("Name some of these: branch, customer, purchase."));
        assertThat(fault(() -> verification(Set.of(), Set.of("few"))).code()).isEqualTo("LAW_UNKNOWN");
        verification(Set.of(), Set.of()).execute();
        assertThat(fault(() -> verification(Set.of("customer"), Set.of())
                                .against(1L)
                                .execute())
                        .code())
                .isEqualTo("AGAINST_UNFIT");
        verification(Set.of("customer"), Set.of()).execute();
        assertThat(fault(() -> verification(Set.of(), Set.of()).against(2L).execute()))
                .hasMessageContaining("only at a part");
    }

    private static Fault fault(ThrowingCallable work) {
        return catchThrowableOfType(Fault.class, work);
    }
}
