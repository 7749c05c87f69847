package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight mistakes, made in 23 tenants, some rows hit by two of them, come out as no more than twelve patterns, and hardly a cell stands
 * in a pattern that is mostly another mistake's. What a mistake did is written down by SQL as it is made, not by the comparison.
 */
class CausesVerifyTest {
    private static final int TENANTS = 23;

    /** A mistake: which rows of which table, by their old keys, and what it does to them. */
    private record Mistake(String name, String table, String rows, String change) {
        String statement() {
            return change.startsWith("delete")
                    ? "delete from shop." + table + " where " + rows
                    : "update shop." + table + " set " + change + " where " + rows;
        }
    }

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("padded names", "customer", "legacy_id % 3 = 1", "name = rpad(name, 40)"),
            new Mistake("lost addresses", "customer", "legacy_id % 3 = 2 and email is not null", "email = null"),
            new Mistake("summer time", "purchase", "legacy_id % 8 = 1", "bought_at = bought_at + interval '1 hour'"),
            new Mistake(
                    "cents for euros", "purchase", "legacy_id % 8 in (2, 3) and amount <> 0", "amount = amount * 100"),
            new Mistake("empty notes", "purchase", "legacy_id % 8 = 4 and note is null", "note = ''"),
            new Mistake("cut notes", "purchase", "legacy_id % 8 = 5 and length(note) > 10", "note = left(note, 10)"),
            new Mistake("lost purchases", "purchase", "legacy_id % 8 = 6 and follows_id is null", "delete"),
            // Hits rows of the summer-time mistake too.
            new Mistake(
                    "no fractions",
                    "purchase",
                    "(legacy_id % 8 = 7 or legacy_id % 400 = 1) and extract(microseconds from bought_at)::int % 1000000 > 0",
                    "bought_at = date_trunc('second', bought_at)"));

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws Exception {
        shop = new OldShop(folder).fill(12_000, 60_000);
    }

    @Test
    void eightCausesInTwentyThreeTenants() throws Exception {
        shop.old(
                "insert into branch select seq, concat('Branch ', seq) from seq_5_to_" + TENANTS,
                "update customer set branch_id = 1 + customer_id % " + TENANTS);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        make();
        VerifyOutcome outcome = shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .execute();
        assertThat(outcome.patterns()).hasSizeBetween(MISTAKES.size(), 12);
        assertThat(outcome.patterns())
                .filteredOn(pattern -> pattern.rows() > 1_000)
                .hasSize(MISTAKES.size())
                .allSatisfy(pattern -> assertThat(pattern.tenants()).isEqualTo(TENANTS))
                .allSatisfy(pattern -> assertThat(pattern.examples()).isNotEmpty());
        Map<String, Map<String, Long>> cells = cells(outcome);
        long all = cells.values().stream()
                .flatMap(causes -> causes.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        long pure = cells.values().stream()
                .mapToLong(causes -> causes.values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0))
                .sum();
        System.out.printf(
                "CausesVerifyTest: %,d cells, %d patterns%n",
                all, outcome.patterns().size());
        assertThat(all).isEqualTo(shop.freshNumber("select count(*) from made")).isGreaterThan(30_000);
        assertThat((double) pure / all).isGreaterThanOrEqualTo(0.95);
    }

    /** Makes the mistakes and writes down which cell each changed. */
    private void make() throws SQLException {
        // Without the index, each row that is deleted would be looked for in all others.
        shop.fresh(
                "create table made (mistake text, flow text, key text)", "create index on shop.purchase (follows_id)");
        for (Mistake mistake : MISTAKES) {
            shop.fresh(
                    "insert into made select '" + mistake.name() + "', '" + mistake.table() + "', legacy_id::text from"
                            + " shop." + mistake.table() + " where "
                            + orphanless(mistake),
                    mistake.statement().replace(mistake.rows(), orphanless(mistake)));
        }
    }

    /** What others refer to is not taken away, for that would be a ninth cause. */
    private static String orphanless(Mistake mistake) {
        return mistake.change().equals("delete")
                ? mistake.rows()
                        + " and not exists (select from shop.purchase f where f.follows_id = purchase.purchase_id)"
                : mistake.rows();
    }

    /** Cells by pattern and by the mistake that made them. */
    private Map<String, Map<String, Long>> cells(VerifyOutcome outcome) throws SQLException {
        Map<String, Map<String, Long>> cells = new HashMap<>();
        try (Connection connection = shop.target();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select d.pattern_id, m.mistake, count(distinct (m.flow, m.key)) from (select distinct pattern_id, flow,"
                                + " shown_key from whimbrel.difference where verification_id = "
                                + outcome.verification().id()
                                + ") d join made m on m.flow = d.flow and m.key = d.shown_key group by 1, 2")) {
            while (rows.next()) {
                cells.computeIfAbsent(rows.getString(1), pattern -> new HashMap<>())
                        .put(rows.getString(2), rows.getLong(3));
            }
        }
        return cells;
    }
}
