package dev.whimbrel.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.testkit.server.PostgresServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger's promises, on a real PostgreSQL: one run for one request, leases with fencing, order-free counts, lasting identities. */
class LedgerTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<Connection> opened = new ArrayList<>();
    private String url = "";

    @BeforeEach
    void install() throws SQLException {
        url = PostgresServer.shared().createDatabase();
        Connection connection = connect();
        connection.setAutoCommit(false);
        Ledger.on(connection).installation().install();
        Ledger.on(connection).installation().install();
        connection.commit();
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "postgres", "");
        opened.add(connection);
        return connection;
    }

    private static RunRequest request(String mapping, String... tenants) {
        return new RunRequest("shop", "test", mapping, List.of(tenants), "source", "target");
    }

    @Test
    void theSameRequestJoinsTheSameRunWhateverTheOrderOfTenants() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        Runs.Opened first = ledger.runs().open(request("m1", "2", "1"));
        Runs.Opened again = ledger.runs().open(request("m1", "1", "2"));
        assertThat(first.resumed()).isFalse();
        assertThat(again.resumed()).isTrue();
        assertThat(again.run().id()).isEqualTo(first.run().id());
        assertThat(again.run().tenants()).containsExactly("1", "2");
    }

    @Test
    void anotherMappingAbandonsAnUnfinishedRunButNotALivingOne() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long dead = ledger.runs().open(request("m1")).run().id();
        Runs.Opened second = ledger.runs().open(request("m2"));
        assertThat(ledger.runs().find(dead).orElseThrow().state()).isEqualTo(Run.State.ABANDONED);
        assertThat(second.abandoned()).extracting(Run::id).containsExactly(dead);

        Connection living = connect();
        int worker = ledger.runs().register(second.run().id(), "host", 1);
        Ledger.on(living).runs().holdLock(worker);
        Ledger.on(living).runs().holdLock(worker);
        assertThat(ledger.runs().isLive(second.run().id())).isTrue();
        assertThatThrownBy(() -> ledger.runs().open(request("m3")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("RUN_ACTIVE"));
        living.close();
        awaitDead(ledger, second.run().id());
        assertThat(ledger.runs().open(request("m3")).resumed()).isFalse();
    }

    private static void awaitDead(Ledger ledger, long run) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (ledger.runs().isLive(run) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(ledger.runs().isLive(run)).isFalse();
    }

    @Test
    void keysOfEveryKindComeBackAsTheyWere() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        List<Key> keys = List.of(
                Key.of(-5L),
                Key.of("a|b\\c\"{},", 7L),
                Key.of(new BigDecimal("1.10")),
                Key.of(UUID.fromString("00000000-0000-8000-8000-000000000001")),
                Key.of(LocalDate.of(2024, 2, 29), LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_000)),
                Key.of(Instant.parse("2024-01-01T00:00:00.000001Z")),
                Key.of(true, 0.1d),
                Key.of(Duration.ofHours(-30)),
                Key.of(""));
        List<KeyRange> ranges = new ArrayList<>();
        Key after = null;
        for (Key key : keys) {
            ranges.add(new KeyRange(after, key, 1));
            after = key;
        }
        long run = runWithStep(ledger, ranges);
        assertThat(ledger.chunks().ranges(run, 1)).isEqualTo(ranges);
    }

    private static long runWithStep(Ledger ledger, List<KeyRange> ranges) {
        long run = ledger.runs().open(request("m1")).run().id();
        int flow = ledger.steps().flowNo("shop", "client", "client", "crm.client");
        ledger.steps()
                .add(
                        run,
                        List.of(
                                new Step(1, Step.Kind.COPY, flow, List.of(), Step.State.WAITING, true, false),
                                new Step(2, Step.Kind.COPY, flow, List.of(1), Step.State.WAITING, true, false)));
        Cutting first = ledger.cuts().lock(run, 1).orElseThrow();
        assertThat(first.step().number()).isEqualTo(1);
        ledger.cuts().add(run, first, ranges, 20_000);
        return run;
    }

    @Test
    void aChunkIsLeasedOnceAndTakenOverOnlyWhenItsHolderIsGone() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        Connection living = connect();
        int first = ledger.runs().register(run, "host", 1);
        int second = ledger.runs().register(run, "host", 2);
        Ledger.on(living).runs().holdLock(first);
        Lease lease = ledger.chunks().lease(run, first, LONG, List.of()).orElseThrow();
        assertThat(ledger.chunks().lease(run, second, LONG, List.of())).isEmpty();

        living.close();
        Optional<Lease> taken = Optional.empty();
        for (int i = 0; i < 1000 && taken.isEmpty(); i++) {
            taken = ledger.chunks().lease(run, second, LONG, List.of());
        }
        assertThat(taken.orElseThrow().previousOwner()).isEqualTo(first);
        assertThat(taken.orElseThrow().token()).isGreaterThan(lease.token());
        assertThat(ledger.chunks().complete(lease, Map.of(), null, null))
                .as("a lease that was taken over completes nothing")
                .isFalse();
        assertThat(ledger.chunks().complete(taken.orElseThrow(), counts(), "a", "a"))
                .isTrue();
        assertThat(ledger.chunks().isDone(taken.orElseThrow())).isTrue();
        assertThat(ledger.chunks().isDone(lease)).isFalse();
        assertThat(ledger.chunks().counts(run).values())
                .singleElement()
                .isEqualTo(Map.of(new TenantId("1"), new Counts(5, 1, 1, 1, 1, 1, 0, 0, 0)));
    }

    private static Map<TenantId, Counts> counts() {
        return Map.of(new TenantId("1"), new Counts(5, 1, 1, 1, 1, 1, 0, 0, 0));
    }

    @Test
    void aLeaseThatRanOutIsTakenOverThoughItsHolderLives() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        int first = ledger.runs().register(run, "host", 1);
        Ledger.on(connect()).runs().holdLock(first);
        assertThat(ledger.chunks().lease(run, first, Duration.ZERO, List.of())).isPresent();
        assertThat(ledger.chunks().lease(run, ledger.runs().register(run, "host", 2), LONG, List.of()))
                .isPresent();
    }

    @Test
    void aLeaseWhoseAnswerWasLostIsTakenAgainByTheSameWorker() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        int worker = ledger.runs().register(run, "host", 1);
        Ledger.on(connect()).runs().holdLock(worker);
        Lease lost = ledger.chunks().lease(run, worker, LONG, List.of()).orElseThrow();
        Lease again = ledger.chunks().lease(run, worker, LONG, List.of()).orElseThrow();
        assertThat(again.token()).isGreaterThan(lost.token());
        assertThat(ledger.chunks().lease(run, worker, LONG, List.of(again.name())))
                .isEmpty();
    }

    @Test
    void nothingIsLeasedOrRevivedInARunThatWasEnded() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        ledger.runs().finish(run, Run.State.COMPLETE, null);
        assertThat(ledger.chunks().lease(run, ledger.runs().register(run, "host", 1), LONG, List.of()))
                .isEmpty();
        ledger.runs().state(run, Run.State.HELD, "too late");
        assertThat(ledger.runs().find(run).orElseThrow().state()).isEqualTo(Run.State.COMPLETE);
    }

    @Test
    void nothingIsCompletedInARunThatWasEnded() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        Lease lease = ledger.chunks()
                .lease(run, ledger.runs().register(run, "host", 1), LONG, List.of())
                .orElseThrow();
        ledger.runs().finish(run, Run.State.ABANDONED, "test");
        assertThat(ledger.chunks().complete(lease, Map.of(), null, null)).isFalse();
    }

    @Test
    void stepsWaitForThoseTheyDependOn() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        assertThat(ledger.cuts().lock(run, 10)).isEmpty();
        Lease lease = ledger.chunks()
                .lease(run, ledger.runs().register(run, "host", 1), LONG, List.of())
                .orElseThrow();
        assertThat(ledger.steps().finishDone(run)).isZero();
        ledger.chunks().complete(lease, Map.of(), null, null);
        assertThat(ledger.steps().finishDone(run)).isEqualTo(1);
        Cutting second = ledger.cuts().lock(run, 10).orElseThrow();
        assertThat(second.step().number()).isEqualTo(2);
        ledger.cuts().add(run, second, List.of(KeyRange.ALL), 20_000);
        assertThat(ledger.steps().finishDone(run)).isZero();
        assertThat(ledger.steps().allDone(run)).isFalse();
    }

    @Test
    void issuesCloseWhenTheirRowLandsOrFailsOtherwise() throws SQLException {
        Ledger ledger = Ledger.on(connect());
        long run = runWithStep(ledger, List.of(KeyRange.ALL));
        int flow = ledger.steps().findFlow("shop", "client").orElseThrow();
        Issue tooLong = new Issue("7", "TOO_LONG", List.of("name"), "1", "7", "longer than 4", "name=Xxx (3)");
        Issue noDate = new Issue("7", "ZERO_DATE", List.of("born"), "1", "7", "zero", "born=null");
        ledger.issues().open(flow, run, List.of(tooLong));
        ledger.issues().open(flow, run, List.of(tooLong));
        assertThat(ledger.issues().groups("shop"))
                .containsExactly(new Issues.Group("client", "TOO_LONG", List.of("name"), "1", 1));
        ledger.issues().open(flow, run, List.of(noDate));
        assertThat(ledger.issues().of(flow, "7")).containsExactly(noDate);
        ledger.issues().close(flow, run, List.of("7"));
        assertThat(ledger.issues().groups("shop")).isEmpty();
    }
}
