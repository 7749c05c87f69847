package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The oracle's SQL finds exactly what the generator says it planted: two opinions, written apart, agree. */
class OracleTest {
    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

    private static String url = "";
    private static Planted planted = new Planted(new TreeMap<>(), new java.util.EnumMap<>(Oddity.class));

    @BeforeAll
    static void load() throws Exception {
        url = MariaDbServer.shared().createDatabase();
        try (Connection old = open()) {
            planted = OldSystem.load(old, 7);
        }
    }

    @Test
    void ownership() throws Exception {
        try (Connection old = open()) {
            SortedMap<String, Long> ownership = OldOracle.ownership(old);
            System.out.println("ownership: " + ownership);
            assertThat(ownership)
                    .containsEntry("client several", planted.total(Oddity.CLIENT_SHARED))
                    .containsEntry("client none", planted.total(Oddity.CLIENT_OF_NOBODY))
                    .containsEntry("reading none", planted.total(Oddity.READING_ORPHAN))
                    .containsEntry("document none", planted.total(Oddity.DOCUMENT_ORPHAN))
                    .containsEntry("list_recipient none", planted.total(Oddity.RECIPIENT_ORPHAN));
            assertThat(ownership.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(planted.total() - rows("price_code") - rows("print_queue"));
        }
    }

    @Test
    void outcomesOfEachBranch() throws Exception {
        try (Connection old = open()) {
            for (int branch : List.of(3, 4, 5, 12)) {
                check(planted, OldOracle.outcomes(old, List.of(branch)), branch);
            }
        }
    }

    @Test
    void outcomesBalance() throws Exception {
        try (Connection old = open()) {
            SortedMap<String, Long> outcomes = OldOracle.outcomes(old, List.of(3, 4, 5));
            System.out.println("branches 3, 4, 5: " + outcomes);
            SortedMap<String, Long> rest = new TreeMap<>();
            outcomes.forEach((name, n) ->
                    rest.merge(name.substring(0, name.indexOf(' ')), name.endsWith(" read") ? n : -n, Long::sum));
            for (Map.Entry<String, Long> table : rest.entrySet()) {
                if (outcomes.containsKey(table.getKey() + " read")) {
                    assertThat(table.getValue()).as(table.getKey()).isZero();
                }
            }
            assertThat(OldOracle.recipients(old, List.of(3)))
                    .hasSize(Math.toIntExact(
                            planted.of(Oddity.RECIPIENT_GROUP, 3) - planted.of(Oddity.RECIPIENT_CONFLICT, 3)));
            assertThat(OldOracle.technicians(old, ALL))
                    .hasSize(Math.toIntExact(rows("technician") - planted.total(Oddity.TECHNICIAN_LOSER)));
            assertThat(OldOracle.sums(old, List.of(3, 4, 5))).hasSize(12);
        }
    }

    @Test
    void theOtherSidesSqlRuns() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (Connection target = DriverManager.getConnection(server.createDatabase(), server.user(), "")) {
            SqlScript.run(target, SqlScript.resource("national/new-schema.sql"));
            assertThat(NewOracle.written(target)).hasSize(15).allSatisfy((table, rows) -> assertThat(rows)
                    .isZero());
            assertThat(NewOracle.recipients(target, ALL)).isEmpty();
            assertThat(NewOracle.technicians(target, ALL)).isEmpty();
            assertThat(NewOracle.sums(target, ALL)).isEmpty();
        }
    }

    /** Holds the outcomes of one branch against what was planted in it. */
    static void check(Planted planted, SortedMap<String, Long> outcomes, int branch) {
        same(planted, outcomes, "service.device UNIQUE", branch, Oddity.METER_SERIAL_COLLISION);
        same(planted, outcomes, "service.device OUT_OF_RANGE", branch, Oddity.METER_FACTOR_TOO_BIG);
        same(planted, outcomes, "service.measurement ZERO_DATE", branch, Oddity.READING_ZERO_DATE);
        same(planted, outcomes, "service.measurement CHECK_FAILED", branch, Oddity.READING_NEGATIVE);
        same(
                planted,
                outcomes,
                "service.measurement REFERENCE_MISSING",
                branch,
                Oddity.READING_OF_REFUSED_METER,
                Oddity.READING_TECHNICIAN_GONE);
        same(planted, outcomes, "service.engineer excluded", branch, Oddity.TECHNICIAN_LOSER);
        same(planted, outcomes, "crm.party TOO_LONG", branch, Oddity.CLIENT_NAME_TOO_LONG);
        same(planted, outcomes, "service.agreement REFERENCE_MISSING", branch, Oddity.CONTRACT_OF_REFUSED_CLIENT);
        same(
                planted,
                outcomes,
                "service.agreement LOOKUP_MISSING",
                branch,
                Oddity.CONTRACT_STATUS_UNKNOWN,
                Oddity.CONTRACT_TARIFF_UNKNOWN);
        same(planted, outcomes, "crm.document excluded", branch, Oddity.DOCUMENT_DRAFT);
        same(planted, outcomes, "crm.document REFERENCE_MISSING", branch, Oddity.DOCUMENT_OF_REFUSED_CONTRACT);
        same(planted, outcomes, "crm.document ZERO_DATE", branch, Oddity.DOCUMENT_ZERO_DATE);
        same(planted, outcomes, "crm.document NOT_NULL", branch, Oddity.DOCUMENT_TITLE_MISSING);
        same(planted, outcomes, "crm.document NOT_IN_ENUM", branch, Oddity.DOCUMENT_KIND_UNKNOWN);
        same(planted, outcomes, "crm.document BAD_JSON", branch, Oddity.DOCUMENT_BAD_JSON);
        same(planted, outcomes, "crm.recipient CONSOLIDATION_CONFLICT", branch, Oddity.RECIPIENT_CONFLICT_ROW);
        same(planted, outcomes, "crm.recipient NOT_NULL", branch, Oddity.RECIPIENT_WITHOUT_EMAIL);
        assertThat(outcomes.getOrDefault("crm.recipient written", 0L))
                .isEqualTo(planted.of(Oddity.RECIPIENT_GROUP, branch) - planted.of(Oddity.RECIPIENT_CONFLICT, branch));
        assertThat(outcomes.getOrDefault("crm.mailing_membership written", 0L))
                .isEqualTo(
                        planted.of(Oddity.RECIPIENT_ROW, branch) - planted.of(Oddity.RECIPIENT_CONFLICT_ROW, branch));
    }

    private static void same(
            Planted planted, SortedMap<String, Long> outcomes, String name, int branch, Oddity... oddities) {
        long expected = 0;
        for (Oddity oddity : oddities) {
            expected += planted.of(oddity, branch);
        }
        assertThat(outcomes.getOrDefault(name, 0L))
                .as(name + " of branch " + branch)
                .isEqualTo(expected);
    }

    private static long rows(String table) {
        return planted.rows().getOrDefault(table, 0L);
    }

    private static Connection open() throws Exception {
        MariaDbServer server = MariaDbServer.shared();
        return DriverManager.getConnection(url, server.user(), server.password());
    }
}
