package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.proof.Followed.Day;
import dev.whimbrel.control.proof.Followed.Outcome;
import dev.whimbrel.control.proof.Followed.Sight;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row is followed by its token, and what is said of a day on which it was not found is no more than is known. */
class FollowingTest {
    private static final Matter SHOP = new Matter("shop", "test");
    private static final Finding ROW = Samples.padded("1", "4711", "addr2");

    private Target target;
    private Connection connection;
    private Verifications verifications;

    @BeforeEach
    void begin() throws SQLException {
        target = new Target();
        connection = target.connect();
        verifications = Proof.on(connection).verifications();
    }

    @AfterEach
    void end() throws SQLException {
        target.close();
    }

    private String token() {
        return Proof.on(connection).tokens("shop").row("1", "client", "4711");
    }

    private Followed follow() {
        return verifications.follow(SHOP, token(), 100).orElseThrow();
    }

    private List<Outcome> outcomes() {
        return follow().days().stream().map(Day::outcome).toList();
    }

    private long open(Matter matter, String... tenants) {
        return verifications.open(matter, "m1", List.of(tenants)).verification().id();
    }

    /** A whole verification of flow client. */
    private long verify(Recording how, List<Finding> findings) {
        long id = open(SHOP);
        verifications.record(id, "client", results(Verdict.DIFFERENCES), findings, how);
        verifications.finish(id, Map.of());
        return id;
    }

    private long verify(Finding... findings) {
        return verify(Samples.MASKED, List.of(findings));
    }

    private static List<TableResult> results(Verdict verdict) {
        return List.of(Samples.result("client", "1", 1, verdict), Samples.result("client", "2", 1, verdict));
    }

    @Test
    void everyDayIsTold() {
        long first = verify(ROW, Samples.padded("1", "12", "addr2"));
        long second = verify(Samples.padded("1", "12", "addr2"));
        long third = verify(Samples.in(Status.IN_FLIGHT, ROW), Samples.missing("1", "4711"));
        long fourth = verify();
        Followed row = follow();
        assertThat(row.flow()).isEqualTo("client");
        assertThat(row.table()).isEqualTo("crm.client");
        assertThat(row.tenant()).isEqualTo("1");
        assertThat(row.key()).isEqualTo("9999");
        assertThat(row.earlier()).isZero();
        assertThat(row.days().stream().map(day -> day.verification().id()))
                .containsExactly(first, second, third, fourth);
        assertThat(outcomes())
                .containsExactly(Outcome.DIFFERED, Outcome.NOT_DIFFERENT, Outcome.DIFFERED, Outcome.NOT_DIFFERENT);
        Sight sight = row.days().get(0).sights().get(0);
        assertThat(sight.pattern().columns()).containsExactly("addr2");
        assertThat(sight.status()).isEqualTo(Status.STABLE);
        assertThat(sight.id()).isEqualTo(verifications.patterns(first, 0).get(0).id());
        assertThat(row.days().get(2).sights())
                .as("one that lasts before one on its way")
                .extracting(Sight::status)
                .containsExactly(Status.STABLE, Status.IN_FLIGHT);
        Followed newest = verifications.follow(SHOP, token(), 3).orElseThrow();
        assertThat(newest.earlier()).isOne();
        assertThat(newest.days()).hasSize(3);
        assertThat(newest.days().get(2).verification().id()).isEqualTo(fourth);
        assertThat(verifications.follow(SHOP, "0123456789abcdef", 9)).isEmpty();
    }

    @Test
    void beyondTheCapItIsKnownByTheRowsThatDiffered() {
        verify(ROW);
        List<Finding> others = Samples.padded("1", 5);
        List<Finding> all = new ArrayList<>(others);
        all.add(ROW);
        verify(Samples.MASKED.keeping(3), all);
        verify(Samples.MASKED.keeping(3), others);
        Followed row = follow();
        assertThat(outcomes()).containsExactly(Outcome.DIFFERED, Outcome.DIFFERED_NOT_KEPT, Outcome.NOT_DIFFERENT);
        assertThat(row.days().get(1).sights()).singleElement().satisfies(sight -> {
            assertThat(sight.pattern().columns()).containsExactly("addr2");
            assertThat(sight.tenant()).isEqualTo("1");
        });
    }

    @Test
    void whatIsKeptInNoWayIsNotSaidToMatch() throws SQLException {
        verify(ROW);
        List<Finding> all = new ArrayList<>(Samples.padded("1", 5));
        all.add(ROW);
        long second = verify(Samples.MASKED.keeping(3), all);
        verify(Samples.MASKED.keeping(3), Samples.padded("2", 5));
        connection.commit();
        target.execute("delete from whimbrel.affected where verification_id >= " + second);
        assertThat(outcomes())
                .as("of the third, no row of tenant 1 differed")
                .containsExactly(Outcome.DIFFERED, Outcome.NOT_KEPT, Outcome.NOT_DIFFERENT);
        assertThat(follow().days().get(1).left()).isEqualTo(3);
    }

    @Test
    void anEarlierReleasesFindingIsNotLookedForAmongTheRowsThatDiffered() throws SQLException {
        long first = verify(ROW);
        verify(Samples.MASKED.keeping(3), Samples.padded("1", 5));
        connection.commit();
        assertThat(outcomes()).containsExactly(Outcome.DIFFERED, Outcome.NOT_DIFFERENT);
        target.execute("update whimbrel.finding set row_token = null where verification_id = " + first);
        assertThat(outcomes()).containsExactly(Outcome.DIFFERED, Outcome.NOT_KEPT);
    }

    @Test
    void aRowThatStandsUnderAnotherTenantIsKnownAgain() {
        verify(ROW);
        verify(Samples.in(Status.STABLE, Samples.padded("?", "4711", "addr2")));
        assertThat(outcomes()).containsExactly(Outcome.DIFFERED, Outcome.DIFFERED_NOT_KEPT);
        assertThat(follow().days().get(1).sights()).extracting(Sight::tenant).containsExactly("?");
    }

    @Test
    void whatWasNotComparedOrIsDeletedSaysNothing() throws SQLException {
        verify(ROW);
        long other = open(SHOP, "2");
        verifications.record(other, "client", results(Verdict.FULL_MATCH).subList(1, 2), List.of(), Samples.MASKED);
        verifications.finish(other, Map.of());
        long without = open(SHOP);
        verifications.record(without, "order", List.of(), List.of(), Samples.MASKED);
        verifications.finish(without, Map.of());
        long failed = open(SHOP);
        verifications.record(failed, "client", results(Verdict.INCOMPARABLE), List.of(), Samples.MASKED);
        verifications.finish(failed, Map.of());
        long old = verify(Samples.padded("1", "12", "addr2"));
        long oldAndSame = verify();
        verify(ROW);
        connection.commit();
        target.execute(
                "update whimbrel.verification set finished_at = now() - interval '99 days' where verification_id in ("
                        + old + ", " + oldAndSame + ")");
        assertThat(Proof.on(connection).evidence().prune("shop", 30, 1)).isOne();
        assertThat(outcomes())
                .containsExactly(
                        Outcome.DIFFERED,
                        Outcome.NOT_VERIFIED,
                        Outcome.NOT_VERIFIED,
                        Outcome.INCOMPARABLE,
                        Outcome.DELETED,
                        Outcome.NOT_DIFFERENT,
                        Outcome.DIFFERED);
    }

    @Test
    void aVerificationThatDidNotEndIsToldWhereItFoundTheRowOnly() {
        verify(ROW);
        long failed = open(SHOP);
        verifications.record(failed, "client", results(Verdict.DIFFERENCES), List.of(), Samples.MASKED);
        verifications.fail(failed, "no");
        long found = open(SHOP);
        verifications.record(found, "client", results(Verdict.DIFFERENCES), List.of(ROW), Samples.MASKED);
        verifications.fail(found, "no");
        assertThat(follow().days().stream().map(day -> day.verification().id())).doesNotContain(failed);
        assertThat(outcomes()).containsExactly(Outcome.DIFFERED, Outcome.DIFFERED);
    }

    @Test
    void ofAComparisonTheComparisonsDaysAreMeant() {
        Matter beta = new Matter("shop", "test", "beta");
        String token = Proof.on(connection).tokens("shop").row("1", "beta:client", "4711");
        for (int day = 0; day < 2; day++) {
            verify();
            long id = open(beta);
            verifications.record(
                    id,
                    "beta:client",
                    List.of(new TableResult("beta:client", "client", "1", Equation.ZERO, Verdict.UNTESTED, "")),
                    day == 0 ? List.of(ROW) : List.of(),
                    Samples.MASKED);
            verifications.finish(id, Map.of());
        }
        Followed row = verifications.follow(SHOP, token, 9).orElseThrow();
        assertThat(row.days())
                .hasSize(2)
                .allMatch(day -> day.verification().comparison().equals("beta"));
        assertThat(verifications.environments("shop", token)).containsExactly("test");
        assertThat(verifications.follow(new Matter("shop", "live"), token, 9)).isEmpty();
        assertThat(verifications.follow(new Matter("market", "test"), token, 9)).isEmpty();
    }

    @Test
    void rowsWithoutAKeyAreNotKnownAgain() {
        verify(new Recording(key -> Recording.NO_KEY), List.of(ROW));
        verify();
        assertThat(outcomes()).containsExactly(Outcome.DIFFERED, Outcome.NOT_KNOWN_AGAIN);
    }

    @Test
    void theIndexIsUsed() throws SQLException {
        List<Finding> many = IntStream.range(0, 20_000)
                .mapToObj(row -> Samples.padded("1", "k" + row, "addr2"))
                .toList();
        verify(Samples.MASKED.keeping(20_000), many);
        connection.commit();
        target.execute("analyze whimbrel.finding");
        assertThat(String.join(
                        "\n",
                        target.texts("explain select verification_id, status from whimbrel.difference where token = '"
                                + token() + "'")))
                .contains("finding_token")
                .doesNotContain("Seq Scan on finding");
    }
}
