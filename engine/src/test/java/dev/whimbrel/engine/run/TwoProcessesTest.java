package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.ledger.Sessions;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.testkit.fault.Killable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one run: they share its chunks, one takes over from the other that stands still, and none of it shows. */
class TwoProcessesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void theyShareTheWork() throws Exception {
        OldShop shop = shop();
        try (Killable one = start(shop, 1);
                Killable two = start(shop, 2)) {
            assertThat(one.waitFor(PATIENCE)).as(one.output()).isZero();
            assertThat(two.waitFor(PATIENCE)).as(two.output()).isZero();
        }
        Proof.of(shop);
        assertThat(owners(shop)).isEqualTo(2);
    }

    @Test
    void oneStandsStillAndComesBackTooLate() throws Exception {
        OldShop shop = shop();
        try (Killable sleeper = start(shop, 1);
                Killable other = start(shop, 2)) {
            awaitChunks(shop, 2);
            sleeper.signal("STOP");
            assertThat(other.waitFor(PATIENCE)).as(other.output()).isZero();
            Proof.of(shop);
            String before = everything(shop);
            sleeper.signal("CONT");
            assertThat(sleeper.waitFor(PATIENCE)).as(sleeper.output()).isZero();
            assertThat(sleeper.output()).contains("COMPLETE").doesNotContain("Exception");
            assertThat(everything(shop)).isEqualTo(before);
        }
        Proof.of(shop);
        assertThat(owners(shop)).isEqualTo(2);
    }

    /** As a process that was stopped in the middle of a beat would: its chunks are locked, and so hidden from whoever looks for lost ones. */
    @Test
    void oneStandsStillWithItsChunksLocked() throws Exception {
        OldShop shop = shop();
        try (Killable sleeper = start(shop, 1);
                Connection beat = shop.target()) {
            awaitChunks(shop, 1);
            stopAndLock(sleeper, beat, (int) shop.freshNumber("select worker_id from whimbrel.worker"));
            try (Killable other = start(shop, 2)) {
                assertThat(other.waitFor(PATIENCE)).as(other.output()).isZero();
            }
            Proof.of(shop);
            sleeper.signal("CONT");
            assertThat(sleeper.waitFor(PATIENCE)).as(sleeper.output()).isZero();
        }
        Proof.of(shop);
        assertThat(owners(shop)).isEqualTo(2);
    }

    @Test
    void anotherMappingIsRefusedWhileOneIsAtWork() throws Exception {
        OldShop shop = shop();
        try (Killable one = start(shop, 1)) {
            awaitChunks(shop, 1);
            String mapping = text().replace("lower(email)", "upper(email)");
            Fault fault = catchThrowableOfType(Fault.class, () -> shop.mapping(mapping)
                    .migration()
                    .run(Set.of(), RunListener.NONE)
                    .execute());
            assertThat(fault.code()).isEqualTo("RUN_ACTIVE");
            assertThat(fault.next()).contains("whimbrel status");
            assertThat(one.isAlive()).isTrue();
            assertThat(shop.freshNumber("select count(*) from whimbrel.run")).isEqualTo(1);
            assertThat(shop.freshNumber("select count(*) from whimbrel.mapping_version"))
                    .isEqualTo(1);
            assertThat(shop.freshNumber("select count(*) from whimbrel.worker")).isEqualTo(1);
            assertThat(one.waitFor(PATIENCE)).as(one.output()).isZero();
        }
        Proof.of(shop);
    }

    /** Stops the process at a moment when a chunk of its is locked by no session of its own, and locks what there is. */
    private static void stopAndLock(Killable sleeper, Connection beat, int worker) throws Exception {
        beat.setAutoCommit(false);
        try (Statement statement = beat.createStatement()) {
            statement.execute("set application_name = '" + Sessions.pulseName(worker) + "'");
            beat.commit();
            sleeper.signal("STOP");
            while (statement.executeUpdate(
                            "update whimbrel.chunk set lease_until = lease_until where (step_no, chunk_no) in"
                                    + " (select step_no, chunk_no from whimbrel.chunk where state = 'LEASED' for update skip locked)")
                    == 0) {
                beat.rollback();
                sleeper.signal("CONT");
                Thread.sleep(20);
                sleeper.signal("STOP");
            }
        }
    }

    private OldShop shop() throws SQLException {
        return new OldShop(folder).chunkRows(400).mapping(text()).fill(5_000, 30_000);
    }

    private static String text() {
        return OldShop.MAPPING.replace("lease: 5s", "lease: 2s");
    }

    private Killable start(OldShop shop, int number) throws IOException {
        return RunMain.start(shop.file(), shop.environment(), folder.resolve("output-" + number + ".txt"));
    }

    private static long owners(OldShop shop) throws SQLException {
        return shop.freshNumber("select count(distinct owner) from whimbrel.chunk");
    }

    /** Waits until so many processes have each done some chunks and the run is still far from its end. */
    private static void awaitChunks(OldShop shop, int processes) throws Exception {
        String sql = "select count(*) from (select owner from whimbrel.chunk where state = 'DONE' group by owner"
                + " having count(*) >= 5) o";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!shop.freshText("select to_regclass('whimbrel.chunk')").contains("chunk")
                || shop.freshNumber(sql) < processes) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    /** All rows of the new system and of the ledger, with the transactions that wrote them. */
    private static String everything(OldShop shop) throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : List.of(
                "shop.branch",
                "shop.customer",
                "shop.purchase",
                "whimbrel.run",
                "whimbrel.chunk",
                "whimbrel.chunk_count",
                "whimbrel.identity_row",
                "whimbrel.identity_page",
                "whimbrel.issue",
                "whimbrel.balance")) {
            all.append(table)
                    .append(shop.freshText(
                            "select count(*) || md5(string_agg(md5(t::text || t.xmin), '' order by t.ctid))" + " from "
                                    + table + " t"));
        }
        return all.toString();
    }
}
