package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.KeptMoment.Why;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All flows and laws of a verification look at one moment of each side, MariaDB's and PostgreSQL's, and look again at what differs as it is
 * then. Whoever writes does so between the looks at two flows.
 */
class MomentTest {
    /** What customers spent is what their purchases add up to, over both tables of either side. */
    private static final String LAW = """
              spent:
                tenant: branch
                by: [branch]
                source: "select c.branch_id as branch, sum(p.amount) as spent, count(distinct c.customer_id) as buyers
                  from customer c join purchase p using (customer_id) group by c.branch_id"
                target: "select b.legacy_id as branch, sum(p.amount) as spent, count(distinct c.customer_id) as buyers
                  from shop.purchase p join shop.customer c using (customer_id) join shop.branch b using (branch_id)
                  group by b.legacy_id"
            """;

    /** A customer who has just come, with what he bought: in the old system alone. */
    private static final String[] COMES = {
        "insert into customer values (9001, 2, 'Late', null)",
        "insert into purchase values (90001, 9001, null, 17.5, '2024-01-01', null)",
        "update purchase set amount = amount + 1 where purchase_id = -700"
    };

    @TempDir
    Path folder;

    private OldShop shop;
    private final List<KeptMoment> moments = new ArrayList<>();

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).fill(100, 400);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.mapping(OldShop.mapping().replace("flows:\n", "laws:\n" + LAW + "flows:\n"));
    }

    private interface Change {
        void make() throws SQLException;
    }

    /** Listens, and changes something as soon as a flow is done. */
    private VerifyListener after(String flow, Change change) {
        return new VerifyListener() {
            @Override
            public void moment(KeptMoment moment) {
                moments.add(moment);
            }

            @Override
            public void judged(String done, List<TableResult> results) {
                if (done.equals(flow)) {
                    try {
                        change.make();
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        };
    }

    private VerifyRun verification(VerifyListener listener) throws Exception {
        return shop.migration().verify(Set.of(), listener).settling(Duration.ofMillis(50));
    }

    @Test
    void whatIsWrittenBetweenTwoFlowsIsSeenByNone() throws Exception {
        VerifyOutcome outcome =
                verification(after("branch", () -> shop.old(COMES))).execute();
        Found found = new Found(outcome);
        assertThat(found.allAre(Verdict.FULL_MATCH))
                .as(found.verdicts().toString())
                .isTrue();
        assertThat(found.verdicts()).contains("law spent 2 FULL_MATCH");
        assertThat(found.rows("purchase").source()).isEqualTo(400);
        assertThat(outcome.moments())
                .hasSize(1)
                .isEqualTo(moments)
                .allMatch(one -> one.expected() && one.actual() && one.why() == Why.BEGUN);
        // At a moment of their own, the same changes are seen by each flow and law that comes after.
        shop.old("delete from purchase where purchase_id = 90001", "delete from customer where customer_id = 9001");
        shop.old("update purchase set amount = amount - 1 where purchase_id = -700");
        moments.clear();
        VerifyOutcome apart = verification(after("branch", () -> shop.old(COMES)))
                .atOneMoment(false)
                .execute();
        assertThat(new Found(apart).patterns())
                .containsKeys("customer MISSING", "purchase MISSING", "purchase CHANGED amount=STALE")
                .hasSize(4);
        assertThat(new Found(apart).verdicts()).contains("law spent 2 DIFFERENCES");
        assertThat(moments).isEmpty();
        assertThat(apart.moments()).isEmpty();
    }

    @Test
    void whatDifferedAtTheMomentIsLookedAtAsItIsThen() throws Exception {
        shop.fresh("update shop.customer set name = 'Mended' where legacy_id = 7");
        shop.fresh("update shop.customer set name = 'Stays' where legacy_id = 8");
        Found found = new Found(verification(after(
                        "branch",
                        () -> shop.fresh("update shop.customer set name = (select 'Name 7 ä🐦') where legacy_id = 7")))
                .execute());
        assertThat(found.patterns()).isEqualTo(Map.of("customer CHANGED name=CONTENT", 1L));
        // Never a match: nobody saw it equal at the moment of the others.
        assertThat(found.rows("customer")).isEqualTo(new Equation(100, 0, 0, 100, 100, 98, 2, 0, 0, 1, 0, 0, 0, 0));
        assertThat(found.verdicts()).contains("customer 4 PARTIAL", "customer 1 DIFFERENCES", "customer 2 FULL_MATCH");
    }

    @Test
    void aSecondPassReadsWhatThereIsThen() throws Exception {
        OldShop large = new OldShop(folder).fill(22_000, 30);
        large.migration().run(Set.of(), RunListener.NONE).execute();
        large.fresh("update shop.customer set name = name || ' '");
        VerifyOutcome outcome = large.migration()
                .verify(
                        Set.of(),
                        after(
                                "branch",
                                () -> large.fresh("update shop.customer set name = rtrim(name) where legacy_id <> 9")))
                .settling(Duration.ZERO)
                .execute();
        Found found = new Found(outcome);
        assertThat(found.patterns()).isEqualTo(Map.of("customer CHANGED name=TEXT_PADDING", 1L));
        assertThat(found.rows("customer").inFlight()).isEqualTo(21_999);
    }

    @Test
    void aMomentThatAServerLostIsTakenAnew() throws Exception {
        // The one that keeps the moment was opened before any other that is still open.
        String oldSession =
                "select min(id) from information_schema.processlist where db = database() and id <> connection_id()";
        VerifyOutcome outcome = verification(after("branch", () -> {
                    shop.old(COMES);
                    shop.old("kill connection " + shop.oldNumber(oldSession));
                }))
                .execute();
        assertThat(outcome.moments()).extracting(KeptMoment::why).containsExactly(Why.BEGUN, Why.LOST);
        assertThat(outcome.moments()).isEqualTo(moments);
        assertThat(new Found(outcome).patterns()).containsKeys("customer MISSING", "purchase MISSING");
        VerifyOutcome other = verification(after(
                        "customer",
                        () -> shop.fresh("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where application_name = 'whimbrel snapshot' and datname = current_database()")))
                .execute();
        assertThat(other.moments()).extracting(KeptMoment::why).containsExactly(Why.BEGUN, Why.LOST);
        assertThat(new Found(other).verdicts())
                .noneMatch(verdict -> verdict.endsWith("INCOMPARABLE"))
                .contains("purchase 1 FULL_MATCH", "purchase 2 DIFFERENCES");
        VerifyOutcome law = verification(
                        after("purchase", () -> shop.old("kill connection " + shop.oldNumber(oldSession))))
                .execute();
        assertThat(law.moments()).hasSize(2);
        assertThat(new Found(law).verdicts()).contains("law spent 1 FULL_MATCH");
    }

    @Test
    void oneThatGoesOnTakesAnotherAndSaysSo() throws Exception {
        assertThatThrownBy(() -> verification(after("branch", () -> {
                            throw new StackOverflowError("killed");
                        }))
                        .execute())
                .isInstanceOf(StackOverflowError.class);
        shop.old(COMES);
        VerifyOutcome outcome = verification(after("", () -> {})).execute();
        assertThat(outcome.moments()).extracting(KeptMoment::why).containsExactly(Why.BEGUN, Why.INTERRUPTED);
        assertThat(new Found(outcome).patterns()).containsKey("purchase MISSING");
        assertThat(shop.freshNumber("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name = 'whimbrel snapshot'"))
                .isZero();
    }
}
