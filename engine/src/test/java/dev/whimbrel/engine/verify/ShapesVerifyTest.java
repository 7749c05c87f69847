package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification of rows that were merged or left out, of both sides in motion, and of a flow that cannot be compared. */
class ShapesVerifyTest {
    private static final String MERGED = """
            whimbrel: 1
            project: lists
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2"] }
            scope:
              recipient: { column: branch_id }
            settings: { chunk_rows: %d, guest: { watch: false } }
            flows:
              person:
                from: recipient
                to: shop.person
                source_key: legacy_id
                fields:
                  person_id: { generated: sequence }
                  branch_id: branch_id
                  email: { sql: "lower(trim(email))" }
                  name: name
                  level: level
                drop: { list: "membership has it" }
                consolidate: { by: ["lower(trim(email))"], resolve: { name: longest, level: conflict } }
              membership:
                from: { table: recipient, where: "list < 9", because: "list 9 is closed" }
                to: shop.membership
                source_key: legacy_id
                fields:
                  membership_id: { generated: sequence }
                  list: list
                  person_id: { ref: person, of: id }
            """;

    @TempDir
    Path folder;

    private Found verify(OldShop shop) throws Exception {
        return new Found(shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(500))
                .execute());
    }

    private OldShop lists() throws Exception {
        OldShop shop = new OldShop(folder).mapping(MERGED);
        shop.old("""
                create table recipient (id int primary key, branch_id int not null, list int not null, email varchar(80),
                  name varchar(40), level varchar(10))""", """
                insert into recipient values
                  (1, 1, 1, 'a@x.org',   'Ann',       'gold'),
                  (2, 1, 2, ' A@X.org ', 'Ann Other', 'gold'),
                  (3, 1, 3, 'a@X.org',   null,        null),
                  (4, 2, 4, 'a@x.org',   'Ann Two',   null),
                  (5, 1, 1, 'b@x.org',   'Bob',       'gold'),
                  (6, 1, 2, 'b@x.org',   'Bob',       'blue'),
                  (7, 1, 9, null,        'Nobody',    null)""");
        shop.fresh("create schema shop", """
                create table shop.person (person_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, branch_id int not null, email text, name text, level text)""", """
                create table shop.membership (membership_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, list int not null, person_id bigint references shop.person)""");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        return shop;
    }

    @Test
    void mergedRowsAreComparedAsOneAndReferencesFollowThem() throws Exception {
        OldShop shop = lists();
        Found found = verify(shop);
        // Rows 5 and 6 disagree: one row is expected of them and cannot be made.
        assertThat(found.rows("person")).isEqualTo(new Equation(7, 0, 3, 4, 3, 3, 0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(found.rows("membership")).isEqualTo(new Equation(7, 1, 0, 6, 4, 4, 0, 2, 0, 0, 0, 0, 0, 0));
        assertThat(found.patterns())
                .isEqualTo(Map.of(
                        "person MISSING because CONSOLIDATION_CONFLICT", 1L,
                        "membership MISSING because REFERENCE_MISSING", 2L));
        shop.fresh("update shop.person set name = 'Ann' where legacy_id = 1");
        assertThat(verify(shop).patterns()).containsEntry("person CHANGED name=TEXT_TRUNCATION", 1L);
    }

    @Test
    void aMergedRowThatStandsForItselfMakesItsGroupTooLarge() throws Exception {
        OldShop shop = lists();
        shop.fresh(
                "insert into shop.person (legacy_id, branch_id, email) values (2, 1, 'a@x.org'), (99, 1, 'z@x.org')");
        Found found = verify(shop);
        assertThat(found.patterns())
                .containsEntry("person CARDINALITY", 1L)
                .containsEntry("person EXTRA because NO_RUN_WROTE_IT", 1L);
        assertThat(found.rows("person").extra()).isEqualTo(2);
        assertThat(found.rows("person").holds()).isTrue();
    }

    @Test
    void rowsThatMoveMeanwhileAreNeverCalledEqualOrDifferent() throws Exception {
        OldShop shop = new OldShop(folder).fill(400, 4_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        try (Mover mover = new Mover(shop)) {
            mover.start();
            for (int i = 0; i < 2; i++) {
                Found found = verify(shop);
                Equation rows = found.rows("customer");
                assertThat(rows.holds()).isTrue();
                assertThat(rows.open()).as(found.patterns().toString()).isZero();
            }
        }
        assertThat(verify(shop).allAre(Verdict.FULL_MATCH)).isTrue();
    }

    @Test
    void aTableThatIsGoneIsIncomparableAndTheOthersAreCompared() throws Exception {
        OldShop shop = new OldShop(folder).fill(40, 100);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        VerifyRun run = shop.migration().verify(Set.of(), VerifyListener.NONE);
        shop.fresh("alter table shop.purchase rename to purchase_old");
        Found found = new Found(run.execute());
        assertThat(found.verdicts()).contains("customer 1 FULL_MATCH", "purchase 1 INCOMPARABLE");
    }
}
