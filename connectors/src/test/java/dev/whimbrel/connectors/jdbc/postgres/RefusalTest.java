package dev.whimbrel.connectors.jdbc.postgres;

import static dev.whimbrel.connectors.jdbc.postgres.Database.row;
import static dev.whimbrel.connectors.jdbc.postgres.Database.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.TableName;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of refusal has its code, names columns and constraint, and never says what the row held. */
class RefusalTest {
    private static final TableName PART = TableName.parse("shop.part");

    private static Database database;
    private static PostgresTarget target;

    @BeforeAll
    static void open() throws SQLException {
        database = Database.create(
                "create schema shop",
                "create type shop.size as enum ('S', 'L')",
                "create domain shop.positive as int check (value > 0)",
                "create table shop.maker (id bigint primary key)",
                "insert into shop.maker values (1)",
                """
                create table shop.part (
                  id bigint primary key, code varchar(5), size shop.size, price numeric(5,2), stock int,
                  maker bigint references shop.maker deferrable initially deferred,
                  parent bigint references shop.part, pieces shop.positive, label text not null default '', born date,
                  doc jsonb, net inet,
                  constraint cheap check (price < 900), unique (code, size), during int4range,
                  constraint apart exclude using gist (during with &&))
                """,
                "create unique index part_label_lower on shop.part (lower(label)) where label <> ''",
                """
                create function shop.guard() returns trigger language plpgsql as $$
                begin
                  if new.label = 'raise' then raise exception 'no %', new.label; end if;
                  if new.label = 'own' then raise exception 'no %', new.label using errcode = 'WB001'; end if;
                  if new.label = 'disk' then raise exception 'no %', new.label using errcode = '53100'; end if;
                  if new.label = 'dead' then raise exception 'no %', new.label using errcode = '40P01'; end if;
                  return new;
                end $$
                """,
                "create trigger guard before insert or update on shop.part for each row execute function shop.guard()");
        target = database.target();
    }

    @AfterAll
    static void close() throws SQLException {
        target.close();
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.execute("truncate shop.part");
    }

    @Test
    void everyKind() throws Exception {
        refuses("code", "123456", "TOO_LONG", List.of(), "SQL state 22001");
        refuses("code", "a\0b", "NUL_CHARACTER", List.of("code"), "");
        refuses("code", "\ud83d", "BAD_ENCODING", List.of("code"), "");
        refuses("size", "XXL", "CAST_FAILED", List.of(), "SQL state 22P02");
        refuses("price", new BigDecimal("12345.6"), "OUT_OF_RANGE", List.of(), "SQL state 22003");
        refuses("price", new BigDecimal("950"), "CHECK_FAILED", List.of("price"), "cheap");
        refuses("pieces", -1L, "CHECK_FAILED", List.of(), "positive_check");
        refuses("stock", 3_000_000_000L, "OUT_OF_RANGE", List.of("stock"), "");
        refuses("maker", 9L, "FOREIGN_KEY_MISSING", List.of("maker"), "part_maker_fkey");
        refuses("label", null, "NOT_NULL", List.of("label"), "SQL state 23502");
        refuses("label", "raise", "REFUSED_BY_TARGET", List.of(), "SQL state P0001");
        refuses("label", "own", "REFUSED_BY_TARGET", List.of(), "SQL state WB001");
        refuses("born", LocalDate.of(6_000_000, 1, 1), "OUT_OF_RANGE", List.of("born"), "");
        refuses("doc", "{bad", "CAST_FAILED", List.of(), "SQL state 22P02");
        refuses("doc", "\"\\u0000\"", "BAD_ENCODING", List.of(), "SQL state 22P05");
        refuses("net", "nowhere", "CAST_FAILED", List.of(), "SQL state 22P02");
    }

    private void refuses(String column, @Nullable Object value, String code, List<String> columns, String detail)
            throws Exception {
        empty();
        try (TargetTransaction transaction = target.begin()) {
            var names = database.columns("shop.part", "id", column);
            Object good =
                    database.table("shop.part").column(column).orElseThrow().nullable() ? null : "fine";
            List<Refusal> refusals = transaction.insert(
                    PART, names, rows(row(1L, good), row(2L, value), row(3L, good == null ? null : "")));
            assertThat(refusals).as(column).containsExactly(new Refusal(1, code, columns, detail));
            transaction.commit();
        }
        assertThat(database.text("select string_agg(id::text, ',' order by id) from shop.part"))
                .isEqualTo("1,3");
        try (TargetTransaction transaction = target.begin()) {
            var names = database.columns("shop.part", "id", column);
            List<Refusal> refusals = transaction.update(PART, names, List.of("id"), rows(row(3L, value)));
            assertThat(refusals).as(column).containsExactly(new Refusal(0, code, columns, detail));
        }
    }

    @Test
    void uniqueAndExclusion() throws Exception {
        try (TargetTransaction transaction = target.begin()) {
            assertThat(transaction.insert(
                            PART,
                            database.columns("shop.part", "id", "code", "size"),
                            rows(row(1L, "a", "S"), row(2L, "a", "S"), row(1L, "b", "S"))))
                    .containsExactly(
                            new Refusal(1, "UNIQUE_IN_TARGET", List.of("code", "size"), "part_code_size_key"),
                            new Refusal(2, "UNIQUE_IN_TARGET", List.of("id"), "part_pkey"));
            assertThat(transaction.insert(
                            PART,
                            database.columns("shop.part", "id", "label"),
                            rows(row(4L, "Ab"), row(5L, "aB"), row(6L, ""), row(7L, ""))))
                    .containsExactly(new Refusal(1, "UNIQUE_IN_TARGET", List.of(), "part_label_lower"));
            assertThat(transaction.insert(
                            PART,
                            database.columns("shop.part", "id", "during"),
                            rows(row(8L, "[1,5)"), row(9L, "[2,3)"))))
                    .containsExactly(new Refusal(1, "REFUSED_BY_TARGET", List.of("during"), "apart"));
            transaction.commit();
        }
    }

    /** A parent that comes after its child, in the same call, is still its parent when another row is refused. */
    @Test
    void rowsThatReferToEachOther() throws Exception {
        try (TargetTransaction transaction = target.begin()) {
            assertThat(transaction.insert(
                            PART,
                            database.columns("shop.part", "id", "parent", "code"),
                            rows(
                                    row(1L, 5L, "a"),
                                    row(2L, null, "too long"),
                                    row(3L, 77L, "c"),
                                    row(4L, 1L, "d"),
                                    row(5L, 6L, "e"),
                                    row(6L, null, "f"))))
                    .extracting(Refusal::index, Refusal::code)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1, "TOO_LONG"),
                            org.assertj.core.groups.Tuple.tuple(2, "FOREIGN_KEY_MISSING"));
            transaction.commit();
        }
        assertThat(database.number("select count(*) from shop.part")).isEqualTo(4);
    }

    @Test
    void systemicStatesStopTheStep() throws Exception {
        stops("disk", "DISK_FULL", false);
        stops("dead", "DEADLOCK", true);
    }

    private void stops(String label, String code, boolean passing) throws Exception {
        try (TargetTransaction transaction = target.begin()) {
            var columns = database.columns("shop.part", "id", "label");
            assertThatThrownBy(() -> transaction.insert(PART, columns, rows(row(1L, ""), row(2L, label))))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.code()).isEqualTo(code);
                        assertThat(fault.isTransient()).isEqualTo(passing);
                        assertThat(fault.getMessage()).doesNotContain("no " + label);
                        assertThat(fault.getCause()).isNull();
                    });
        }
    }
}
