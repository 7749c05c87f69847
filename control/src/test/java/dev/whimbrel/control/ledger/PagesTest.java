package dev.whimbrel.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.ledger.Balances.Standing;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identities in pages and in rows are one map, in which rows have the last word. */
class PagesTest {
    private static final TableName CLIENT = TableName.parse("public.client");
    private static final TenantId A = new TenantId("a");
    private static final TenantId B = new TenantId("b");
    private static final int FLOW = 1;

    private Connection connection;
    private Ledger ledger;
    private Map<TenantId, Integer> numbers;

    @BeforeEach
    void install() throws SQLException {
        connection = DriverManager.getConnection(PostgresServer.shared().createDatabase(), "postgres", "");
        ledger = Ledger.on(connection);
        ledger.installation().install();
        numbers = ledger.tenants().numbered(List.of(A, B));
        execute("create table client (id bigint primary key)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** Source keys 2, 4, … 200, to target keys of ten times as much; tenant a up to 100, and from there on by turns. */
    private void pack(int factor) throws SQLException {
        Pages pages = new Pages();
        for (long key = 2; key <= 200; key += 2) {
            pages.add(key, factor * key, numbers.getOrDefault(owner(key), 0), digest(key));
        }
        ledger.identities().pack(FLOW, 7, 3, pages);
        execute("insert into client select " + factor + " * i from generate_series(2, 200, 2) i");
    }

    private static TenantId owner(long key) {
        return key <= 100 || key % 4 == 0 ? A : B;
    }

    private static Digest digest(long key) {
        return new Digest(key, -key);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void row(String key, String target, TenantId owner, String outcome) throws SQLException {
        execute(
                "insert into whimbrel.identity_row (flow_no, source_key, target_key, tenant, outcome, mapping_id, run_id) values ("
                        + FLOW + ", '" + key + "', " + target + ", '" + owner.text() + "', '" + outcome + "', 8, 4)");
    }

    @Test
    void everyRowOfAPageIsFoundByEitherKeyAndNoOther() throws SQLException {
        pack(10);
        assertThat(ledger.identities().any(FLOW)).isTrue();
        assertThat(ledger.identities().any(FLOW + 1)).isFalse();
        for (long key = 0; key <= 202; key++) {
            Identity found =
                    ledger.identities().find(FLOW, List.of(Long.toString(key))).get(Long.toString(key));
            if (key % 2 == 1 || key == 0 || key > 200) {
                assertThat(found).as("key %s", key).isNull();
            } else {
                assertThat(found)
                        .isEqualTo(Identity.packed(
                                "" + key,
                                "" + 10 * key,
                                owner(key).text(),
                                digest(key).toString(),
                                7,
                                3));
                assertThat(ledger.identities().byTarget(FLOW, List.of("" + 10 * key)))
                        .containsExactly(found);
            }
        }
        assertThat(ledger.identities().find(FLOW, List.of("002", "2 ", "-2", "+2", "two", "9".repeat(30), "2")))
                .containsOnlyKeys("2");
    }

    @Test
    void equalKeysOnBothSidesAreKeptOnce() throws SQLException {
        pack(1);
        assertThat(ledger.identities().byTarget(FLOW, List.of("64", "65")))
                .extracting(Identity::sourceKey)
                .containsExactly("64");
        assertThat(text("select count(*) from whimbrel.identity_page where target_keys is null"))
                .isEqualTo("4");
        assertThat(text("select count(*) from whimbrel.identity_page where tenant_no is null"))
                .isEqualTo("3");
    }

    /** Portion by portion each key that names a run is told once, also the empty text; none that a later run has taken over. */
    @Test
    void theKeysThatARunTouchedAreToldInPortions() throws SQLException {
        pack(10);
        row("", "'7'", A, "WRITTEN");
        row("Ann", "'8'", A, "WRITTEN");
        row("4", "'40'", B, "WRITTEN");
        TouchedKeys touched = ledger.touchedKeys();
        assertThat(touched.rows(FLOW, 4, null, 2)).containsExactly("", "4");
        assertThat(touched.rows(FLOW, 4, "4", 2)).containsExactly("Ann");
        assertThat(touched.rows(FLOW, 4, "Ann", 2)).isEmpty();
        assertThat(touched.rows(FLOW, 3, null, 2)).isEmpty();
        List<String> keys = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (List<TouchedKeys.Page> pages = touched.pages(FLOW, 3, last, 1);
                !pages.isEmpty();
                pages = touched.pages(FLOW, 3, last, 1)) {
            keys.addAll(pages.get(0).keys());
            last = pages.get(0).low();
        }
        assertThat(keys).hasSize(99).doesNotHaveDuplicates().doesNotContain("4");
        assertThat(touched.pages(FLOW, 4, Long.MIN_VALUE, 1)).isEmpty();
    }

    @Test
    void theViewShowsWhatTheMapSays() throws SQLException {
        pack(10);
        row("4", "'40'", B, "WRITTEN");
        assertThat(text(
                        "select string_agg(concat_ws(' ', source_key, target_key, tenant, outcome, digest, mapping_id), ', '"
                                + " order by source_key::int) from whimbrel.identity where source_key::int <= 6"))
                .isEqualTo("2 20 a WRITTEN " + digest(2) + " 7, 4 40 b WRITTEN 8, 6 60 a WRITTEN " + digest(6) + " 7");
        assertThat(text("select count(*) from whimbrel.identity")).isEqualTo("100");
    }

    @Test
    void aRowOverrulesItsPlaceInAPage() throws SQLException {
        pack(10);
        row("4", "'40'", B, "WRITTEN");
        row("6", "null", A, "QUARANTINED");
        row("odd", "'30'", A, "WRITTEN");
        execute("insert into client values (30)");
        Map<String, Identity> found = ledger.identities().find(FLOW, List.of("2", "4", "6"));
        assertThat(Objects.requireNonNull(found.get("2")).isPacked()).isTrue();
        assertThat(Objects.requireNonNull(found.get("4")).tenant()).isEqualTo("b");
        assertThat(Objects.requireNonNull(found.get("6")).outcome()).isEqualTo(Identity.Outcome.QUARANTINED);
        assertThat(ledger.identities().byTarget(FLOW, List.of("60"))).isEmpty();
        assertThat(ledger.identities().totals(FLOW).all()).isEqualTo(Map.of(A, 75L, B, 26L));
        // Of the rows of tenant a in pages, keys 4 and 6 are spoken of elsewhere: 73, and the odd one.
        assertThat(standing()).isEqualTo(Map.of(A, new Standing(74, 74), B, new Standing(26, 26)));
    }

    @Test
    void aMissingTargetRowShowsWhetherOrNotTheTableHoldsOthers() throws SQLException {
        pack(10);
        assertThat(standing()).isEqualTo(Map.of(A, new Standing(75, 75), B, new Standing(25, 25)));
        execute("delete from client where id = 20");
        assertThat(standing()).isEqualTo(Map.of(A, new Standing(75, 74), B, new Standing(25, 25)));
        execute("insert into client values (21)");
        assertThat(standing()).isEqualTo(Map.of(A, new Standing(75, 74), B, new Standing(25, 25)));
        execute("insert into client values (20)");
        assertThat(standing()).isEqualTo(Map.of(A, new Standing(75, 75), B, new Standing(25, 25)));
        execute("update client set id = id + 1 where id in (1020, 1060)");
        assertThat(standing()).isEqualTo(Map.of(A, new Standing(75, 75), B, new Standing(25, 23)));
    }

    private Map<TenantId, Standing> standing() {
        return ledger.balances()
                .standing(FLOW, CLIENT, "t.id::text", "id", ledger.identities().totals(FLOW));
    }

    @Test
    void keysAreFoundByTheIndexThoughStatisticsKnowNothingOfTheFlow() throws SQLException {
        execute("insert into whimbrel.identity_row (flow_no, source_key, tenant, outcome, mapping_id, run_id)"
                + " select 7, i, 'a', 'EXCLUDED', 1, 1 from generate_series(1, 20000) i");
        execute("analyze whimbrel.identity_row");
        execute("insert into whimbrel.identity_row (flow_no, source_key, tenant, outcome, mapping_id, run_id)"
                + " select " + FLOW + ", i, 'a', 'EXCLUDED', 1, 1 from generate_series(1, 20000) i");
        execute("set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off");
        connection.setAutoCommit(false);
        assertThat(ledger.identities().find(FLOW, List.of("5", "77", "19999"))).hasSize(3);
        assertThat(
                        text(
                                "select idx_tup_fetch from pg_stat_xact_all_tables where relid = 'whimbrel.identity_row'::regclass"))
                .isEqualTo("3");
    }

    @Test
    void onlyAscendingKeysOfBoundedLengthArePacked() {
        Pages pages = new Pages();
        assertThat(pages.takes(1_000_000_000_000_000_000L)).isFalse();
        assertThat(pages.takes(Long.MIN_VALUE)).isFalse();
        pages.add(-999_999_999_999_999_999L, 1, 1, Digest.ZERO);
        pages.add(5, 2, 1, Digest.ZERO);
        assertThat(pages.takes(5)).isFalse();
        assertThatThrownBy(() -> pages.add(4, 3, 1, Digest.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
