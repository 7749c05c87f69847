package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.run.Restoring.Restored;
import dev.whimbrel.testkit.fault.Killable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes and foreign keys that are put aside while tables are filled stand again afterwards, whatever happens. */
class IndexesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The catalogue apart from numbers that the server gives anew. */
    private static final String CATALOGUE = """
            select string_agg(line, chr(10) order by line collate "C") from (
              select concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisunique, i.indisprimary, i.indisvalid,
                i.indisclustered, i.indisreplident, obj_description(i.indexrelid, 'pg_class'),
                (select string_agg(a.attnum || '=' || a.attstattarget, ',') from pg_attribute a
                 where a.attrelid = i.indexrelid and a.attstattarget >= 0)) as line
              from pg_index i join pg_class t on t.oid = i.indrelid where t.relnamespace = 'shop'::regnamespace
              union all
              select concat_ws(' ', conrelid::regclass, conname, contype, pg_get_constraintdef(oid), convalidated,
                obj_description(oid, 'pg_constraint'))
              from pg_constraint where connamespace = 'shop'::regnamespace) l
            """;

    @TempDir
    Path folder;

    @Test
    void theyAreAwayWhileRowsComeAndStandAgainAfterwards() throws Exception {
        OldShop shop = shop();
        String before = shop.freshText(CATALOGUE);
        AtomicLong away = new AtomicLong();
        Outcome outcome = run(shop, () -> away.set(Math.max(away.get(), shelf(shop))));
        assertThat(outcome.isComplete()).isTrue();
        assertThat(away.get()).isGreaterThanOrEqualTo(5);
        whole(shop, before);
        Outcome second = run(shop, () -> assertThat(shelf(shop)).isZero());
        assertThat(second.isComplete()).isTrue();
        whole(shop, before);
    }

    @Test
    void aTableWithRowsKeepsItsIndexes() throws Exception {
        OldShop shop = shop();
        shop.fresh(
                "alter table shop.customer drop constraint customer_branch_id_fkey",
                "insert into shop.customer (legacy_id, branch_id, name) values (-1, gen_random_uuid(), 'x')");
        AtomicLong away = new AtomicLong();
        run(
                shop,
                () -> away.addAndGet(
                        number(
                                shop,
                                "select count(*) from whimbrel.shelf where table_name = 'customer' or ref_table = 'customer'")));
        assertThat(away.get()).isZero();
    }

    @Test
    void aStoppedRunIsRestoredOrGoesOn() throws Exception {
        OldShop shop = shop();
        String before = shop.freshText(CATALOGUE);
        assertThat(stopped(shop).stopped()).isTrue();
        assertThat(shelf(shop)).isPositive();
        Restored restored = shop.migration().restore();
        assertThat(restored.left()).isEmpty();
        assertThat(restored.made()).isNotEmpty();
        assertThat(shop.freshText(CATALOGUE)).isEqualTo(before);
        assertThat(shop.migration().restore().made()).isEmpty();
        assertThat(run(shop, () -> {}).isComplete()).isTrue();
        whole(shop, before);
    }

    @Test
    void anotherMappingMakesThemAgainFirst() throws Exception {
        OldShop shop = shop();
        String before = shop.freshText(CATALOGUE);
        stopped(shop);
        assertThat(shelf(shop)).isPositive();
        shop.mapping(mapping().replace("lower(email)", "lower(trim(email))"));
        assertThat(run(shop, () -> {}).isComplete()).isTrue();
        whole(shop, before);
    }

    @Test
    void whatCannotBeMadeAgainStaysVisible() throws Exception {
        OldShop shop = shop();
        String before = shop.freshText(CATALOGUE);
        AtomicBoolean once = new AtomicBoolean();
        Fault fault = catchThrowableOfType(
                Fault.class,
                () -> run(shop, () -> {
                    if (number(shop, "select count(*) from shop.purchase") > 0 && once.compareAndSet(false, true)) {
                        shop.fresh("insert into shop.purchase (purchase_id, legacy_id, customer_id, amount, bought_at)"
                                + " select purchase_id, 9000000, customer_id, 1, now() from shop.purchase limit 1");
                    }
                }));
        assertThat(fault.code()).isEqualTo("REBUILD_FAILED");
        assertThat(shop.freshText("select state from whimbrel.run")).isEqualTo("HELD");
        Restored left = shop.migration().restore();
        // The key, and the foreign key that has to wait for it.
        assertThat(left.left()).hasSize(2).anyMatch(item -> item.failure() != null);
        shop.fresh("delete from shop.purchase where amount = 1 and bought_at > now() - interval '1 hour'");
        assertThat(shop.migration().restore().left()).isEmpty();
        assertThat(run(shop, () -> {}).isComplete()).isTrue();
        whole(shop, before);
    }

    @Test
    void killedProcessesLeaveNothingBehind() throws Exception {
        OldShop shop = shop().chunkRows(500);
        String before = shop.freshText(CATALOGUE);
        Killable one = start(shop, 1);
        while (started(shop) == 0 || shelf(shop) == 0) {
            Thread.sleep(20);
        }
        one.killNine();
        try (Killable two = start(shop, 2);
                Killable three = start(shop, 3)) {
            assertThat(two.waitFor(PATIENCE)).as(two.output()).isZero();
            assertThat(three.waitFor(PATIENCE)).as(three.output()).isZero();
        }
        whole(shop, before);
    }

    @Test
    void afterAKillRestoreAloneIsEnough() throws Exception {
        OldShop shop = shop().chunkRows(500);
        String before = shop.freshText(CATALOGUE);
        Killable one = start(shop, 1);
        while (started(shop) == 0 || shelf(shop) == 0) {
            Thread.sleep(20);
        }
        one.killNine();
        // The server may need a moment to see that the process is gone.
        while (shelf(shop) > 0) {
            shop.migration().restore();
        }
        assertThat(shop.freshText(CATALOGUE)).isEqualTo(before);
    }

    private Outcome run(OldShop shop, Look look) throws Exception {
        return shop.migration().run(Set.of(), listener(look)).execute();
    }

    private static Outcome stopped(OldShop shop) throws Exception {
        MigrationRun[] run = new MigrationRun[1];
        run[0] = shop.migration().run(Set.of(), listener(() -> {
            if (number(shop, "select count(*) from shop.purchase") > 0) {
                run[0].stop();
            }
        }));
        return run[0].execute();
    }

    private static void whole(OldShop shop, String before) throws Exception {
        assertThat(shop.freshText(CATALOGUE)).isEqualTo(before);
        assertThat(shelf(shop)).isZero();
        assertThat(shop.differences()).isEmpty();
    }

    private OldShop shop() throws Exception {
        OldShop shop = new OldShop(folder).mapping(mapping()).chunkRows(700).fill(2_000, 10_000);
        shop.fresh(
                "create index by_note on shop.purchase (lower(note), bought_at desc)",
                "comment on index shop.by_note is 'it''s kept'",
                "alter index shop.by_note alter column 1 set statistics 300",
                "alter table shop.purchase cluster on by_note");
        return shop;
    }

    private static String mapping() {
        return OldShop.MAPPING.replace("lease: 5s", "lease: 5s, indexes: rebuild");
    }

    private static long started(OldShop shop) {
        return number(shop, "select count(*) from pg_tables where schemaname = 'whimbrel' and tablename = 'shelf'");
    }

    private static long shelf(OldShop shop) {
        return number(shop, "select count(*) from whimbrel.shelf");
    }

    private static long number(OldShop shop, String sql) {
        try {
            return shop.freshNumber(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Look {
        void look() throws Exception;
    }

    private static RunListener listener(Look look) {
        return new RunListener() {
            @Override
            public void chunk(String flow, String step, Counts counts) {
                try {
                    look.look();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private Killable start(OldShop shop, int number) throws Exception {
        return Killable.start(
                RunMain.class.getName(),
                List.of("-Xmx128m"),
                List.of(shop.file().toString()),
                shop.environment(),
                folder.resolve("output-" + number + ".txt"));
    }
}
