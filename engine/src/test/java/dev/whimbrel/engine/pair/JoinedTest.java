package dev.whimbrel.engine.pair;

import static dev.whimbrel.engine.pair.BothWays.BECAUSE;
import static dev.whimbrel.engine.pair.BothWays.JOINED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.verify.Found;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of one database are joined there, and what is found is what reading both row by row finds. */
class JoinedTest {
    private static final String[] COMPARED = {
        "thing: { owner: tenant }",
        "coded: { owner: tenant, mask_key: true }",
        "part: { key: [tenant, number], surrogate: id, owner: tenant }",
        "many: {}"
    };

    private static final String[] TABLES = {
        "create type side.kind as enum ('a', 'B')",
        """
        create table side.thing (id bigint primary key, tenant int, name varchar(40), fixed char(8), plain numeric,
          exact numeric(14,2), single real, twice double precision, yes boolean, day date, at timestamptz, wall timestamp(3),
          clock time, span interval, doc jsonb, old_doc json, raw bytea, guid uuid, kind side.kind, tags int[], place point,
          folded text collate live.folding, price money, address inet)""",
        "create table side.coded (tenant int, code varchar(20) collate live.folding, v text, primary key (tenant, code))",
        """
        create table side.part (id bigint generated always as identity primary key, tenant int not null, number int not null,
          above bigint references side.part, note text, unique (number, tenant))""",
        "create table side.many (id int primary key, v int)"
    };

    private static final String[] ROWS = {
        """
        insert into side.thing select g, case when g % 50 > 0 then 1 + g % 3 end, 'Name ' || g, 'f' || g % 9, g / 7.0, g / 8.0,
          g / 3.0, g / 9.0, g % 2 = 0, date '2020-01-01' + g, timestamptz '2024-01-01Z' + g * interval '1.001 second',
          timestamp '2024-01-01' + g * interval '1.001 second', time '00:00' + g * interval '1 second', g * interval '1 hour',
          jsonb_build_object('a', g, 'b', array[1.0, g]), json_build_object('a', g), decode(md5(g::text), 'hex'), md5(g::text)::uuid,
          case when g % 2 = 0 then 'a' else 'B' end::side.kind, array[g, null, 1], point(g, 1), 'Straße ' || g, g::money,
          '10.0.0.0'::inet + g from generate_series(1, 600) g""",
        "insert into side.coded select 1 + g % 3, 'c' || g, 'v' || g from generate_series(1, 90) g",
        "insert into side.many select g, g from generate_series(1, 100) g"
    };

    /** Each side draws its own numbers. */
    private static final String NUMBERED = "insert into %1$s.part (tenant, number, note) select 1 + g %% 3, g, 'n' || g"
            + " from generate_series(1, 90) g order by g %2$s";

    private static final String LINKED =
            "update side.part p set above = q.id from side.part q where q.number = p.number - 1"
                    + " and p.number % 2 = 0";

    @TempDir
    Path folder;

    private BothWays twins;

    @BeforeEach
    void twins() throws Exception {
        twins = filled(folder);
    }

    /** Tables of many types whose rows are equal on both sides, with whatever more is compared. */
    static BothWays filled(Path folder, String... more) throws SQLException {
        BothWays filled = new BothWays(folder)
                .of(Stream.concat(Stream.of(COMPARED), Stream.of(more)).toArray(String[]::new));
        filled.both(TABLES);
        filled.both(ROWS);
        filled.run(NUMBERED.formatted("live", ""), NUMBERED.formatted("beta", "desc"));
        filled.both(LINKED);
        return filled;
    }

    private void damage() throws SQLException {
        String one = "update beta.thing set %s where id = %d";
        String[] changes = {
            "name = upper(name)",
            "name = name || ' '",
            "name = null",
            "fixed = 'other'",
            "plain = plain + 0.1",
            "exact = -exact",
            "single = 1.5",
            "twice = 'NaN'",
            "yes = not yes",
            "day = day + 1",
            "at = at + interval '1 hour'",
            "wall = date_trunc('second', wall)",
            "clock = '00:00'",
            "span = '1 mon'",
            "doc = doc || '{\"c\": null}'",
            "old_doc = '{\"a\":1}'",
            "raw = ''",
            "guid = md5('x')::uuid",
            "kind = 'B'",
            "tags = '{1}'",
            "place = point(0, 0)",
            "folded = upper(folded)",
            "price = price * 10",
            "address = '::1'",
            "tenant = 2",
            "tenant = null",
            "id = 5000"
        };
        for (int i = 0; i < changes.length; i++) {
            twins.run(one.formatted(changes[i], 6 * i + 8));
        }
        twins.run(
                "delete from beta.thing where id in (301, 302)",
                "insert into beta.thing (id, tenant) values (9001, 1), (9002, null)",
                "update beta.thing t set name = o.name from beta.thing o where t.id + o.id = 801 and t.id in (400, 401)",
                "update beta.coded set code = upper(code) where code collate \"C\" = 'c7'",
                "update beta.coded set v = '' where code = 'c8'",
                "update beta.coded set tenant = 2 where code = 'c9'",
                "update beta.coded set code = 'other' where code = 'c10'",
                "update beta.part set above = null where number = 10",
                "update beta.part set above = (select id from beta.part where number = 3) where number = 20",
                "update beta.many set v = 0 where id = 7");
    }

    @Test
    void equalTablesMatchByBothWays() throws Exception {
        assertThat(twins.told()).noneMatch(line -> line.contains("CHANGED") || line.contains("DIFFERENCES"));
        assertThat(twins.ways().values()).containsOnly(JOINED);
        assertThat(twins.ways()).hasSize(COMPARED.length);
    }

    @Test
    void bothWaysFindTheSameFindingByFinding() throws Exception {
        damage();
        List<String> told = twins.told();
        assertThat(told).filteredOn(line -> line.contains("STABLE")).hasSizeGreaterThan(30);
        assertThat(told).anyMatch(line -> line.contains("WRONG_TENANT"));
        assertThat(told).anyMatch(line -> line.contains("REKEYED"));
        assertThat(twins.ways().values()).containsOnly(JOINED);
        assertThat(twins.ways()).hasSize(COMPARED.length);
    }

    @Test
    void ofSomeTenantsBothWaysFindTheSame() throws Exception {
        damage();
        for (String tenant : List.of("1", "2", "3")) {
            assertThat(twins.told(tenant)).anyMatch(line -> line.contains("DIFFERENCES"));
            assertThat(twins.ways().values()).containsOnly(JOINED);
        }
    }

    @Test
    void largeTablesAreJoinedInPartsAndReadWhereTooMuchDiffers() throws Exception {
        twins.both("insert into side.many select g, g from generate_series(101, 60000) g", "analyze side.many");
        twins.run(
                "update beta.many set v = 0 where id % 6000 = 5",
                "delete from beta.many where id in (30000, 60000)", "insert into beta.many values (70000, 1), (0, 1)");
        Found found = new Found(twins.compare("joined"));
        assertThat(twins.ways()).containsEntry("many", JOINED);
        assertThat(found.rows("joined:many"))
                .satisfies(rows -> assertThat(List.of(rows.equal(), rows.changed(), rows.missing(), rows.extra()))
                        .containsExactly(59_988L, 10L, 2L, 2L))
                .matches(rows -> rows.holds());
        twins.run("update beta.many set v = v + 1 where id > 20000");
        Found many = new Found(twins.compare("joined"));
        assertThat(twins.ways()).containsEntry("many", BECAUSE + "more than 20,000 rows differ");
        assertThat(many.rows("joined:many").changed()).isEqualTo(40_002L);
    }

    @Test
    void aWriterOfBothSidesMakesNoDifferenceAtOneMoment() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Thread writer = new Thread(() -> write(ended), "writer");
        writer.start();
        try {
            for (int i = 0; i < 3; i++) {
                Found found = new Found(twins.compare("joined"));
                assertThat(found.patterns()).isEmpty();
                assertThat(found.rows("joined:thing").inFlight()).isZero();
                assertThat(found.verdicts()).noneMatch(verdict -> verdict.contains("INCOMPARABLE"));
            }
        } finally {
            ended.set(true);
            writer.join();
        }
        assertThat(twins.ways().values()).containsOnly(JOINED);
    }

    private void write(AtomicBoolean ended) {
        try (Connection connection = twins.shop().target();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; !ended.get(); i++) {
                for (String schema : List.of("live", "beta")) {
                    statement.execute("update " + schema + ".thing set name = 'x" + i + "' where id % 7 = " + i % 7);
                    statement.execute("insert into " + schema + ".many values (" + (1_000 + i) + ", 0)");
                    statement.execute("delete from " + schema + ".coded where code = 'c" + i % 90 + "'");
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasOnItsWayAtThatMomentIsToldSo() throws Exception {
        twins.run("update beta.many set v = 0 where id in (3, 4)");
        twins.afterwards(table -> {
            try {
                twins.run("update beta.many set v = 3 where id = 3 and '" + table + "' = 'many'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Found found = new Found(twins.compare("joined"));
        assertThat(found.rows("joined:many").inFlight()).isEqualTo(1);
        assertThat(found.patterns()).isEqualTo(Map.of("joined:many CHANGED v=CONTENT", 1L));
    }
}
