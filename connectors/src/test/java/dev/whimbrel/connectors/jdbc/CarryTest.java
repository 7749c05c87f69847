package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.connectors.jdbc.postgres.PostgresTargetConnector;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TargetTransaction.Landed;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values that go from source to target as they were sent: they stand as they stood, and are proven like any other. */
class CarryTest {
    private static final String COLUMNS =
            "(id bigint primary key, x text, v varchar(12), n numeric, m numeric(12,3), k jsonb,"
                    + " y bytea, u uuid, p timestamp, z timestamptz)";

    @Test
    void whatPostgresSentStandsAsItStood() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (SourceFixture old =
                        new SourceFixture("postgresql", server.createDatabase(), server.user(), null, Map.of());
                SourceFixture now =
                        new SourceFixture("postgresql", server.createDatabase(), server.user(), null, Map.of())) {
            old.execute(
                    "create table t " + COLUMNS,
                    """
                    insert into t select i, repeat('ü🐦', i), left('a\\b''"' || chr(9) || i, 12), (random() - 0.5)::numeric * 10 ^ i,
                      -i / 3.0, jsonb_build_object('a', i / 7.0, 'ä', array[null, true], 'zz', repeat('x', i)),
                      decode(repeat('00ff', i), 'hex'), gen_random_uuid(), timestamp '0044-03-15 12:00:00.000001 BC' + i * interval '33 year',
                      timestamptz '1969-12-31 23:59:59.999999Z' - i * interval '1 day' from generate_series(1, 60) i
                    """,
                    "insert into t (id, x, v, n) values (61, '', '', 0), (62, null, null, null)",
                    "insert into t (id, n) values (63, 1e-300), (64, -12345678901234567890.10), (65, 1e30)");
            now.execute("create table t " + COLUMNS);
            assertThat(moved(old, now)).isEqualTo(new Landed(List.of(), true));
            assertThat(now.texts("select md5(string_agg(t::text, '|' order by id)), count(*) from t"))
                    .isEqualTo(old.texts("select md5(string_agg(t::text, '|' order by id)), count(*) from t"));
        }
    }

    @Test
    void textsOfMariaDbStandAsTheyStood() throws Exception {
        MariaDbServer maria = MariaDbServer.shared();
        PostgresServer server = PostgresServer.shared();
        try (SourceFixture old =
                        new SourceFixture("mariadb", maria.createDatabase(), maria.user(), maria.password(), Map.of());
                SourceFixture now =
                        new SourceFixture("postgresql", server.createDatabase(), server.user(), null, Map.of())) {
            old.execute(
                    "create table t (id bigint primary key, x longtext character set utf8mb4, v varchar(12) character set latin1)",
                    "insert into t values (1, 'a🐦\\0b', 'über'), (2, repeat('ü🐦', 500), '\\'\\\\\\t'), (3, '', null), (4, 'ok', 'ok')");
            now.execute("create table t (id bigint primary key, x text, v varchar(12))");
            Landed landed = moved(old, now);
            // U+0000 has no place in PostgreSQL: the row is refused by name, and the others land.
            assertThat(landed.refusals()).containsExactly(new Refusal(0, "NUL_CHARACTER", List.of("x"), ""));
            assertThat(now.texts("select id, md5(x), v from t order by id"))
                    .isEqualTo(old.texts("select id, md5(x), v from t where id > 1 order by id"));
        }
    }

    private static Landed moved(SourceFixture old, SourceFixture now) throws SQLException {
        ReadPlan whole = old.plan("t", List.of("id"), new Ownership.Everyone());
        List<ReadColumn> asSent = whole.columns().stream()
                .map(read -> new ReadColumn(null, read.column(), true))
                .toList();
        List<@Nullable Object[]> rows = old
                .read(
                        new ReadPlan(whole.table(), whole.key(), asSent, List.of(), whole.ownership(), whole.tenants()),
                        KeyRange.ALL)
                .stream()
                .map(SourceRow::values)
                .toList();
        assertThat(rows).anyMatch(row -> row[1] instanceof Carried);
        ConnectionProfile profile = now.profile();
        try (Target target = new PostgresTargetConnector()
                        .open(new ConnectionProfile(
                                profile.type(),
                                profile.url(),
                                profile.user(),
                                profile.password(),
                                Map.of(),
                                Path.of(".")));
                TargetTransaction transaction = target.begin()) {
            List<Column> columns = target.schema()
                    .table(TableName.parse("public.t"))
                    .orElseThrow()
                    .columns();
            Landed landed = transaction.land(TableName.parse("public.t"), columns, 0, rows);
            transaction.commit();
            return landed;
        }
    }
}
