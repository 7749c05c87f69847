package dev.whimbrel.connectors.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalogue says what a table's columns, keys and rules are. */
class CatalogueTest {
    @Test
    void columns() throws Exception {
        try (Database database = Database.create(
                "create type mood as enum ('sad', 'ok')",
                "create domain code as varchar(20) not null",
                "create domain short_code as code check (length(value) < 5)",
                "create sequence extra",
                """
                create table a (
                  id bigint generated always as identity primary key, b serial, c int default nextval('extra'),
                  d text default 'x', e int generated always as (c + 1) stored, f mood, g short_code, h int[],
                  i numeric(10,2), j numeric, k numeric(3,-2), l varchar(7) not null, m char(3), n timestamptz(3), o timestamp,
                  p interval second(2), q varchar, r "char", gone int)
                """,
                "alter table a drop column gone")) {
            Table table = database.table("a");
            assertThat(table.columns())
                    .containsExactly(
                            new Column("id", Type.BIGINT, "bigint", false, Filling.IDENTITY),
                            new Column("b", Type.INTEGER, "integer", false, Filling.IDENTITY),
                            new Column("c", Type.INTEGER, "integer", true, Filling.IDENTITY),
                            new Column("d", Type.TEXT, "text", true, Filling.DEFAULT),
                            new Column("e", Type.INTEGER, "integer", true, Filling.COMPUTED),
                            new Column("f", Type.enumeration(List.of("sad", "ok")), "mood", true, Filling.NONE),
                            new Column("g", Type.text(20), "short_code = character varying(20)", false, Filling.NONE),
                            new Column("h", Type.OTHER, "integer[]", true, Filling.NONE),
                            new Column("i", Type.decimal(10, 2), "numeric(10,2)", true, Filling.NONE),
                            new Column("j", Type.of(Kind.DECIMAL), "numeric", true, Filling.NONE),
                            new Column("k", Type.decimal(3, -2), "numeric(3,-2)", true, Filling.NONE),
                            new Column("l", Type.text(7), "character varying(7)", false, Filling.NONE),
                            new Column("m", Type.text(3), "character(3)", true, Filling.NONE),
                            new Column(
                                    "n",
                                    Type.time(Kind.TIMESTAMPTZ, 3),
                                    "timestamp(3) with time zone",
                                    true,
                                    Filling.NONE),
                            new Column(
                                    "o",
                                    Type.time(Kind.TIMESTAMP, 6),
                                    "timestamp without time zone",
                                    true,
                                    Filling.NONE),
                            new Column("p", Type.time(Kind.INTERVAL, 2), "interval second(2)", true, Filling.NONE),
                            new Column("q", Type.TEXT, "character varying", true, Filling.NONE),
                            new Column("r", Type.OTHER, "\"char\"", true, Filling.NONE));
        }
    }

    @Test
    void keysAndRules() throws Exception {
        try (Database database = Database.create(
                "create schema crm",
                "create table crm.p (x int, y int, primary key (y, x))",
                """
                create table crm.c (
                  id int primary key, x int, y int, z text, w text unique nulls not distinct, v int,
                  unique (z, v) include (w), check (v > 0),
                  constraint up foreign key (y, x) references crm.p (y, x))
                """,
                "create unique index on crm.c (lower(z))",
                "create unique index on crm.c (x) where y > 0",
                "create unique index plain on crm.c (v)",
                "create index on crm.c (z)")) {
            Table table = database.table("crm.c");
            assertThat(table.primaryKey()).containsExactly("id");
            assertThat(database.table("crm.p").primaryKey()).containsExactly("y", "x");
            assertThat(table.uniqueKeys())
                    .containsExactlyInAnyOrder(
                            new UniqueKey("c_w_key", List.of("w"), false),
                            new UniqueKey("c_z_v_w_key", List.of("z", "v"), true),
                            new UniqueKey("c_lower_idx", List.of(), false),
                            new UniqueKey("c_x_idx", List.of("x"), false),
                            new UniqueKey("plain", List.of("v"), true));
            assertThat(table.foreignKeys())
                    .containsExactly(
                            new ForeignKey("up", List.of("y", "x"), TableName.parse("crm.p"), List.of("y", "x")));
            assertThat(table.checks()).containsExactly(new CheckRule("c_v_check", "(v > 0)"));
        }
    }

    @Test
    void partitionsViewsAndSchemas() throws Exception {
        try (Database database = Database.create(
                        "create schema whimbrel",
                        "create table whimbrel.ours (id int)",
                        "create extension citext",
                        "create schema aaa",
                        "create table aaa.z (id int)",
                        "create table z (id int)",
                        "create table parted (id int primary key) partition by range (id)",
                        "create table part_1 partition of parted for values from (0) to (1000)",
                        "create table r (id int references parted)",
                        "insert into parted select generate_series(0, 499)",
                        "analyze parted",
                        "create view v as select id from parted",
                        "create temporary table t (id int)");
                PostgresTarget target = database.target()) {
            List<Table> tables = target.schema().tables();
            assertThat(tables)
                    .extracting(t -> t.name().toString())
                    .containsExactly("public.parted", "public.r", "public.v", "public.z", "aaa.z");
            Table parted = target.schema().table(TableName.parse("parted")).orElseThrow();
            assertThat(parted.rows()).isEqualTo(500);
            assertThat(parted.bytes()).isPositive();
            assertThat(tables.get(1).foreignKeys()).hasSize(1);
            assertThat(PostgresCatalogue.read(database.outside(), "aaa")).hasSize(1);
        }
    }
}
