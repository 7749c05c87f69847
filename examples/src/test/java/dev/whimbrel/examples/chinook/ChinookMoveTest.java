package dev.whimbrel.examples.chinook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.plan.Counting;
import dev.whimbrel.engine.plan.Plan;
import dev.whimbrel.engine.plan.PlannedFlow;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.engine.run.Outcome;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import dev.whimbrel.examples.demo.SqlScript;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moves a music shop that nobody made for this, one support representative after the other; skipped where its script is absent. */
class ChinookMoveTest {
    private static final List<String> CATALOGUE = List.of("artist", "album", "track", "playlist", "playlist_entry");

    private String newUrl = "";

    @BeforeEach
    void load() throws Exception {
        Optional<Path> script = ChinookLoader.script();
        if (script.isEmpty()) {
            System.out.println("ChinookMoveTest is skipped: no shared/data/chinook beside the repository, and no"
                    + " -Dwhimbrel.chinook=FOLDER");
        }
        assumeTrue(script.isPresent(), "skipped: the script of the music shop is absent");
        try (Connection old = MariaDbServer.shared().connect("")) {
            ChinookLoader.load(script.orElseThrow(), old);
        }
        newUrl = PostgresServer.shared().createDatabase();
        try (Connection target = target()) {
            SqlScript.run(target, SqlScript.resource("chinook/new-schema.sql"));
        }
    }

    @Test
    void everyRepresentativeMovesAndTheRevenueIsEqual() throws Exception {
        Outcome third = move("3");
        complete(third);
        List<String> catalogue = catalogue();
        assertThat(catalogue).hasSizeGreaterThan(12_000);
        try (Connection old = old();
                Connection target = target()) {
            assertThat(ChinookOracle.newRevenue(target)).isEqualTo(only("3", ChinookOracle.oldRevenue(old)));
            for (String tenant : List.of("4", "5")) {
                Outcome outcome = move(tenant);
                complete(outcome);
                assertThat(sum(outcome, CATALOGUE).written()).isZero();
                assertThat(sum(outcome, CATALOGUE).unchanged())
                        .isEqualTo(sum(third, CATALOGUE).inserted());
            }
            assertThat(catalogue()).isEqualTo(catalogue);
            assertThat(ChinookOracle.newRevenue(target)).hasSize(15).isEqualTo(ChinookOracle.oldRevenue(old));
            assertThat(ChinookOracle.newTotals(target)).isEqualTo(ChinookOracle.oldTotals(old));
            assertThat(ChinookOracle.newRows(target)).isEqualTo(ChinookOracle.oldRows(old));
        }
        Outcome again = move("3", "4", "5");
        complete(again);
        assertThat(again.balances())
                .allSatisfy(balance -> assertThat(balance.counts().written()).isZero());
    }

    @Test
    void everyRowVerifiesAndTheLawsHoldUntilSomethingChanges() throws Exception {
        complete(move("3", "4", "5"));
        VerifyOutcome proven =
                Migration.from(project()).verify(Set.of(), VerifyListener.NONE).execute();
        assertThat(proven.patterns()).isEmpty();
        assertThat(proven.results()).allMatch(result -> result.verdict() == Verdict.FULL_MATCH);
        assertThat(proven.results()).extracting(TableResult::flow).contains("law revenue", "law catalogue", "track");
        assertThat(proven.tenants().keySet()).containsExactly("*", "3", "4", "5");
        try (Connection target = target();
                Statement statement = target.createStatement()) {
            // Both lines keep their own customer's sale, and the sum over all stays as it was.
            statement.execute(
                    "update shop.sale_line set amount = amount + case sale_line_id when"
                            + " (select min(sale_line_id) from shop.sale_line) then 1 else -1 end where sale_line_id in"
                            + " (select min(sale_line_id) from shop.sale_line union select max(sale_line_id) from shop.sale_line)");
        }
        VerifyOutcome broken =
                Migration.from(project()).verify(Set.of(), VerifyListener.NONE).execute();
        assertThat(broken.patterns())
                .extracting(summary -> summary.pattern().flow())
                .contains("sale_line", "law revenue")
                .doesNotContain("law catalogue");
    }

    @Test
    void thePlanSaysWhoseTheRowsAreAndLeavesNothingUndecided() throws Exception {
        Plan plan = Migration.from(project()).plan(Set.of(), Counting.OWNERS);
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.isRunnable()).isTrue();
        try (Connection old = old()) {
            long nobody = ChinookOracle.employeesOfNobody(old)
                    .getOrDefault("Employee", BigDecimal.ZERO)
                    .longValueExact();
            assertThat(owners(plan, "agent")).isEqualTo(new OwnerCounts(3, 0, nobody));
            for (Map.Entry<String, BigDecimal> table :
                    ChinookOracle.oldRows(old).entrySet()) {
                long rows = table.getValue().longValueExact();
                if (List.of("customer", "sale", "sale_line").contains(table.getKey())) {
                    assertThat(owners(plan, table.getKey())).as(table.getKey()).isEqualTo(new OwnerCounts(rows, 0, 0));
                } else if (CATALOGUE.contains(table.getKey())) {
                    assertThat(planned(plan, table.getKey()).ownership()).contains("everyone");
                    assertThat(planned(plan, table.getKey()).rows()).isEqualTo(rows);
                }
            }
        }
    }

    /** Every row of the catalogue with the transaction that wrote it. */
    private List<String> catalogue() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection target = target();
                Statement statement = target.createStatement()) {
            for (String table : CATALOGUE) {
                try (ResultSet found = statement.executeQuery(
                        "select t::text || ' ' || t.xmin from shop." + table + " t order by 1")) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    private Outcome move(String... tenants) {
        Set<TenantId> chosen =
                java.util.Arrays.stream(tenants).map(TenantId::new).collect(java.util.stream.Collectors.toSet());
        return Migration.from(project()).run(chosen, RunListener.NONE).execute();
    }

    private static void complete(Outcome outcome) {
        assertThat(outcome.isComplete())
                .as(outcome.run() + " " + outcome.issues())
                .isTrue();
        assertThat(outcome.balances()).isNotEmpty().allMatch(Balance::balanced);
        assertThat(outcome.issues()).isEmpty();
    }

    private static Counts sum(Outcome outcome, List<String> flows) {
        return outcome.balances().stream()
                .filter(balance -> flows.contains(balance.flow()))
                .map(Balance::counts)
                .reduce(Counts.ZERO, Counts::plus);
    }

    private static SortedMap<String, BigDecimal> only(String tenant, SortedMap<String, BigDecimal> figures) {
        figures.keySet().removeIf(name -> !name.startsWith(tenant + " "));
        return figures;
    }

    private static OwnerCounts owners(Plan plan, String flow) {
        return java.util.Objects.requireNonNull(planned(plan, flow).owners());
    }

    private static PlannedFlow planned(Plan plan, String flow) {
        return plan.flows().stream()
                .filter(it -> it.name().equals(flow))
                .findFirst()
                .orElseThrow();
    }

    private Project project() {
        MariaDbServer server = MariaDbServer.shared();
        return ProjectFile.load(
                Path.of("chinook", "migration.yaml"),
                "dev",
                Map.of(
                        "OLD_URL", server.url(ChinookLoader.DATABASE),
                        "OLD_USER", server.user(),
                        "OLD_PASSWORD", server.password(),
                        "NEW_URL", newUrl,
                        "NEW_USER", PostgresServer.shared().user(),
                        "NEW_PASSWORD", ""));
    }

    private static Connection old() throws SQLException {
        return MariaDbServer.shared().connect(ChinookLoader.DATABASE);
    }

    private Connection target() throws SQLException {
        return DriverManager.getConnection(newUrl, PostgresServer.shared().user(), "");
    }
}
