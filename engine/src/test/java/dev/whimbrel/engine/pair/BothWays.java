package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.selftest.Tested;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares schemas {@code live} and {@code beta} of one database by both ways: the comparison `apart` is the same as `joined`, but goes
 * by the source's connection for the one side and by the target's for the other, so that both are read row by row.
 */
final class BothWays {
    static final String JOINED = "joined in the database, at one moment";
    static final String BECAUSE = "read row by row, since ";

    private static final String PROJECT = """
            whimbrel: 1
            project: twins
            environments:
              test:
                source: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { list: ["1", "2", "3"] }
            flows: { none: { from: live.none, to: live.none, source_key: id, fields: {} } }
            settings: { chunk_rows: %d }
            comparisons:
            """;

    /** Every finding of a verification, without the comparison's name. */
    private static final String FINDINGS = """
            select coalesce(string_agg(line, E'\\n' order by line), '') from (
              select concat_ws(' ', split_part(flow, ':', 2), row_class, cause, tenant, shown_key, status, column_name, value_class,
                mask, expected, actual) as line from whimbrel.difference where verification_id = %d) told""";

    private final OldShop shop;
    private final Map<String, String> ways = new TreeMap<>();
    private final Map<String, Tested> tested = new TreeMap<>();
    private Consumer<String> afterwards = table -> {};

    BothWays(Path folder) throws SQLException {
        shop = new OldShop(folder);
        shop.fresh(
                "create schema live",
                "create schema beta",
                "create collation live.folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
    }

    /** What the comparison says of tables, a line of the project file each. */
    BothWays of(String... tables) {
        shop.mapping(PROJECT + comparison("joined", "target", tables) + comparison("apart", "source", tables));
        return this;
    }

    private static String comparison(String name, String expected, String... tables) {
        return """
              %s:
                expected: { at: %s, schema: live }
                actual: { at: target, schema: beta }
                tables:
            """.formatted(name, expected)
                + Stream.of(tables).map(table -> "      " + table + "\n").collect(Collectors.joining());
    }

    /** Told of each table as soon as it is said which way it went. */
    void afterwards(Consumer<String> action) {
        afterwards = action;
    }

    void run(String... statements) throws SQLException {
        shop.fresh(statements);
    }

    /** The same in both schemas, each of which {@code side} stands for. */
    void both(String... statements) throws SQLException {
        for (String schema : List.of("live", "beta")) {
            for (String statement : statements) {
                shop.fresh(statement.replace("side.", schema + "."));
            }
        }
    }

    OldShop shop() {
        return shop;
    }

    /** By table, which way the comparison `joined` went. */
    Map<String, String> ways() {
        return ways;
    }

    VerifyOutcome compare(String name, String... tenants) throws Exception {
        Set<TenantId> only = Stream.of(tenants).map(TenantId::new).collect(Collectors.toSet());
        return run(name, only).execute();
    }

    /** A comparison, not yet begun. */
    CompareRun run(String name, Set<TenantId> only) throws Exception {
        VerifyListener listener = new VerifyListener() {
            @Override
            public void way(String flow, String way) {
                String table = flow.replace(name + ":", "");
                ways.put(table, way);
                afterwards.accept(table);
            }

            @Override
            public void failed(String flow, Fault fault) {
                System.out.println("BothWays: " + flow + ": " + fault);
            }

            @Override
            public void selfTested(String flow, Tested result) {
                tested.put(flow.replace(name + ":", ""), result);
            }
        };
        return shop.migration().compare(name, only, listener).settling(Duration.ofMillis(50));
    }

    /** By table, what the attack on its comparison came to. */
    Map<String, Tested> tested() {
        return tested;
    }

    /** All that both ways find alike: verdicts with the equation, then findings column by column. */
    List<String> told(String... tenants) throws Exception {
        ways.clear();
        List<String> joined = told(compare("joined", tenants));
        assertThat(joined).isEqualTo(told(compare("apart", tenants)));
        return joined;
    }

    private List<String> told(VerifyOutcome outcome) throws SQLException {
        Stream<String> results = outcome.results().stream()
                .map(result -> result.flow().replaceFirst(".*:", "") + " " + result.tenant() + " " + result.verdict()
                        + " " + result.reason() + " " + result.rows())
                // The one way reads both tables in the target, the other one of them in the source, and a fault says in
                // which.
                .map(line -> line.replace("TARGET_STATEMENT_FAILED", "SOURCE_STATEMENT_FAILED"))
                .sorted();
        Stream<String> findings =
                shop.freshText(FINDINGS.formatted(outcome.verification().id())).lines();
        return Stream.concat(results, findings).toList();
    }
}
