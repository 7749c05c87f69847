package dev.whimbrel.connectors.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.port.Shelving;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That what is put aside comes back just as it was, and what cannot is left alone. */
class ShelvingTest {
    private static final long MEMORY = 64L << 20;

    /** All that the catalogue says of indexes, constraints, their triggers, their dependencies and which columns take nulls. */
    private static final String CATALOGUE = """
            select string_agg(line, E'\\n' order by line) from (
              select concat_ws(' ', pg_get_indexdef(c.oid), i.indisprimary, i.indisunique, i.indisvalid, i.indisready,
                i.indisclustered, i.indisreplident, i.indimmediate, c.reltablespace, c.reloptions, c.relowner, c.relam,
                obj_description(c.oid, 'pg_class'), (select string_agg(a.attnum || '=' || a.attstattarget, ',' order by a.attnum)
                  from pg_attribute a where a.attrelid = c.oid and a.attstattarget >= 0)) as line
              from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
              where t.relnamespace = 'odd "place'::text::regnamespace
              union all
              select concat_ws(' ', conrelid::regclass, conname, contype, pg_get_constraintdef(oid), condeferrable, condeferred,
                convalidated, conislocal, coninhcount, connoinherit, obj_description(oid, 'pg_constraint'))
              from pg_constraint where connamespace = 'odd "place'::text::regnamespace
              union all
              select concat_ws(' ', 'trigger', tgrelid::regclass, tgfoid::regproc, tgtype, tgenabled, tgdeferrable, tgconstrrelid::regclass)
              from pg_trigger
              union all
              select concat_ws(' ', 'column', attrelid::regclass, attname, attnotnull) from pg_attribute
              where attrelid in (select oid from pg_class where relnamespace = 'odd "place'::text::regnamespace and relkind = 'r')
              union all
              select concat_ws(' ', 'depends', classid::regclass, refclassid::regclass, deptype, count(*)) from pg_depend
              group by classid, refclassid, deptype) l
            """.replace(
            "'odd \"place'::text::regnamespace", "(select oid from pg_namespace where nspname = 'odd \"place')");

    private static final TableName PARENT = new TableName("odd \"place", "Parent");
    private static final TableName CHILD = new TableName("odd \"place", "child");

    @Test
    void everythingComesBackAsItWas() throws Exception {
        try (Database database = odd();
                Target target = database.target()) {
            String before = database.text(CATALOGUE);
            List<Fixture> aside = movable(target);
            assertThat(aside)
                    .extracting(Fixture::name)
                    .contains(
                            "Parent_pkey",
                            "by code",
                            "by_lower",
                            "by_tags",
                            "by_range",
                            "by_hash",
                            "by_brin",
                            "unique_plain",
                            "child_parent_fk",
                            "child_self_fk");
            putAside(target, aside);
            assertThat(database.text(CATALOGUE)).isNotEqualTo(before);
            // Another path and other settings of whoever makes them again must not matter.
            database.execute("alter database " + database.text("select quote_ident(current_database())")
                    + " set search_path to 'odd \"place', public");
            try (Target later = database.target()) {
                for (Fixture fixture : aside) {
                    assertThat(rebuild(later, fixture)).isTrue();
                }
                assertThat(database.text(CATALOGUE)).isEqualTo(before);
                // Made again by hand, or by a process whose answer was lost: it is left as it stands.
                for (Fixture fixture : aside) {
                    assertThat(rebuild(later, fixture)).isTrue();
                }
            }
            assertThat(database.text(CATALOGUE)).isEqualTo(before);
        }
    }

    @Test
    void whatMayRefuseRowsOrCannotComeBackSaysSo() throws Exception {
        try (Database database = odd();
                Target target = database.target()) {
            Map<String, String> why = new LinkedHashMap<>();
            fixtures(target).forEach(f -> why.put(f.name(), String.valueOf(f.obstacle())));
            assertThat(why.get("by_cast")).contains("could fail");
            assertThat(why.get("by_own_function")).contains("could fail");
            assertThat(why.get("unique_partial")).contains("only the target can tell");
            assertThat(why.get("unique_lower")).contains("only the target can tell");
            assertThat(why.get("unique_nulls")).contains("nulls as equal");
            assertThat(why.get("unique_late")).contains("deferrable");
            assertThat(why.get("no_overlap")).contains("exclude");
            assertThat(why.get("unique_blind")).contains("different values for equal");
            assertThat(why.get("unique_identity")).contains("replica identity");
            assertThat(why.get("published_pkey")).contains("publication");
            assertThat(why.get("grouped_pkey")).contains("depend");
            assertThat(why.get("parted_pkey")).contains("partition");
            assertThat(why.get("heir_idx")).contains("inherit");
            assertThat(capacity(target, "by_remark")).isBetween(2_000, 2_700);
            assertThat(capacity(target, "by_tags")).isEqualTo(Fixture.ANY_SIZE);
        }
    }

    @Test
    void ofAStrangersTableNothingIsTaken() throws Exception {
        try (Database database = odd()) {
            database.execute("create role stranger_" + ProcessHandle.current().pid() + " login");
            database.execute("grant usage on schema \"odd \"\"place\" to public");
            Database strange = new Database(
                    database.url(), "stranger_" + ProcessHandle.current().pid(), database.outside());
            try (Target target = strange.target()) {
                assertThat(fixtures(target))
                        .allSatisfy(f -> assertThat(f.obstacle()).isNotNull());
            }
        }
    }

    @Test
    void aTableThatOthersHoldIsNotReserved() throws Exception {
        try (Database database = odd();
                Target target = database.target()) {
            database.outside().setAutoCommit(false);
            database.execute("select from \"odd \"\"place\".child");
            try (TargetTransaction transaction = target.begin()) {
                Shelving shelving = (Shelving) transaction;
                assertThat(shelving.reserve(CHILD, Duration.ofMillis(50))).isFalse();
                assertThat(shelving.reserve(PARENT, Duration.ofMillis(50))).isTrue();
            }
            database.outside().rollback();
        }
    }

    @Test
    void aFailureNamesTheIndexAndNoValue() throws Exception {
        try (Database database = odd();
                Target target = database.target()) {
            List<Fixture> aside = movable(target);
            putAside(target, aside);
            database.execute(
                    "insert into \"odd \"\"place\".\"Parent\" (id, code, name) values (1, 'secret 1', 'a'), (1, 'secret 2', 'b')");
            Fixture key = named(aside, "Parent_pkey");
            Fault fault = catchThrowableOfType(Fault.class, () -> rebuild(target, key));
            assertThat(fault.code()).isEqualTo("REBUILD_FAILED");
            assertThat(fault).hasMessageContaining("Parent_pkey").hasMessageContaining("23505");
            assertThat(fault.getMessage() + fault.next())
                    .doesNotContain("secret")
                    .contains("whimbrel restore");
            database.execute("delete from \"odd \"\"place\".\"Parent\" where name = 'b'");
            assertThat(rebuild(target, key)).isTrue();
            database.execute("create table \"odd \"\"place\".\"by code\" ()");
            Fault taken = catchThrowableOfType(Fault.class, () -> rebuild(target, named(aside, "by code")));
            assertThat(taken).hasMessageContaining("42P07");
            database.execute("drop table \"odd \"\"place\".child cascade");
            assertThat(rebuild(target, named(aside, "child_parent_fk"))).isFalse();
        }
    }

    @Test
    void harmlessExpressions() {
        for (String good : List.of(
                "(deleted_at IS NULL)",
                "((state)::text = 'open'::text)",
                "(NOT deleted)",
                "((state = 'A'::app.status) AND (amount > (0)::numeric))".replace("(0)::numeric", "0"),
                "lower((email)::text)",
                "((state)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[]))",
                "COALESCE(name, ''::text)")) {
            assertThat(IndexRefusal.isHarmless(good)).as(good).isTrue();
        }
        for (String bad : List.of(
                "((payload ->> 'x'::text))::integer",
                "(a / b)",
                "public.lower(name)",
                "own(name)",
                "(name)::integer",
                "\"Own\"(name)",
                "((state)::text OPERATOR(public.=) 'x'::text)")) {
            assertThat(IndexRefusal.isHarmless(bad)).as(bad).isFalse();
        }
    }

    private static Database odd() throws Exception {
        Database database = Database.create("set allow_in_place_tablespaces = on");
        String space = "space_" + database.text("select current_database()");
        for (String sql : List.of(
                "create schema \"odd \"\"place\"",
                "set search_path to \"odd \"\"place\", public",
                "create tablespace " + space + " location ''",
                "create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create function own(text) returns text immutable language sql as 'select $1'",
                """
                create table "Parent" (id bigint generated by default as identity, code varchar(30) not null, name text,
                  remark text, tags jsonb, born date, span int4range, amount numeric(12,2), blind text collate blind,
                  deleted_at timestamptz, state char(1),
                  primary key (id) include (code) with (fillfactor = 70),
                  constraint unique_late unique (code) deferrable,
                  constraint no_overlap exclude using gist (span with &&),
                  constraint unique_plain unique (code, id) with (fillfactor = 90))""",
                "create unique index unique_free on \"Parent\" (id, born)",
                "create unique index unique_partial on \"Parent\" (code) where deleted_at is null",
                "create unique index unique_lower on \"Parent\" (lower(code))",
                "create unique index unique_nulls on \"Parent\" (code) nulls not distinct",
                "create unique index unique_blind on \"Parent\" (blind)",
                "create index \"by code\" on \"Parent\" (code varchar_pattern_ops desc nulls last, born asc nulls first)"
                        + " include (amount) with (fillfactor = 50) tablespace " + space,
                "create index by_lower on \"Parent\" (lower(name) collate \"C\") where deleted_at is null and state = 'A'",
                "create index by_remark on \"Parent\" (remark)",
                "create index by_cast on \"Parent\" ((remark::int))",
                "create index by_own_function on \"Parent\" (own(remark))",
                "create index by_tags on \"Parent\" using gin (tags jsonb_path_ops) with (fastupdate = off)",
                "create index by_range on \"Parent\" (born, state) where (state)::text = any (array['A', 'B'])",
                "create index by_hash on \"Parent\" using hash (code)",
                "create index by_brin on \"Parent\" using brin (born) with (pages_per_range = 32)",
                "alter index by_lower alter column 1 set statistics 500",
                "comment on index \"by code\" is 'it''s \\ odd'",
                "comment on index \"Parent_pkey\" is 'of the index'",
                "comment on constraint \"Parent_pkey\" on \"Parent\" is 'of the key'",
                "alter table \"Parent\" cluster on \"by code\"",
                """
                create table child (id int primary key, parent bigint, self int, born date,
                  constraint child_parent_fk foreign key (parent) references "Parent" (id) match full
                    on update cascade on delete set null deferrable initially deferred,
                  constraint child_self_fk foreign key (self) references child (id) on delete cascade)""",
                "alter table child add constraint child_unchecked foreign key (parent, born)"
                        + " references \"Parent\" (id, born) not valid",
                "comment on constraint child_parent_fk on child is 'leads up'",
                "create table replicated (id int not null)",
                "create unique index unique_identity on replicated (id)",
                "alter table replicated replica identity using index unique_identity",
                "create table published (id int primary key)",
                "create publication shown for table published",
                "create table grouped (id int primary key, name text)",
                "create view grouping as select id, name from grouped group by id",
                "create table parted (id int primary key) partition by range (id)",
                "create table heir_of (id int)",
                "create index heir_idx on heir_of (id)",
                "create table heir () inherits (heir_of)",
                "reset search_path")) {
            database.execute(sql);
        }
        return database;
    }

    private static List<Fixture> fixtures(Target target) {
        try (TargetTransaction transaction = target.begin()) {
            List<TableName> tables = new ArrayList<>();
            for (String name : List.of("Parent", "child", "replicated", "published", "grouped", "parted", "heir_of")) {
                tables.add(new TableName("odd \"place", name));
            }
            return ((Shelving) transaction).fixtures(tables);
        }
    }

    private static int capacity(Target target, String name) {
        return named(fixtures(target), name).capacity();
    }

    private static Fixture named(List<Fixture> fixtures, String name) {
        return fixtures.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    /** What has no obstacle, foreign keys last, as they are made again. */
    private static List<Fixture> movable(Target target) {
        return fixtures(target).stream()
                .filter(f -> f.obstacle() == null)
                .sorted(Comparator.comparing(f -> f.kind() == Kind.FOREIGN_KEY))
                .toList();
    }

    private static void putAside(Target target, List<Fixture> aside) {
        try (TargetTransaction transaction = target.begin()) {
            for (int i = aside.size() - 1; i >= 0; i--) {
                ((Shelving) transaction).putAside(aside.get(i));
            }
            transaction.commit();
        }
    }

    private static boolean rebuild(Target target, Fixture fixture) {
        try (TargetTransaction transaction = target.begin()) {
            boolean done = ((Shelving) transaction).rebuild(fixture, MEMORY);
            transaction.commit();
            return done;
        }
    }
}
