package dev.whimbrel.connectors.jdbc.postgres;

import static dev.whimbrel.connectors.jdbc.postgres.Database.row;
import static dev.whimbrel.connectors.jdbc.postgres.Database.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Updates and look-ups work on whole sets: only what differs is written, and indexes serve the keys. */
class SetWiseTest {
    private static final TableName T = TableName.parse("public.t");

    @Test
    void onlyWhatDiffersIsWritten() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, a text, j json, n numeric)",
                        "insert into t values (1, 'x', '{}', 1.50), (2, 'y', null, 2), (3, null, null, null), (4, 'z', '[]', 0)",
                        "create table touched (id int)",
                        "create function note() returns trigger language plpgsql as"
                                + " $$ begin insert into touched values (new.id); return null; end $$",
                        "create trigger note after update on t for each row execute function note()");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            assertThat(transaction.update(
                            T,
                            database.columns("t", "id", "a", "j", "n"),
                            List.of("id"),
                            List.of(
                                    row(1L, "x", "{}", new java.math.BigDecimal("1.5")),
                                    row(2L, "Y", null, new java.math.BigDecimal("2")),
                                    row(3L, null, null, null),
                                    row(4L, null, "[]", new java.math.BigDecimal("0")),
                                    row(9L, "absent", null, null))))
                    .isEmpty();
            transaction.commit();
            assertThat(database.text("select string_agg(id::text, ',' order by id) from touched"))
                    .isEqualTo("2,4");
            assertThat(database.text("select a from t where id = 2")).isEqualTo("Y");
        }
    }

    @Test
    void refusedUpdatesAreIsolated() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, a text unique check (a <> 'bad'),"
                                + " g bigint generated always as identity)",
                        "insert into t (id, a) select i, 'n' || i from generate_series(0, 999) i");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (long i = 0; i < 1000; i++) {
                rows.add(row(i, i == 17 ? "bad" : i == 500 ? "m400" : i == 600 ? "a\0" : "m" + i));
            }
            assertThat(transaction.update(T, database.columns("t", "id", "a"), List.of("id"), rows))
                    .containsExactly(
                            new Refusal(17, "CHECK_FAILED", List.of("a"), "t_a_check"),
                            new Refusal(500, "UNIQUE_IN_TARGET", List.of("a"), "t_a_key"),
                            new Refusal(600, "NUL_CHARACTER", List.of("a"), ""));
            assertThat(transaction.update(
                            T,
                            database.columns("t", "id", "a", "g"),
                            List.of("id"),
                            List.of(row(1L, "k1", 2L), row(2L, "k2", 99L))))
                    .containsExactly(new Refusal(1, "REFUSED_BY_TARGET", List.of("g"), "SQL state 428C9"));
            transaction.commit();
            assertThat(database.number("select count(*) from t where a like 'm%'"))
                    .isEqualTo(996);
            assertThat(database.text("select string_agg(a, ',' order by id) from t where id in (1, 2, 17)"))
                    .isEqualTo("k1,m2,n17");
        }
    }

    @Test
    void indexesServeKeys() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, x text, y int, unique (x, y))",
                        "insert into t select i, 'x' || i, i % 7 from generate_series(1, 200000) i",
                        "analyze t");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            Connection connection = transaction.unwrap(Connection.class);
            TableShape shape = TableShape.read(connection, T);
            List<NativeColumn> id = List.of(shape.column("id"));
            List<NativeColumn> xy = List.of(shape.column("x"), shape.column("y"));
            List<Key> ids =
                    LongStream.range(0, 1000).mapToObj(i -> Key.of(i * 150)).toList();
            List<Key> pairs = LongStream.range(0, 1000)
                    .mapToObj(i -> Key.of("x" + i, i % 7))
                    .toList();
            assertThat(plan(connection, shape, id, ids)).contains("t_pkey").doesNotContain("Seq Scan");
            assertThat(plan(connection, shape, xy, pairs)).contains("t_x_y_key").doesNotContain("Seq Scan");
            List<Column> column = List.of(id.get(0).column());
            assertThat(transaction.existing(T, column, ids)).hasSize(999);
            assertThat(transaction.holders(
                            T, xy.stream().map(NativeColumn::column).toList(), column, pairs))
                    .hasSize(999)
                    .containsEntry(Key.of("x8", 1L), Key.of(8L));
        }
    }

    private static String plan(Connection connection, TableShape table, List<NativeColumn> columns, List<Key> keys)
            throws Exception {
        KeyArrays arrays = new KeyArrays(columns, keys);
        try (PreparedStatement statement =
                connection.prepareStatement("explain " + Lookups.statement(table, table.columns(), arrays))) {
            arrays.bind(connection, statement);
            StringBuilder plan = new StringBuilder();
            try (ResultSet line = statement.executeQuery()) {
                while (line.next()) {
                    plan.append(line.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Test
    void viewsPartitionsAndForeignDefaults() throws Exception {
        try (Database database = Database.create(
                        "create sequence s increment by 1 start 10",
                        "create table t (id bigint default nextval('s') primary key, a text) partition by range (id)",
                        "create table t1 partition of t for values from (0) to (100)",
                        "create unique index on t (id, a)",
                        "create view v as select id, a from t");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            var columns = database.columns("t", "id", "a");
            assertThat(transaction.nextIds(T, "id", 2)).containsExactly(10L, 11L);
            assertThat(transaction.insert(T, columns, List.of(row(1L, "a"), row(1L, "b"), row(500L, "c"))))
                    .containsExactly(
                            new Refusal(1, "UNIQUE_IN_TARGET", List.of("id"), "t1_pkey"),
                            new Refusal(2, "CHECK_FAILED", List.of(), "SQL state 23514"));
            assertThat(transaction.insert(TableName.parse("v"), columns, rows(row(2L, "via view"))))
                    .isEmpty();
            transaction.commit();
            assertThat(database.number("select count(*) from t")).isEqualTo(2);
        }
    }

    @Test
    void rowSecurity() throws Exception {
        String role = "secured_" + ProcessHandle.current().pid();
        try (Database database = Database.create(
                        "create table t (id int primary key)",
                        "create role " + role + " login",
                        "grant all on t to " + role,
                        "alter table t enable row level security",
                        "create policy p on t using (true) with check (true)");
                PostgresTarget target = new PostgresTarget(Database.profile(database.url(), role));
                TargetTransaction transaction = target.begin()) {
            assertThat(transaction.insert(T, database.columns("t", "id"), rows(row(1L))))
                    .isEmpty();
            transaction.commit();
            assertThat(database.number("select count(*) from t")).isEqualTo(1);
        }
    }
}
