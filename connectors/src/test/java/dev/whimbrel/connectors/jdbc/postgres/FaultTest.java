package dev.whimbrel.connectors.jdbc.postgres;

import static dev.whimbrel.connectors.jdbc.postgres.Database.row;
import static dev.whimbrel.connectors.jdbc.postgres.Database.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.CommitUnknown;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lost connections, restarts, missing permissions and altered tables: each has its fault, and the target stays usable. */
class FaultTest {
    private static final TableName T = TableName.parse("public.t");

    @Test
    void backendKilledBeforeAStepIsTransient() throws Exception {
        try (Database database = Database.create("create table t (id int primary key)");
                PostgresTarget target = database.target()) {
            var id = database.columns("t", "id");
            try (TargetTransaction transaction = target.begin()) {
                transaction.insert(T, id, rows(row(1L)));
                kill(database, transaction);
                fails(() -> transaction.insert(T, id, rows(row(2L))), "CONNECTION_LOST", true);
            }
            try (TargetTransaction transaction = target.begin()) {
                transaction.insert(T, id, rows(row(3L)));
                transaction.commit();
            }
            assertThat(database.text("select string_agg(id::text, ',') from t")).isEqualTo("3");
        }
    }

    @Test
    void backendKilledBeforeCommitIsUnknown() throws Exception {
        try (Database database = Database.create("create table t (id int primary key)");
                PostgresTarget target = database.target()) {
            var id = database.columns("t", "id");
            try (TargetTransaction transaction = target.begin()) {
                transaction.insert(T, id, rows(row(1L)));
                kill(database, transaction);
                assertThatThrownBy(transaction::commit).isInstanceOf(CommitUnknown.class);
            }
            try (TargetTransaction transaction = target.begin()) {
                assertThat(transaction.existing(T, id, List.of(Key.of(1L)))).isEmpty();
            }
        }
    }

    /** The server commits, held up by a deferred trigger, while its backend is killed from outside. */
    @Test
    void backendKilledDuringCommitIsUnknown() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key)",
                        "create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return null; end $$");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            database.execute("create constraint trigger late after insert on t deferrable initially deferred"
                    + " for each row execute function slow()");
            var statement = transaction.unwrap(Connection.class).createStatement();
            statement.execute("insert into t values (1)");
            long backend = backend(transaction);
            Thread killer = new Thread(() -> {
                try {
                    Thread.sleep(500);
                    database.execute("select pg_terminate_backend(" + backend + ")");
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            killer.start();
            assertThatThrownBy(transaction::commit).isInstanceOf(CommitUnknown.class);
            killer.join();
        }
    }

    @Test
    void refusedCommitIsKnown() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, up int references t deferrable initially deferred)");
                PostgresTarget target = database.target()) {
            try (TargetTransaction transaction = target.begin()) {
                var statement = transaction.unwrap(Connection.class).createStatement();
                statement.execute("insert into t values (1, 2)");
                fails(transaction::commit, "COMMIT_REFUSED", false);
            }
            target.begin().close();
        }
    }

    @Test
    void serverRestarts(@TempDir Path folder) throws Exception {
        PostgresServer server = PostgresServer.start(folder, 0, Map.of());
        int port = server.port();
        Database database = Database.at(server.url("postgres"), "create table t (id int primary key)");
        try (PostgresTarget target = database.target()) {
            var id = database.columns("t", "id");
            try (TargetTransaction transaction = target.begin()) {
                transaction.insert(T, id, rows(row(1L)));
                transaction.commit();
            }
            server.close();
            fails(target::begin, "CONNECTION_LOST", true);
            server = PostgresServer.start(folder, port, Map.of());
            try (TargetTransaction transaction = target.begin()) {
                assertThat(transaction.existing(T, id, List.of(Key.of(1L)))).hasSize(1);
            }
        } finally {
            server.close();
        }
    }

    @Test
    void tablesAlteredInBetween() throws Exception {
        try (Database database = Database.create("create table t (id int primary key, a varchar(3))");
                PostgresTarget target = database.target()) {
            var columns = database.columns("t", "id", "a");
            for (int i = 0; i < 20; i++) {
                try (TargetTransaction transaction = target.begin()) {
                    transaction.select(T, columns, columns.subList(0, 1), List.of(Key.of(1L)));
                }
            }
            database.execute("alter table t alter a type text, alter id type bigint");
            try (TargetTransaction transaction = target.begin()) {
                fails(
                        () -> transaction.select(T, columns, columns.subList(0, 1), List.of(Key.of(1L))),
                        "STATEMENT_STALE",
                        true);
            }
            try (TargetTransaction transaction = target.begin()) {
                assertThat(transaction.insert(T, columns, rows(row(1L, "longer"))))
                        .isEmpty();
                transaction.select(T, columns, columns.subList(0, 1), List.of(Key.of(1L)));
                transaction.commit();
            }
            database.execute("alter table t drop column a");
            try (TargetTransaction transaction = target.begin()) {
                fails(() -> transaction.insert(T, columns, rows(row(2L, "x"))), "SCHEMA_CHANGED", false);
            }
        }
    }

    @Test
    void permissions() throws Exception {
        String role = "limited_" + ProcessHandle.current().pid();
        try (Database database = Database.create(
                "create schema crm",
                "create table crm.t (id serial primary key)",
                "create table t (id serial primary key)",
                "create role " + role + " login",
                "grant select on t to " + role,
                "revoke temporary on database " + "current_catalog".replace("current_catalog", "postgres") + " from "
                        + role)) {
            var id = database.columns("public.t", "id");
            try (PostgresTarget target = new PostgresTarget(Database.profile(database.url(), role))) {
                assertThat(target.missingPermissions(List.of(T, TableName.parse("crm.t"), TableName.parse("none"))))
                        .containsExactly(
                                "may not create the schema whimbrel and its tables, which hold the ledger",
                                "may not insert into public.t",
                                "may not update public.t",
                                "may not use the sequence of public.t.id",
                                "may not use schema crm, which holds t",
                                "cannot see table none");
                try (TargetTransaction transaction = target.begin()) {
                    fails(() -> transaction.insert(T, id, rows(row(1L))), "PERMISSION_DENIED", false);
                }
            }
            try (PostgresTarget target = database.target()) {
                assertThat(target.missingPermissions(List.of(T))).isEmpty();
            }
            database.execute("grant insert on t to " + role);
            database.execute("alter role " + role + " set default_transaction_read_only = on");
            try (PostgresTarget target = new PostgresTarget(Database.profile(database.url(), role));
                    TargetTransaction transaction = target.begin()) {
                assertThat(target.missingPermissions(List.of()))
                        .contains("may not write at all: transactions are read-only by default");
                fails(() -> transaction.insert(T, id, rows(row(1L))), "TARGET_READ_ONLY", false);
            }
        }
    }

    @Test
    void connecting() throws Exception {
        PostgresServer server = PostgresServer.shared();
        fails(() -> open("jdbc:postgresql://127.0.0.1:1/x", "postgres"), "CONNECTION_REFUSED", false);
        fails(() -> open("jdbc:postgresql://no-such-host.invalid/x", "postgres"), "CONNECTION_REFUSED", false);
        fails(() -> open(server.url("no_such_database"), "postgres"), "DATABASE_UNKNOWN", false);
        fails(() -> open(server.url("postgres"), "nobody_of_that_name"), "AUTHENTICATION_FAILED", false);
        fails(() -> open("jdbc:mysql://127.0.0.1/x", "postgres"), "CONNECTION_URL_INVALID", false);
    }

    private static void open(String url, String user) {
        new PostgresTargetConnector().open(Database.profile(url, user)).close();
    }

    private static void fails(ThrowingCallable step, String code, boolean passing) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.isTransient()).isEqualTo(passing);
            assertThat(fault.getMessage()).startsWith("Cannot ");
        });
    }

    private static long backend(TargetTransaction transaction) throws SQLException {
        return transaction
                .unwrap(Connection.class)
                .unwrap(org.postgresql.PGConnection.class)
                .getBackendPID();
    }

    private static void kill(Database database, TargetTransaction transaction) throws Exception {
        long backend = backend(transaction);
        database.execute("select pg_terminate_backend(" + backend + ", 10000)");
    }
}
