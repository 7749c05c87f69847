package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.control.proof.Changes;
import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.ShownFinding;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.against.Promotion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A verification for a program. Names of fields are stable; texts in {@code words}, {@code proven} and {@code next} are not. */
final class ProofJson {
    /** Results of single tenants and tables beyond this are left out, full matches first. */
    static final int RESULTS = 20_000;

    private final ProofModel model;
    private final Sheet sheet;

    ProofJson(ProofModel model) {
        this.model = model;
        this.sheet = new Sheet(model);
    }

    Map<String, @Nullable Object> document(String command) {
        List<TableResult> results = model.results().stream()
                .sorted(Comparator.comparing(TableResult::verdict, VerdictWords.PRESSING_FIRST))
                .limit(RESULTS)
                .toList();
        return Json.object(
                "command",
                command,
                "verification",
                verification(),
                "proven",
                new Proven(sheet).sentences(),
                "verdicts",
                verdicts(sheet.tenantVerdicts()),
                "total",
                rows(sheet.total(), sheet.isCounted() || sheet.uncounted().isEmpty()),
                "notCounted",
                sheet.uncounted().stream().map(TableSum::flow).toList(),
                "tenants",
                model.tenants().entrySet().stream().map(ProofJson::tenant).toList(),
                "others",
                sheet.others().entrySet().stream().map(ProofJson::other).toList(),
                "tables",
                sheet.tables().stream().map(ProofJson::table).toList(),
                "results",
                results.stream().map(ProofJson::result).toList(),
                "resultsLeftOut",
                model.results().size() - results.size(),
                "patterns",
                model.patterns().stream()
                        .sorted(PatternWords.MOST_TOUCHED_FIRST)
                        .map(ProofJson::pattern)
                        .toList(),
                "days",
                Curve.of(sheet, Integer.MAX_VALUE).stream().map(ProofJson::day).toList(),
                "against",
                against(model.promotion()),
                "untested",
                model.untested().stream().map(ProofJson::untested).toList(),
                "next",
                new NextSteps(model).steps());
    }

    private static @Nullable Map<String, @Nullable Object> against(@Nullable Promotion promotion) {
        return promotion == null
                ? null
                : Json.object(
                        "verification",
                        promotion.changes().against(),
                        "promotion",
                        promotion.state().name(),
                        "resolves",
                        promotion.resolves().stream().sorted().toList(),
                        "inputs",
                        promotion.changes().inputs().stream()
                                .map(ProofJson::input)
                                .toList(),
                        "fates",
                        promotion.changes().fates().stream()
                                .map(fate -> fate(promotion.changes(), fate))
                                .toList());
    }

    private static Map<String, @Nullable Object> input(Changes.Input input) {
        return Json.object(
                "flow",
                input.flow(),
                "rows",
                input.rows(),
                "tenants",
                input.tenants(),
                "same",
                input.same(),
                "othersSame",
                input.othersSame());
    }

    private static Map<String, @Nullable Object> fate(Changes changes, Fate fate) {
        return Json.object(
                "pattern", changes.id(fate.pattern()),
                "words", PatternWords.title(fate.pattern()),
                "tenant", fate.tenant(),
                "fate", fate.kind().name(),
                "reason", fate.why().name(),
                "rows", fate.rows());
    }

    private Map<String, @Nullable Object> verification() {
        Verification verification = model.verification();
        Instant finished = verification.finishedAt();
        return Json.object(
                "id", verification.id(),
                "project", verification.project(),
                "environment", verification.environment(),
                "comparison", verification.comparison(),
                "state", verification.state().name(),
                "reason", verification.reason(),
                "tenants", verification.tenants(),
                "parts", verification.extent().parts(),
                "touchedBy", verification.extent().touchedBy(),
                "moments", model.moments().stream().map(ProofJson::moment).toList(),
                "mappingHash", verification.mappingHash(),
                "startedAt", verification.startedAt().toString(),
                "finishedAt", finished == null ? null : finished.toString());
    }

    private static Map<String, @Nullable Object> moment(KeptMoment moment) {
        return Json.object(
                "at", moment.at().toString(),
                "expected", moment.expected(),
                "actual", moment.actual(),
                "why", moment.why().name());
    }

    /** Every verdict has its field, also where nobody has it. */
    private static Map<String, @Nullable Object> verdicts(Map<Verdict, Long> counts) {
        Map<String, @Nullable Object> verdicts = Json.object();
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict.name(), counts.getOrDefault(verdict, 0L));
        }
        return verdicts;
    }

    private static Map<String, @Nullable Object> tenant(Map.Entry<String, Verdict> tenant) {
        return Json.object(
                "tenant", tenant.getKey(), "verdict", tenant.getValue().name());
    }

    /** Rows of everybody or of nobody known: in how many tables they have each verdict. */
    private static Map<String, @Nullable Object> other(Map.Entry<String, Map<Verdict, Long>> other) {
        return Json.object("tenant", other.getKey(), "verdicts", verdicts(other.getValue()));
    }

    private static Map<String, @Nullable Object> table(TableSum table) {
        return Json.object(
                "flow", table.flow(),
                "table", table.table(),
                "verdicts", verdicts(table.verdicts()),
                "others", others(table.others()),
                "rows", rows(table.rows(), table.isCounted()));
    }

    private static Map<String, @Nullable Object> others(Map<String, Verdict> verdicts) {
        Map<String, @Nullable Object> others = Json.object();
        verdicts.forEach((standIn, verdict) -> others.put(standIn, verdict.name()));
        return others;
    }

    private static Map<String, @Nullable Object> result(TableResult result) {
        return Json.object(
                "flow", result.flow(),
                "table", result.table(),
                "tenant", result.tenant(),
                "verdict", result.verdict().name(),
                "reason", result.reason(),
                "rows", rows(result.rows(), !TableSum.isUncounted(result)));
    }

    /** Where nothing was counted it is not said that the sums hold. */
    private static Map<String, @Nullable Object> rows(Equation rows, boolean counted) {
        return Json.object(
                "source", rows.source(),
                "excluded", rows.excluded(),
                "merged", rows.merged(),
                "expected", rows.expected(),
                "actual", rows.actual(),
                "equal", rows.equal(),
                "changed", rows.changed(),
                "missing", rows.missing(),
                "extra", rows.extra(),
                "inFlight", rows.inFlight(),
                "hot", rows.hot(),
                "waived", rows.waived(),
                "tolerated", rows.tolerated(),
                "open", rows.open(),
                "representation", rows.representation(),
                "holds", counted ? rows.holds() : null);
    }

    private static Map<String, @Nullable Object> pattern(PatternSummary summary) {
        Pattern pattern = summary.pattern();
        return Json.object(
                "id", summary.id(),
                "flow", pattern.flow(),
                "rowClass", pattern.rowClass().name(),
                "rowClassCode", pattern.rowClass().code(),
                "words", PatternWords.title(pattern),
                "columns",
                        IntStream.range(0, pattern.columns().size())
                                .mapToObj(i -> column(pattern, i))
                                .toList(),
                "cause", pattern.cause(),
                "tenants", summary.tenants(),
                "rows", summary.rows(),
                "others", summary.others(),
                "waived", summary.waived(),
                "before", summary.before() < 0 ? null : summary.before(),
                "first", summary.first(),
                "firstSeen", summary.firstSeen().toString(),
                "last", summary.last(),
                "lastSeen", summary.lastSeen().toString(),
                "examples", summary.examples().stream().map(ProofJson::example).toList());
    }

    private static Map<String, @Nullable Object> column(Pattern pattern, int column) {
        String mask = PatternWords.mask(pattern, column);
        return Json.object(
                "column", pattern.columns().get(column),
                "valueClass", PatternWords.valueClass(pattern, column).name(),
                "valueClassCode", PatternWords.valueClass(pattern, column).code(),
                "mask", mask,
                "words", DifferenceWords.of(PatternWords.valueClass(pattern, column), mask));
    }

    private static Map<String, @Nullable Object> example(ShownFinding example) {
        return Json.object(
                "tenant", example.tenant(),
                "key", example.key(),
                "token", example.token(),
                "status", example.status().name(),
                "cells", example.cells().stream().map(ProofJson::cell).toList());
    }

    private static Map<String, @Nullable Object> cell(Cell cell) {
        return Json.object(
                "column", cell.column(),
                "valueClass", cell.valueClass().name(),
                "mask", cell.mask(),
                "expected", cell.expected(),
                "actual", cell.actual());
    }

    private static Map<String, @Nullable Object> day(Standing day) {
        return Json.object(
                "verification", day.verification(),
                "finishedAt", day.finishedAt().toString(),
                "verdicts", verdicts(day.tenants()));
    }

    private static Map<String, @Nullable Object> untested(UntestedColumn column) {
        return Json.object("flow", column.flow(), "column", column.column(), "reason", column.reason());
    }
}
