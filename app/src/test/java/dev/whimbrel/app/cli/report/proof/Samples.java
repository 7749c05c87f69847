package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.ShownFinding;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.difference.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models as a verification leaves them. */
final class Samples {
    static final Instant BEGUN = Instant.parse("2026-03-14T04:00:00Z");
    private static final List<String> TABLES = List.of(
            "client",
            "address",
            "contact",
            "employee",
            "contract",
            "orders",
            "order_line",
            "payment",
            "invoice",
            "product",
            "price",
            "stock",
            "note",
            "document");

    private Samples() {}

    static Verification verification(Verification.State state) {
        String reason = state == Verification.State.FAILED ? "the target could not be reached" : null;
        Instant ended = state == Verification.State.RUNNING ? null : BEGUN.plus(Duration.ofSeconds(754));
        return new Verification(
                41,
                "branches",
                "production",
                "",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                List.of(),
                state,
                reason,
                BEGUN,
                ended);
    }

    /** 23 tenants, 14 tables, eight patterns, eleven days. */
    static ProofModel everyday() {
        List<TableResult> results = new ArrayList<>();
        Map<String, Verdict> tenants = new LinkedHashMap<>();
        for (int tenant = 1; tenant <= 23; tenant++) {
            Verdict whole = Verdict.FULL_MATCH;
            for (String table : TABLES) {
                TableResult result = result("branch " + tenant, table, everyday(tenant, table), 400L * tenant);
                results.add(result);
                whole = VerdictWords.PRESSING_FIRST.compare(result.verdict(), whole) < 0 ? result.verdict() : whole;
            }
            tenants.put("branch " + tenant, whole);
        }
        results.add(result("*", "product", Verdict.FULL_MATCH, 900));
        List<UntestedColumn> untested = List.of(
                new UntestedColumn("client", "second_phone", "never held a value"),
                new UntestedColumn("document", "signed_at", "never held a value"));
        return new ProofModel(
                verification(Verification.State.FINISHED), results, patterns(), standings(), tenants, untested);
    }

    private static Verdict everyday(int tenant, String table) {
        if (tenant >= 21) {
            return Verdict.UNTESTED;
        }
        return switch (table) {
            case "orders" -> tenant % 3 == 0 ? Verdict.DIFFERENCES : Verdict.FULL_MATCH;
            case "payment" -> tenant == 6 || tenant == 9 ? Verdict.DIFFERENCES : Verdict.FULL_MATCH;
            case "note" -> tenant == 5 ? Verdict.MATCH_WITH_WAIVERS : Verdict.FULL_MATCH;
            case "document" -> tenant > 17 ? Verdict.UNTESTED : Verdict.FULL_MATCH;
            case "stock" -> tenant == 8 ? Verdict.INCOMPARABLE : tenant == 11 ? Verdict.STALE : Verdict.FULL_MATCH;
            case "invoice" -> tenant == 13 ? Verdict.PARTIAL : Verdict.FULL_MATCH;
            default -> Verdict.FULL_MATCH;
        };
    }

    static TableResult result(String tenant, String table, Verdict verdict, long rows) {
        Equation equation =
                switch (verdict) {
                    case FULL_MATCH -> equation(rows, 0, 0, 0, 0);
                    case UNTESTED -> Equation.ZERO;
                    case MATCH_WITH_WAIVERS -> equation(rows, 12, 0, 0, 12);
                    case DIFFERENCES -> equation(rows, 40, 3, 2, 0);
                    case PARTIAL, STALE, INCOMPARABLE -> equation(rows, 0, 0, 0, 0);
                };
        String reason = verdict == Verdict.UNTESTED ? "no row on either side" : "";
        return new TableResult(table, table, tenant, equation, verdict, reason);
    }

    static Equation equation(long expected, long changed, long missing, long extra, long waived) {
        long equal = expected - changed - missing;
        return new Equation(
                expected + 7,
                5,
                2,
                expected,
                equal + changed + extra,
                equal,
                changed,
                missing,
                extra,
                0,
                0,
                waived,
                1,
                0);
    }

    private static List<PatternSummary> patterns() {
        return List.of(
                changed(
                        "a1",
                        "orders",
                        "placed_at",
                        ValueClass.TIME_OFFSET,
                        "+1h",
                        6,
                        1840,
                        2210,
                        "9999-99-99 99:99",
                        "9999-99-99 99:99"),
                changed(
                        "a2",
                        "orders",
                        "remark",
                        ValueClass.TEXT_TRUNCATION,
                        "30/34",
                        3,
                        41,
                        41,
                        "Xxxx xxx xxxx",
                        "Xxxx xxx"),
                changed("a3", "payment", "amount", ValueClass.NUMBER_FACTOR, "×100", 2, 77, 0, "99.99", "9999"),
                changed("a4", "client", "name", ValueClass.TEXT_MOJIBAKE, "", 5, 310, 300, "Xxxx Xxxx", "XxXx Xxxx"),
                changed("a5", "note", "text", ValueClass.TEXT_PADDING, "", 1, 12, 12, "xxx->xxx", "xxx"),
                rows("a6", "orders", RowClass.MISSING, "REFERENCE_MISSING", 6, 18, -1),
                rows("a7", "orders", RowClass.EXTRA, "", 6, 12, 4),
                rows("a8", "payment", RowClass.WRONG_TENANT, "", 2, 2, 0));
    }

    static PatternSummary changed(
            String id,
            String flow,
            String column,
            ValueClass valueClass,
            String mask,
            long tenants,
            long rows,
            long before,
            String expected,
            String actual) {
        Pattern pattern = new Pattern(flow, RowClass.CHANGED, List.of(column), List.of(valueClass), List.of(mask), "");
        Cell cell = new Cell(column, valueClass, mask, expected, actual);
        ShownFinding example =
                new ShownFinding(id, "branch 6", "9999", "0f1e2d3c4b5a6978", Status.STABLE, List.of(cell));
        return new PatternSummary(
                id + "00000000cd", pattern, tenants, rows, 0, 0, before, 38, BEGUN, 41, BEGUN, List.of(example));
    }

    static PatternSummary rows(
            String id, String flow, RowClass rowClass, String cause, long tenants, long rows, long before) {
        Pattern pattern = new Pattern(flow, rowClass, List.of(), List.of(), List.of(), cause);
        ShownFinding example = new ShownFinding(id, "branch 9", "999", "8796a5b4c3d2e1f0", Status.STABLE, List.of());
        return new PatternSummary(
                id + "00000000cd", pattern, tenants, rows, 0, 1, before, 41, BEGUN, 41, BEGUN, List.of(example));
    }

    private static List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        for (int day = 10; day >= 1; day--) {
            long full = 14 - day;
            standings.add(new Standing(
                    41 - day,
                    BEGUN.minus(Duration.ofDays(day)),
                    Map.of(Verdict.FULL_MATCH, full, Verdict.UNTESTED, 5L, Verdict.DIFFERENCES, 18 - full)));
        }
        return standings;
    }

    /** Two tenants that match in full, beside rows of everybody and of nobody known, of which some differ. */
    static ProofModel beside() {
        return new ProofModel(
                verification(Verification.State.FINISHED),
                List.of(
                        result("1", "client", Verdict.FULL_MATCH, 100),
                        result("2", "client", Verdict.FULL_MATCH, 100),
                        result("*", "product", Verdict.DIFFERENCES, 100),
                        result("*", "price", Verdict.FULL_MATCH, 100),
                        result("?", "client", Verdict.DIFFERENCES, 100)),
                List.of(),
                List.of(new Standing(40, BEGUN.minus(Duration.ofDays(1)), Map.of(Verdict.FULL_MATCH, 2L))),
                Map.of(
                        "1",
                        Verdict.FULL_MATCH,
                        "2",
                        Verdict.FULL_MATCH,
                        "*",
                        Verdict.DIFFERENCES,
                        "?",
                        Verdict.DIFFERENCES),
                List.of());
    }

    /** One tenant, one table that matches, and others that could not be compared. */
    static ProofModel failed(List<TableResult> compared, String... tables) {
        List<TableResult> results = new ArrayList<>(compared);
        for (String table : tables) {
            results.add(new TableResult(
                    table, table, "1", Equation.ZERO, Verdict.INCOMPARABLE, "the check failed: SPILL_FAILED"));
        }
        return new ProofModel(
                verification(Verification.State.FINISHED),
                results,
                List.of(),
                List.of(),
                Map.of("1", Verdict.INCOMPARABLE),
                List.of());
    }

    /** A comparison of tables in which a tenant has no rows. */
    static ProofModel compared(Verdict verdict) {
        Verification comparison = new Verification(
                41,
                "branches",
                "production",
                "beta",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                List.of(),
                Verification.State.FINISHED,
                null,
                BEGUN,
                BEGUN.plus(Duration.ofSeconds(754)));
        return new ProofModel(
                comparison,
                List.of(result("1", "client", verdict, 100)),
                List.of(),
                List.of(),
                Map.of("1", verdict),
                List.of());
    }

    /** Nothing but rows of everybody. */
    static ProofModel everybody(Verdict verdict) {
        return new ProofModel(
                verification(Verification.State.FINISHED),
                List.of(result("*", "product", verdict, 100)),
                List.of(),
                List.of(),
                Map.of("*", verdict),
                List.of());
    }

    /** Many tenants, {@code kinds} of lines; with as many kinds as tenants nearly no two are alike. */
    static ProofModel large(int tenants, int tables, int kinds) {
        List<TableResult> results = new ArrayList<>(tenants * tables);
        Map<String, Verdict> whole = new LinkedHashMap<>();
        Verdict[] all = Verdict.values();
        for (int tenant = 0; tenant < tenants; tenant++) {
            String name = "Branch office number " + tenant + " of the north";
            int kind = tenant % kinds;
            for (int table = 0; table < tables; table++) {
                Verdict verdict =
                        kind == 0 ? Verdict.FULL_MATCH : all[((kind * 31 + table) * 2654435 >>> 4) % all.length];
                results.add(result(name, "table_number_" + table, verdict, 100_000 + tenant));
            }
            whole.put(name, kind == 0 ? Verdict.FULL_MATCH : Verdict.DIFFERENCES);
        }
        return new ProofModel(
                verification(Verification.State.FINISHED), results, patterns(), standings(), whole, List.of());
    }

    /** All texts hold {@code text}. */
    static ProofModel hostile(String text) {
        Verification verification = new Verification(
                7, text, text, text, text, List.of(text), Verification.State.FAILED, text, BEGUN, BEGUN);
        TableResult one =
                new TableResult(text, text, text, equation(1_000_000_000_000L, 5, 6, 7, 0), Verdict.DIFFERENCES, text);
        TableResult other = new TableResult(text + "2", text, text, Equation.ZERO, Verdict.UNTESTED, text);
        Pattern pattern = new Pattern(
                text, RowClass.CHANGED, List.of(text), List.of(ValueClass.TIME_OFFSET), List.of(text), text);
        Cell cell = new Cell(text, ValueClass.TIME_OFFSET, text, text, text);
        ShownFinding example = new ShownFinding(text, text, text, text, Status.HOT, List.of(cell));
        PatternSummary summary = new PatternSummary(
                text, pattern, 1_000_000_000L, 1_000_000_000L, 0, 0, 0, 1, BEGUN, 1, BEGUN, List.of(example));
        return new ProofModel(
                verification,
                List.of(one, other),
                List.of(summary),
                List.of(),
                Map.of(text, Verdict.DIFFERENCES),
                List.of(new UntestedColumn(text, text, text)));
    }

    static ProofModel empty() {
        return new ProofModel(
                verification(Verification.State.RUNNING), List.of(), List.of(), List.of(), Map.of(), List.of());
    }
}
