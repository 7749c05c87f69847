package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The model added up once: by table, by verdict, and tenants that are alike put together. */
final class Sheet {
    private final ProofModel model;
    private final List<TableSum> tables;

    Sheet(ProofModel model) {
        this.model = model;
        this.tables = tables(model.results());
    }

    ProofModel model() {
        return model;
    }

    /** The flows, in the order of the model. */
    List<TableSum> tables() {
        return tables;
    }

    Equation total() {
        return tables.stream().map(TableSum::rows).reduce(Equation.ZERO, Equation::plus);
    }

    /** Tables of which no row was counted, since they could not be compared: they are in no sum. */
    List<TableSum> uncounted() {
        return tables.stream().filter(table -> !table.isCounted()).toList();
    }

    /** Flows and tables, not laws, that were looked at and are not among these. */
    List<String> notAttacked(Set<String> attacked) {
        return tables.stream()
                .filter(table -> !table.table().isEmpty()
                        && model.verification().extent().has(table.flow())
                        && !attacked.contains(table.flow()))
                .map(TableSum::label)
                .toList();
    }

    /** Whether any row was counted anywhere. */
    boolean isCounted() {
        return !total().equals(Equation.ZERO);
    }

    /** How many tenants have each verdict, all their tables together; verdicts that nobody has are not in it. */
    Map<Verdict, Long> tenantVerdicts() {
        return counted(model.tenants().values());
    }

    /** Of rows of everybody and of nobody known, in how many tables they have each verdict; who has no such rows is not in it. */
    Map<String, Map<Verdict, Long>> others() {
        Map<String, Map<Verdict, Long>> others = new TreeMap<>();
        tables.forEach(table -> table.others()
                .forEach((standIn, verdict) -> others.computeIfAbsent(standIn, any -> new EnumMap<>(Verdict.class))
                        .merge(verdict, 1L, Long::sum)));
        return others;
    }

    /** All verdicts that tenants have, and those that rows of everybody and of nobody known have in any table. */
    Set<Verdict> allVerdicts() {
        Set<Verdict> verdicts = new HashSet<>(tenantVerdicts().keySet());
        others().values().forEach(tables -> verdicts.addAll(tables.keySet()));
        return verdicts;
    }

    /** How many pairs of tenant and table have each verdict. */
    Map<Verdict, Long> pairVerdicts() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        tables.forEach(table -> table.verdicts().forEach((verdict, count) -> counts.merge(verdict, count, Long::sum)));
        return Collections.unmodifiableMap(counts);
    }

    /** Tables whose counts do not add up for some tenant. */
    List<String> offBalance() {
        Set<String> off = new HashSet<>();
        model.results().stream().filter(result -> !result.rows().holds()).forEach(result -> off.add(result.flow()));
        return tables.stream()
                .filter(table -> off.contains(table.flow()))
                .map(TableSum::label)
                .toList();
    }

    /** Each tenant's rows over all tables, in no order. */
    Map<String, Equation> byTenant() {
        Map<String, Equation> rows = new HashMap<>();
        model.results().forEach(result -> rows.merge(result.tenant(), result.rows(), Equation::plus));
        return rows;
    }

    private static List<TableSum> tables(List<TableResult> results) {
        Map<String, List<TableResult>> byFlow = new LinkedHashMap<>();
        results.forEach(result ->
                byFlow.computeIfAbsent(result.flow(), flow -> new ArrayList<>()).add(result));
        Map<String, Long> flowsOfTable = byFlow.values().stream()
                .collect(Collectors.groupingBy(list -> list.get(0).table(), Collectors.counting()));
        return byFlow.values().stream()
                .map(list ->
                        TableSum.of(list, flowsOfTable.getOrDefault(list.get(0).table(), 0L) == 1))
                .toList();
    }

    static Map<Verdict, Long> counted(Iterable<Verdict> verdicts) {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        verdicts.forEach(verdict -> counts.merge(verdict, 1L, Long::sum));
        return Collections.unmodifiableMap(counts);
    }
}
