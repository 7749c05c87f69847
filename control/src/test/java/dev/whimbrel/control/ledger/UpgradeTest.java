package dev.whimbrel.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger of an earlier release, with a run that was interrupted, is brought up to this one, and the run goes on to its end. */
class UpgradeTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final TenantId OWNER = new TenantId("1");
    private static final Counts ONE = new Counts(1, 1, 0, 0, 0, 0, 0, 0, 0);
    private static final Counts FIVE = new Counts(5, 5, 0, 0, 0, 0, 0, 0, 0);
    private static final int FLOW = 1;

    private Connection connection;
    private Ledger ledger;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(PostgresServer.shared().createDatabase(), "postgres", "");
        connection.setAutoCommit(false);
        ledger = Ledger.on(connection);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static IntStream versions() {
        return IntStream.range(1, Installation.VERSION);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anUnfinishedRunGoesOn(int version) throws SQLException {
        interrupted(version);

        ledger.installation().install();
        Runs.Opened opened = ledger.runs().open(request());
        connection.commit();
        assertThat(opened.resumed()).isTrue();
        assertThat(opened.run().state()).isEqualTo(Run.State.RUNNING);
        assertThat(number("select max(version) from whimbrel.schema_version")).isEqualTo(Installation.VERSION);

        long run = opened.run().id();
        int worker = ledger.runs().register(run, "host", 2);
        complete(lease(run, worker), 2, new KeyRange(Key.of(10L), Key.of(20L), 10));
        complete(lease(run, worker), 3, new KeyRange(Key.of(20L), null, 10));
        assertThat(ledger.chunks().lease(run, worker, LONG, List.of())).isEmpty();
        assertThat(ledger.steps().finishDone(run)).isEqualTo(1);

        cutAndComplete(run, worker, 3);
        cutAndComplete(run, worker, 2);
        assertThat(ledger.steps().allDone(run)).isTrue();
        assertThat(ledger.chunks().counts(run)).isEqualTo(Map.of(FLOW, Map.of(OWNER, FIVE)));
        ledger.runs().finish(run, Run.State.COMPLETE, null);
        connection.commit();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatIsKnownOfRowsStaysKnown(int version) throws SQLException {
        interrupted(version);
        Pages page = new Pages();
        page.add(40, 400, 1, new Digest(4, 4));
        if (version > 1) {
            ledger.tenants().numbered(List.of(OWNER));
            ledger.identities().pack(FLOW, 1, 1, page);
        }
        assertThat(ledger.installation().upgraded()).isTrue();

        Identity written = new Identity("7", "107", "1", Identity.Outcome.WRITTEN, null, null, "d7", null, 1, 1);
        Identity failed =
                new Identity("8", null, "1", Identity.Outcome.QUARANTINED, null, "TOO_LONG", null, null, 1, 1);
        assertThat(ledger.identities().find(FLOW, List.of("7", "8", "9")))
                .containsOnly(Map.entry("7", written), Map.entry("8", failed));
        assertThat(ledger.identities().byTarget(FLOW, List.of("107"))).containsExactly(written);
        assertThat(ledger.issues().of(FLOW, "8")).extracting(Issue::code).containsExactly("TOO_LONG");
        assertThat(ledger.identities().find(FLOW, List.of("40"))).hasSize(version > 1 ? 1 : 0);
        assertThat(number("select count(*) from whimbrel.identity")).isEqualTo(version > 1 ? 3 : 2);
    }

    private static RunRequest request() {
        return new RunRequest("shop", "test", "m1", List.of("1"), "source", "target");
    }

    /** One chunk done, one in the hands of a process that is gone, one not begun; a step that waits, and one that may be cut. */
    private void interrupted(int version) throws SQLException {
        ledger.installation().install(version);
        execute("insert into whimbrel.mapping_version (project, hash) values ('shop', 'm1')");
        execute("insert into whimbrel.flow (project, name, source_table, target_table)"
                + " values ('shop', 'client', 'client', 'crm.client')");
        execute("insert into whimbrel.run (project, environment, mapping_id, tenants, state, source_fingerprint,"
                + " target_fingerprint) values ('shop', 'test', 1, '{1}', 'HELD', 'source', 'target')");
        execute("insert into whimbrel.worker (run_id, host, pid) values (1, 'host', 1)");
        execute("insert into whimbrel.step (run_id, step_no, kind, flow_no, depends_on, state, fresh) values"
                + " (1, 1, 'COPY', 1, '{}', 'READY', true), (1, 2, 'COPY', 1, '{1,3}', 'WAITING', true),"
                + " (1, 3, 'COPY', 1, '{}', 'WAITING', true)");
        if (number(
                        "select count(*) from pg_attribute where attrelid = 'whimbrel.step'::regclass and attname = 'cut_whole'")
                > 0) {
            execute("update whimbrel.step set cut_whole = step_no = 1");
        }
        chunks();
        rows();
        connection.commit();
    }

    private void chunks() throws SQLException {
        execute(
                "insert into whimbrel.chunk (run_id, step_no, chunk_no, lower_key, upper_key, expected_rows, state, owner,"
                        + " token, lease_until, attempts, started_at, finished_at) values"
                        + " (1, 1, 1, null, '" + stored(10) + "', 10, 'DONE', 1, 1, null, 1, now(), now()),"
                        + " (1, 1, 2, '" + stored(10) + "', '" + stored(20) + "', 10, 'LEASED', 1, 1,"
                        + "   now() + interval '1 hour', 1, now(), null),"
                        + " (1, 1, 3, '" + stored(20) + "', null, 10, 'PENDING', null, 0, null, 0, null, null)");
        execute("insert into whimbrel.chunk_count values (1, 1, 1, '1', 1, 1, 0, 0, 0, 0, 0, 0, 0)");
    }

    private static String stored(long key) {
        return java.util.Objects.requireNonNull(StoredKey.encode(Key.of(key)));
    }

    private void rows() throws SQLException {
        String table = number("select count(*) from pg_class where relname = 'identity_row'") == 0
                ? "identity"
                : "identity_row";
        execute("insert into whimbrel." + table + " values"
                + " (1, '7', '107', '1', 'WRITTEN', null, null, 'd7', null, 1, 1),"
                + " (1, '8', null, '1', 'QUARANTINED', null, 'TOO_LONG', null, null, 1, 1)");
        execute(
                "insert into whimbrel.issue (flow_no, source_key, code, columns, tenant, shown_key, detail, sample,"
                        + " first_run, last_run) values (1, '8', 'TOO_LONG', '{name}', '1', '8', 'longer than 4', 'name=X (3)', 1, 1)");
    }

    private Lease lease(long run, int worker) {
        return ledger.chunks().lease(run, worker, LONG, List.of()).orElseThrow();
    }

    private void complete(Lease lease, int chunk, KeyRange range) {
        assertThat(lease.chunk()).isEqualTo(chunk);
        assertThat(lease.range()).isEqualTo(range);
        assertThat(ledger.chunks().complete(lease, Map.of(OWNER, ONE), null, null))
                .isTrue();
    }

    private void cutAndComplete(long run, int worker, int step) {
        Cutting cutting = ledger.cuts().lock(run, 100).orElseThrow();
        assertThat(cutting.step().number()).isEqualTo(step);
        assertThat(cutting.cutTo()).isNull();
        ledger.cuts().add(run, cutting, List.of(KeyRange.ALL), 1_000);
        assertThat(ledger.chunks().complete(lease(run, worker), Map.of(OWNER, ONE), null, null))
                .isTrue();
        assertThat(ledger.steps().finishDone(run)).isEqualTo(1);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
