package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Proof;
import dev.whimbrel.control.proof.Recording;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Tally;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.control.proof.Waived;
import dev.whimbrel.control.proof.WaiverRule;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Evidence;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Shape;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.difference.VerdictRule;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Law;
import dev.whimbrel.engine.run.ControlSession;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Records what is found of each flow, with the verdicts that follow from it. */
final class Memory {
    static final int EXAMPLES = 3;
    private static final int STANDINGS = 100;

    private final ControlSession control;
    private final Prepared prepared;
    private final Set<TenantId> tenants;
    private final Clock clock;
    private @Nullable Verification verification;

    Memory(ControlSession control, Prepared prepared, Set<TenantId> tenants) {
        this.control = control;
        this.prepared = prepared;
        this.tenants = tenants;
        this.clock = Clock.systemDefaultZone();
    }

    /** What a law goes by among the flows. */
    static String name(Law law) {
        return "law " + law.name();
    }

    Verifications.Opened open() {
        Verifications.Opened opened = control.prove(proof -> proof.verifications()
                .open(
                        prepared.project().name(),
                        prepared.project().environment(),
                        prepared.project().mappingHash(),
                        tenants.stream().map(TenantId::text).sorted().toList()));
        verification = opened.verification();
        return opened;
    }

    private long id() {
        return Objects.requireNonNull(verification).id();
    }

    Set<String> finished() {
        return control.prove(proof -> proof.verifications().finishedFlows(id()));
    }

    List<TableResult> record(CompiledFlow flow, RowComparison.Result result) {
        UnaryOperator<String> shown = flow.flow().maskKey() ? Shape::of : key -> key;
        return record(flow.name(), flow.target().name().toString(), owners(flow), result, shown);
    }

    List<TableResult> record(Law law, RowComparison.Result result) {
        return record(name(law), "", owners(law), result, key -> key);
    }

    private List<TableResult> record(
            String name,
            String table,
            Collection<String> owners,
            RowComparison.Result result,
            UnaryOperator<String> shown) {
        return control.prove(proof -> {
            Tally tally = new Tally(name);
            result.findings().forEach(tally::add);
            Waived waived =
                    WaiverRule.judge(proof.waivers().list(prepared.project().name()), tally, LocalDate.now(clock));
            List<TableResult> results = new ArrayList<>();
            withSilent(result.equations(), owners)
                    .forEach((tenant, rows) ->
                            results.add(judged(name, table, tenant, rows.waived(waived.of(tenant)), result)));
            proof.verifications().record(id(), name, results, result.findings(), new Recording(shown).with(waived));
            return results;
        });
    }

    private static TableResult judged(
            String name, String table, String tenant, Equation rows, RowComparison.Result result) {
        Judged judged = VerdictRule.judge(
                new Evidence(rows, true, null, false, result.adds(), result.columns(), Map.of(), List.of(), false));
        return new TableResult(name, table, tenant, rows, judged.verdict(), judged.reason());
    }

    /** Tenants of which no row was met are told too: silence is no proof. */
    private static Map<String, Equation> withSilent(Map<String, Equation> found, Collection<String> owners) {
        Map<String, Equation> all = new TreeMap<>(found);
        owners.forEach(owner -> all.putIfAbsent(owner, Equation.ZERO));
        return all;
    }

    /** The tenants that may have rows in a flow. */
    private List<String> owners(CompiledFlow flow) {
        Ownership ownership = prepared.owners(flow.source());
        if (ownership instanceof Ownership.Everyone) {
            return List.of(TenantId.SHARED.text());
        }
        if (ownership instanceof Ownership.Constant constant) {
            return List.of(constant.tenant());
        }
        return owners();
    }

    /** A law of each tenant says something of every tenant, though its queries answer nothing; any other, of all together. */
    private List<String> owners(Law law) {
        return law.tenant() == null ? List.of(TenantId.SHARED.text()) : owners();
    }

    private List<String> owners() {
        Collection<TenantId> all = tenants.isEmpty() ? prepared.tenants() : tenants;
        return all.stream().map(TenantId::text).toList();
    }

    List<TableResult> failed(CompiledFlow flow, Fault fault) {
        return failed(flow.name(), flow.target().name().toString(), owners(flow), fault);
    }

    List<TableResult> failed(Law law, Fault fault) {
        return failed(name(law), "", owners(law), fault);
    }

    private List<TableResult> failed(String name, String table, Collection<String> owners, Fault fault) {
        String failure = fault.code() + ": " + fault.getMessage();
        Judged judged = VerdictRule.judge(
                new Evidence(Equation.ZERO, false, failure, false, false, List.of(), Map.of(), List.of(), false));
        List<TableResult> results = owners.stream()
                .map(owner -> new TableResult(name, table, owner, Equation.ZERO, judged.verdict(), judged.reason()))
                .toList();
        control.prove(proof ->
                proof.verifications().record(id(), name, results, List.of(), new Recording(UnaryOperator.identity())));
        return results;
    }

    /** Ends the verification, and says all that it found. */
    VerifyOutcome finish() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<TableResult> results = control.prove(proof -> proof.verifications().results(id()));
        Background background = Background.of(prepared.project());
        VerifyOutcome.byTenant(results, background).forEach((tenant, judged) -> verdicts.put(tenant, judged.verdict()));
        control.prove(proof -> {
            proof.verifications().finish(id(), verdicts);
            return true;
        });
        return outcome(control, id(), EXAMPLES, background);
    }

    /** What a verification found, from what is recorded of it. */
    static VerifyOutcome outcome(ControlSession control, long id, int examples, Background background) {
        return control.prove((Proof proof) -> {
            Verifications verifications = proof.verifications();
            Verification found = verifications.find(id).orElseThrow();
            return new VerifyOutcome(
                    found,
                    verifications.results(id),
                    verifications.patterns(id, examples),
                    verifications.standings(found.project(), found.environment(), STANDINGS),
                    background);
        });
    }
}
