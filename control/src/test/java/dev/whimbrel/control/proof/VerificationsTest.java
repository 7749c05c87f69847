package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.whimbrel.control.proof.Verification.State;
import dev.whimbrel.control.proof.Verifications.Opened;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One verification at a time, gone on with where it was, and in the caller's transaction. */
@Timeout(120)
class VerificationsTest {
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

    private static Opened open(Verifications from, String mapping, String... tenants) {
        return from.open(new Matter("shop", "test"), mapping, List.of(tenants));
    }

    private static void assertFault(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo(code));
    }

    private void disconnect(long id) throws SQLException {
        connection.close();
        connection = target.connect();
        verifications = Proof.on(connection).verifications();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (verifications.isLive(id) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aNewOneIsRunningAndLiving() throws SQLException {
        Opened opened = open(verifications, "m1", "2", "1", "2");
        Verification begun = opened.verification();
        connection.commit();
        assertThat(opened.continued()).isFalse();
        assertThat(begun.state()).isEqualTo(State.RUNNING);
        assertThat(begun.tenants()).containsExactly("1", "2");
        assertThat(verifications.isLive(begun.id())).isTrue();
        assertThat(verifications.find(begun.id())).contains(begun);
        assertThat(verifications.find(begun.id() + 1)).isEmpty();
    }

    @Test
    void anInterruptedOneGoesOnWithTheFlowsThatAreMissing() throws SQLException {
        long id = open(verifications, "m1", "1", "2").verification().id();
        verifications.record(id, "client", List.of(), List.of(), Samples.MASKED);
        connection.commit();
        verifications.record(id, "order", List.of(), List.of(), Samples.MASKED);
        disconnect(id);

        Opened again = open(verifications, "m1", "2", "1");
        assertThat(again.continued()).isTrue();
        assertThat(again.verification().id()).isEqualTo(id);
        assertThat(verifications.finishedFlows(id)).containsExactly("client");
    }

    @Test
    void aLivingOneIsLeftAloneWhateverIsAskedFor() throws SQLException {
        long id = open(verifications, "m1").verification().id();
        connection.commit();
        Connection second = target.connect();
        Verifications other = Proof.on(second).verifications();
        assertFault("VERIFICATION_ACTIVE", () -> open(other, "m1"));
        assertFault("VERIFICATION_ACTIVE", () -> open(other, "m2"));
        second.commit();
        assertThat(other.find(id).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(open(verifications, "m1").continued())
                .as("by the one that has it")
                .isTrue();
        assertThat(other.hold(id)).isFalse();
    }

    @Test
    void ofTwoThatBeginAtOnceOneIsToldOfTheOther() throws Exception {
        Connection second = target.connect();
        Verifications other = Proof.on(second).verifications();
        Opened opened = open(verifications, "m1");
        CompletableFuture<Throwable> outcome =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> open(other, "m1")));
        while (target.texts("select 1 from pg_locks where locktype = 'advisory' and not granted")
                .isEmpty()) {
            assertThat(outcome).as("it waits for the first one's transaction").isNotDone();
        }
        connection.commit();
        assertThat(outcome.get()).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo("VERIFICATION_ACTIVE"));
        second.rollback();
        assertThat(other.list(new Matter("shop", "test"), 9)).containsExactly(opened.verification());
    }

    @Test
    void aFlowThatTwoWorkOnIsRecordedByTheFirst() throws Exception {
        long id = open(verifications, "m1").verification().id();
        connection.commit();
        Connection second = target.connect();
        Verifications other = Proof.on(second).verifications();
        verifications.record(id, "client", List.of(), Samples.padded("1", 2), Samples.MASKED);
        CompletableFuture<Boolean> outcome = CompletableFuture.supplyAsync(
                () -> other.record(id, "client", List.of(), Samples.padded("1", 3), Samples.MASKED));
        while (target.texts("select 1 from pg_locks where not granted").isEmpty()) {
            assertThat(outcome).isNotDone();
        }
        connection.commit();
        assertThat(outcome.get()).isFalse();
        second.commit();
        assertThat(verifications.patterns(id, 0))
                .singleElement()
                .extracting(PatternSummary::rows)
                .isEqualTo(2L);
    }

    @Test
    void otherProjectsAndEnvironmentsStandBesideIt() throws SQLException {
        open(verifications, "m1");
        connection.commit();
        Verifications other = Proof.on(target.connect()).verifications();
        assertThat(other.open(new Matter("shop", "production"), "m1", List.of()).continued())
                .isFalse();
        assertThat(other.open(new Matter("market", "test"), "m1", List.of()).continued())
                .isFalse();
    }

    @Test
    void anotherMappingOrOtherTenantsReplaceAnInterruptedOne() throws SQLException {
        long first = open(verifications, "m1").verification().id();
        connection.commit();
        disconnect(first);
        Opened second = open(verifications, "m2");
        assertThat(second.continued()).isFalse();
        assertThat(second.abandoned()).isNotNull();
        assertThat(verifications.find(first).orElseThrow().state()).isEqualTo(State.ABANDONED);

        Opened third = open(verifications, "m2", "7");
        assertThat(third.abandoned()).isEqualTo(second.verification());
        assertFault(
                "VERIFICATION_ENDED",
                () -> verifications.record(first, "client", List.of(), List.of(), Samples.MASKED));
        assertFault("VERIFICATION_ENDED", () -> verifications.finish(first, Map.of()));
        verifications.fail(first, "too late");
        assertThat(verifications.find(first).orElseThrow().state()).isEqualTo(State.ABANDONED);
    }

    @Test
    void whatEndedIsNotGoneOnWith() {
        long first = open(verifications, "m1").verification().id();
        verifications.finish(first, Map.of("1", Verdict.FULL_MATCH));
        long second = open(verifications, "m1").verification().id();
        verifications.fail(second, "the source is gone");
        assertThat(open(verifications, "m1").continued()).isFalse();
        assertThat(verifications.list(new Matter("shop", "test"), 2))
                .extracting(Verification::state)
                .containsExactly(State.RUNNING, State.FAILED);
        Verification failed = verifications.find(second).orElseThrow();
        assertThat(failed.reason()).isEqualTo("the source is gone");
        assertThat(failed.finishedAt()).isNotNull();
    }

    @Test
    void aFlowIsRecordedOnceAndComesBackAsItWas() {
        long id = open(verifications, "m1").verification().id();
        Equation all = new Equation(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        TableResult odd = new TableResult("order", "orders", "*", all, Verdict.INCOMPARABLE, "it failed");
        assertThat(verifications.record(id, "order", List.of(odd), List.of(), Samples.MASKED))
                .isTrue();
        List<TableResult> clients = List.of(
                Samples.result("client", "1", 0, Verdict.FULL_MATCH),
                Samples.result("client", "2", 2, Verdict.DIFFERENCES));
        verifications.record(id, "client", clients, Samples.padded("2", 2), Samples.MASKED);
        assertThat(verifications.record(id, "client", List.of(odd), Samples.padded("1", 9), Samples.MASKED))
                .isFalse();
        assertThat(verifications.results(id)).containsExactly(clients.get(0), clients.get(1), odd);
        assertThat(verifications.patterns(id, 0))
                .singleElement()
                .extracting(PatternSummary::rows)
                .isEqualTo(2L);
    }

    @Test
    void nothingRemainsOfWhatTheCallerRollsBack() throws SQLException {
        long id = open(verifications, "m1").verification().id();
        connection.commit();
        List<TableResult> results = List.of(Samples.result("client", "2", 2, Verdict.DIFFERENCES));
        verifications.record(id, "client", results, Samples.padded("2", 2), Samples.MASKED);
        assertThat(verifications.findings(
                        id, verifications.patterns(id, 1).get(0).id(), 9))
                .hasSize(2);
        verifications.finish(id, Map.of("2", Verdict.DIFFERENCES));
        connection.rollback();

        assertThat(verifications.find(id).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(verifications.finishedFlows(id)).isEmpty();
        assertThat(verifications.results(id)).isEmpty();
        assertThat(verifications.patterns(id, 1)).isEmpty();
        assertThat(verifications.standings(new Matter("shop", "test"), 9)).isEmpty();
        assertThat(target.texts("select count(*) from whimbrel.finding")).containsExactly("0");
        verifications.record(id, "client", results, Samples.padded("2", 2), Samples.MASKED);
        verifications.finish(id, Map.of("2", Verdict.DIFFERENCES));
        connection.commit();
        assertThat(verifications.patterns(id, 1)).hasSize(1);
    }

    @Test
    void standingsTellTheNewestDaysTheOldestOfTheseFirst() {
        for (int day = 0; day < 4; day++) {
            long id = open(verifications, "m1").verification().id();
            verifications.finish(
                    id,
                    Map.of(
                            "1", Verdict.FULL_MATCH,
                            "2", day < 3 ? Verdict.DIFFERENCES : Verdict.FULL_MATCH,
                            "3", Verdict.UNTESTED,
                            // No tenants: neither everybody's rows nor nobody's are counted.
                            "*", Verdict.DIFFERENCES,
                            "?", Verdict.PARTIAL));
        }
        long nobody = open(verifications, "m1").verification().id();
        verifications.finish(nobody, Map.of());
        verifications.fail(open(verifications, "m1").verification().id(), "no");
        assertThat(verifications.standings(new Matter("shop", "test"), 3))
                .extracting(Standing::tenants)
                .containsExactly(
                        Map.of(Verdict.FULL_MATCH, 1L, Verdict.DIFFERENCES, 1L, Verdict.UNTESTED, 1L),
                        Map.of(Verdict.FULL_MATCH, 2L, Verdict.UNTESTED, 1L),
                        Map.of());
    }
}
