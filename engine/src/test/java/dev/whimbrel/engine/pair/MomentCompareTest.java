package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.proof.KeptMoment.Why;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.verify.Found;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All tables of a comparison are looked at as they were at one moment, joined or row by row, and some of them alone where that is asked for. */
class MomentCompareTest {
    private static final String PROJECT = """
            whimbrel: 1
            project: twins
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2"] }
            flows: { none: { from: none, to: none, source_key: id, fields: {} } }
            settings: { chunk_rows: %d }
            comparisons:
              joined:
                expected: { at: target, schema: live }
                actual: { at: target, schema: beta }
                tables:
                  a: { owner: tenant }
                  b: { owner: tenant }
                  log: { key: none }
              old:
                expected: { at: source }
                actual: { at: source }
                tables:
                  a: { with: a2, owner: tenant }
                  b: { with: b2, owner: tenant }
              cross:
                expected: { at: source }
                actual: { at: target, schema: beta }
                tables:
                  a: { owner: tenant }
                  b: { owner: tenant }
            """;

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws SQLException {
        shop = new OldShop(folder).mapping(PROJECT);
        for (String schema : List.of("live", "beta")) {
            shop.fresh(
                    "create schema " + schema,
                    "create table " + schema + ".a (id int primary key, tenant int, v text)",
                    "create table " + schema + ".b (id int primary key, tenant int, v text)",
                    "create table " + schema + ".log (v text)",
                    "insert into " + schema + ".a select g, 1 + g % 2, 'v' from generate_series(1, 50) g",
                    "insert into " + schema + ".b select g, 1 + g % 2, 'v' from generate_series(1, 50) g",
                    "insert into " + schema + ".log select 'v' || g from generate_series(1, 5) g");
        }
        for (String table : List.of("a", "a2", "b", "b2")) {
            shop.old(
                    "create table " + table + " (id int primary key, tenant int, v varchar(20))",
                    "insert into " + table + " select seq, 1 + seq % 2, 'v' from seq_1_to_50");
        }
    }

    /** Somebody writes on one side as soon as the first table is done. */
    private VerifyListener writing(String first, boolean old, String... statements) {
        return new VerifyListener() {
            @Override
            public void judged(String flow, List<TableResult> results) {
                if (flow.equals(first)) {
                    try {
                        if (old) {
                            shop.old(statements);
                        } else {
                            shop.fresh(statements);
                        }
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        };
    }

    private CompareRun comparison(String name, VerifyListener listener) throws Exception {
        return shop.migration().compare(name, Set.of(), listener).settling(Duration.ofMillis(50));
    }

    @Test
    void tablesThatAreJoinedAndThatAreReadShowOneMoment() throws Exception {
        VerifyListener writing = writing(
                "joined:a",
                false,
                "update beta.b set v = 'other' where id = 3",
                "delete from beta.b where id = 4",
                "insert into beta.log values ('more')");
        VerifyOutcome outcome = comparison("joined", writing).execute();
        assertThat(new Found(outcome).allAre(Verdict.FULL_MATCH)).isTrue();
        assertThat(outcome.moments()).singleElement().satisfies(moment -> assertThat(moment.why())
                .isEqualTo(Why.BEGUN));
        assertThat(new Found(comparison("joined", VerifyListener.NONE)
                                .atOneMoment(false)
                                .execute())
                        .patterns())
                .isEqualTo(Map.of("joined:b CHANGED v=CONTENT", 1L, "joined:b MISSING", 1L, "joined:log EXTRA", 1L));
    }

    @Test
    void bothSidesOfOneMariaDbAreKept() throws Exception {
        VerifyListener writing = writing("old:a", true, "update b2 set v = 'other' where id = 3");
        VerifyOutcome outcome = comparison("old", writing).execute();
        assertThat(new Found(outcome).allAre(Verdict.FULL_MATCH)).isTrue();
        assertThat(outcome.moments()).hasSize(1).allMatch(moment -> moment.expected() && moment.actual());
        assertThat(new Found(comparison("old", VerifyListener.NONE).execute()).patterns())
                .isEqualTo(Map.of("old:b CHANGED v=CONTENT", 1L));
    }

    /** What fails of the second table where one of its twins is dropped as soon as the first table is done. */
    private Fault failing(String name, boolean old, String drop) throws Exception {
        VerifyListener writing = writing(name + ":a", old, drop);
        List<Fault> faults = new ArrayList<>();
        VerifyOutcome outcome = comparison(name, new VerifyListener() {
                    @Override
                    public void judged(String flow, List<TableResult> results) {
                        writing.judged(flow, results);
                    }

                    @Override
                    public void failed(String flow, Fault fault) {
                        faults.add(fault);
                    }
                })
                .execute();
        assertThat(new Found(outcome).verdicts()).contains(name + ":b 1 INCOMPARABLE");
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }

    @Test
    void whatFailsOfATableFailsAsThatOfItsOwnSide() throws Exception {
        Fault target = failing("joined", false, "drop table beta.b");
        assertThat(target).extracting(Fault::kind, Fault::code).containsExactly(Kind.TARGET, "TARGET_STATEMENT_FAILED");
        shop.fresh("create table beta.b as table live.b", "alter table beta.b add primary key (id)");
        assertThat(failing("cross", false, "drop table beta.b").kind()).isEqualTo(Kind.TARGET);
        shop.fresh("create table beta.b as table live.b", "alter table beta.b add primary key (id)");
        assertThat(failing("cross", true, "drop table b").kind()).isEqualTo(Kind.SOURCE);
    }

    @Test
    void someTablesAloneProveNoTenant() throws Exception {
        shop.fresh("update beta.b set v = 'other' where id = 3");
        VerifyOutcome outcome = comparison("joined", VerifyListener.NONE)
                .only(Set.of("a", "log"))
                .execute();
        assertThat(new Found(outcome).verdicts())
                .containsExactly(
                        "joined:a 1 FULL_MATCH",
                        "joined:a 2 FULL_MATCH",
                        "joined:b 1 UNTESTED",
                        "joined:b 2 UNTESTED",
                        "joined:log * FULL_MATCH");
        assertThat(outcome.tenants())
                .containsEntry(
                        "1", new Judged(Verdict.PARTIAL, "1 table FULL_MATCH, 1 table left out of this verification"))
                .containsEntry("*", new Judged(Verdict.FULL_MATCH, "1 table FULL_MATCH"));
        assertThat(catchThrowableOfType(Fault.class, () -> comparison("joined", VerifyListener.NONE)
                                .only(Set.of("c"))
                                .execute())
                        .next())
                .isEqualTo("Name some of these: a, b, log.");
    }
}
