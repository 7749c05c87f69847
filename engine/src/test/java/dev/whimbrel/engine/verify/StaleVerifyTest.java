package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that stand just as they were written, while the source went on, are behind; nothing else is. */
class StaleVerifyTest {
    private static final String OTHER_MAPPING = OldShop.MAPPING.replace("lower(email)", "upper(email)");

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).fill(400, 2_000);
        run();
    }

    private void run() throws Exception {
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }

    private Found verify() throws Exception {
        return new Found(shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
    }

    @Test
    void aRowWhoseSourceWentOnIsBehindInExactlyTheColumnsThatDiffer() throws Exception {
        shop.old(
                "update branch set title = 'Far east' where branch_id = 2",
                "update customer set name = 'Another' where customer_id in (1, 2)",
                "update customer set name = 'Another', email = 'else@example.org' where customer_id = 3",
                "update customer set name = upper(name) where customer_id = 4",
                "update customer set branch_id = 1 where customer_id = 5",
                "update purchase set amount = amount * 100, note = 'why' where purchase_id = -989 and note is not null",
                "update purchase set customer_id = (customer_id + 3) % 400 + 1 where purchase_id = -900",
                "update purchase set follows = -996 where purchase_id = -985");
        assertThat(verify().patterns())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "branch CHANGED title=STALE", 1L,
                        "customer CHANGED name=STALE", 3L,
                        "customer CHANGED name=STALE email=STALE", 1L,
                        "customer WRONG_TENANT branch_id=STALE", 1L,
                        "customer WRONG_TENANT", 1L,
                        "purchase CHANGED amount=STALE note=STALE", 1L,
                        "purchase CHANGED customer_id=STALE", 1L,
                        "purchase CHANGED follows_id=STALE", 1L));
    }

    @Test
    void whatComesOrGoesIsNullAndNotBehind() throws Exception {
        shop.old(
                "update customer set email = 'new@example.org' where customer_id = 7",
                "update customer set email = null, name = 'Another' where customer_id = 8",
                "update customer set email = '' where customer_id = 14",
                "update purchase set follows = null where purchase_id = -985",
                "update purchase set follows = -999 where purchase_id = -999");
        assertThat(verify().patterns())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "customer CHANGED email=VALUE_TO_NULL", 1L,
                        "customer CHANGED name=STALE email=NULL_TO_VALUE", 1L,
                        "customer CHANGED email=NULL_OR_EMPTY", 1L,
                        "purchase CHANGED follows_id=NULL_TO_VALUE", 1L,
                        "purchase CHANGED follows_id=VALUE_TO_NULL", 1L));
    }

    @Test
    void theNextRunBringsAllOfItUp() throws Exception {
        shop.old(
                "update branch set title = 'Far east' where branch_id = 2",
                "update customer set name = 'Another' where customer_id % 3 = 1",
                "update purchase set follows = -997 where purchase_id = -985");
        run();
        Found found = verify();
        assertThat(found.patterns()).isEmpty();
        assertThat(found.allAre(Verdict.FULL_MATCH)).isTrue();
        // What that run wrote is now what a row is held against.
        shop.old(
                "update customer set name = 'A third' where customer_id = 1",
                "update purchase set follows = -993 where purchase_id = -985");
        assertThat(verify().patterns())
                .isEqualTo(Map.of("customer CHANGED name=STALE", 1L, "purchase CHANGED follows_id=STALE", 1L));
    }

    @Test
    void aRowThatWasEditedInTheTargetIsNotBehind() throws Exception {
        shop.fresh(
                "update shop.customer set name = 'Edited' where legacy_id in (1, 2)",
                "update shop.purchase p set follows_id = f.purchase_id from shop.purchase f"
                        + " where (p.legacy_id, f.legacy_id) in ((-985, -996), (-980, -995))");
        // Of these the source went on too, in the same column or in another one.
        shop.old(
                "update customer set name = 'Another' where customer_id = 2",
                "update purchase set amount = 7777.25 where purchase_id = -980");
        shop.fresh("update shop.customer set email = 'edited@example.org' where legacy_id = 3");
        shop.old("update customer set name = 'Another' where customer_id = 3");
        assertThat(verify().patterns())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "customer CHANGED name=CONTENT", 2L,
                        "customer CHANGED name=CONTENT email=CONTENT", 1L,
                        "purchase CHANGED follows_id=CONTENT", 1L,
                        "purchase CHANGED follows_id=CONTENT amount=CONTENT", 1L));
    }

    @Test
    void aReferenceIsNotBehindWhereTheRowAtItsOtherEndWasEdited() throws Exception {
        shop.fresh(
                "update shop.customer set legacy_id = -legacy_id where legacy_id in (4, 8)",
                "update shop.customer set legacy_id = 12 + legacy_id where legacy_id in (-4, -8)");
        assertThat(verify().patterns())
                .containsOnlyKeys(
                        "customer CHANGED name=CONTENT email=CONTENT", "purchase CHANGED customer_id=CONTENT");
    }

    @Test
    void whatAnotherMappingWroteIsTheMappingsDifferenceAndNotTheSources() throws Exception {
        shop.mapping(OTHER_MAPPING);
        shop.old("update customer set name = 'Another' where customer_id = 1");
        Map<String, Long> patterns = verify().patterns();
        assertThat(patterns).containsKey("customer CHANGED email=TEXT_CASE");
        assertThat(patterns.keySet()).noneMatch(words -> words.contains("STALE"));
        // The row that this mapping rewrote is one that it can tell of again.
        run();
        assertThat(verify().patterns()).isEmpty();
        shop.old("update customer set name = 'A third' where customer_id = 1");
        assertThat(verify().patterns()).isEqualTo(Map.of("customer CHANGED name=STALE", 1L));
    }

    @Test
    void rowsThatAreBehindAreKnownInASecondPassToo() throws Exception {
        OldShop large = new OldShop(folder).fill(25_000, 30);
        large.migration().run(Set.of(), RunListener.NONE).execute();
        large.old("update customer set name = concat('Another ', customer_id)");
        large.fresh("update shop.customer set email = 'edited@example.org' where legacy_id = 1");
        Found found = new Found(large.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
        assertThat(found.patterns())
                .isEqualTo(Map.of(
                        "customer CHANGED name=STALE", 24_999L, "customer CHANGED name=CONTENT email=CONTENT", 1L));
    }

    @Test
    void rowsWhoseIdentitiesAreKeptInPagesAreKnownToo() throws Exception {
        OldShop plain = new OldShop(folder)
                .mapping(OldShop.MAPPING
                        .replace("{ generated: sequence }\n      customer_id", "purchase_id\n      customer_id")
                        .replace("follows_id: { ref: purchase, of: follows }", "follows_id: { value: null }")
                        .replace("      note: note", "      note: note\n    drop: { follows: \"not moved\" }"));
        plain.fill(100, 1_000);
        plain.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(plain.freshNumber("select count(*) from whimbrel.identity_page"))
                .isPositive();
        plain.old("update purchase set amount = 4321 where purchase_id in (-999, -998, -997)");
        plain.fresh("update shop.purchase set note = 'edited' where legacy_id = -998 and note is not null");
        Found found = new Found(plain.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute());
        assertThat(found.patterns()).containsEntry("purchase CHANGED amount=STALE", 2L);
    }
}
