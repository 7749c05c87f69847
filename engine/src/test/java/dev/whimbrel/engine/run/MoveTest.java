package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.core.value.TenantId;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole move, its repetition, and its change, judged by independent SQL. */
class MoveTest {
    @TempDir
    Path folder;

    @Test
    void everyRowLandsAndASecondRunChangesNothing() throws Exception {
        OldShop shop = new OldShop(folder).chunkRows(700).fill(2_000, 10_000);
        Outcome first = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(first.run().reason()).isNull();
        assertThat(first.isComplete()).isTrue();
        assertThat(shop.differences()).isEmpty();
        assertThat(first.balances()).allMatch(Balance::balanced);
        assertThat(first.balances().stream()
                        .mapToLong(b -> b.counts().inserted())
                        .sum())
                .isEqualTo(12_004);

        String before = shop.freshText(
                "select md5(string_agg(p::text || p.xmin, ',' order by purchase_id)) from shop.purchase p");
        Outcome second = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(second.isComplete()).isTrue();
        assertThat(second.run().id()).isNotEqualTo(first.run().id());
        assertThat(second.balances().stream()
                        .mapToLong(b -> b.counts().written())
                        .sum())
                .isZero();
        assertThat(second.balances().stream()
                        .mapToLong(b -> b.counts().unchanged())
                        .sum())
                .isEqualTo(12_004);
        assertThat(shop.freshText(
                        "select md5(string_agg(p::text || p.xmin, ',' order by purchase_id)) from shop.purchase p"))
                .isEqualTo(before);
    }

    @Test
    void aChangedMappingRewritesOnlyWhatItChanges() throws Exception {
        OldShop shop = new OldShop(folder).fill(400, 2_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.mapping(OldShop.MAPPING.replace("email: { sql: \"lower(email)\" }", "email: { sql: \"upper(email)\" }"));
        Outcome changed = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(changed.isComplete()).isTrue();
        long withEmail = shop.oldNumber("select count(*) from customer where email is not null");
        assertThat(changed.balances().stream()
                        .mapToLong(b -> b.counts().updated())
                        .sum())
                .isEqualTo(withEmail);
        assertThat(changed.balances().stream()
                        .mapToLong(b -> b.counts().inserted())
                        .sum())
                .isZero();
        assertThat(shop.freshNumber("select count(*) from shop.customer where email = upper(email)"))
                .isEqualTo(withEmail);
    }

    @Test
    void oneTenantsRunTouchesNobodyElse() throws Exception {
        OldShop shop = new OldShop(folder).fill(400, 2_000);
        Outcome two = shop.migration()
                .run(Set.of(new TenantId("2"), new TenantId("3")), RunListener.NONE)
                .execute();
        assertThat(two.isComplete()).isTrue();
        assertThat(shop.freshText("select string_agg(distinct b.legacy_id::text, ',') from shop.customer c"
                        + " join shop.branch b using (branch_id)"))
                .isEqualTo("2,3");
        assertThat(shop.freshNumber("select count(*) from shop.purchase"))
                .isEqualTo(shop.oldNumber(
                        "select count(*) from purchase join customer using (customer_id) where branch_id in (2, 3)"));
    }

    @Test
    void deletedRowsComeBackUnderTheSameKeys() throws Exception {
        OldShop shop = new OldShop(folder).fill(200, 1_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        String ids =
                "select md5(string_agg(legacy_id || ':' || purchase_id, ',' order by legacy_id)) from shop.purchase";
        String before = shop.freshText(ids);
        shop.fresh("update shop.purchase set follows_id = null", "delete from shop.purchase");
        Outcome again = shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(again.isComplete()).isTrue();
        assertThat(shop.freshText(ids)).isEqualTo(before);
        assertThat(shop.differences()).isEmpty();
    }
}
