package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Extent;
import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.Proof;
import dev.whimbrel.control.proof.Recording;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Tally;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.control.proof.Waived;
import dev.whimbrel.control.proof.WaiverRule;
import dev.whimbrel.control.proof.Wanted;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Evidence;
import dev.whimbrel.core.difference.Judged;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.difference.VerdictRule;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.project.Project;
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

/** Records what is found of each part of a matter, with the verdicts that follow from it. */
public final class Memory {
    public static final int EXAMPLES = 3;
    private static final int STANDINGS = 100;
    private static final String LEFT_OUT = "left out of this verification";

    private final ControlSession control;
    private final Matter matter;
    private final String hash;
    private final Background background;
    private final long keepRows;
    private final Set<TenantId> tenants;
    private final Clock clock;
    private @Nullable Verification verification;

    /**
     * Of one matter.
     *
     * @param hash of what decides what is compared
     * @param keepRows findings that are kept of each pattern, tenant and status
     */
    public Memory(
            ControlSession control,
            Matter matter,
            String hash,
            Set<TenantId> tenants,
            Background background,
            long keepRows) {
        this.control = control;
        this.matter = matter;
        this.hash = hash;
        this.tenants = tenants;
        this.background = background;
        this.keepRows = keepRows;
        this.clock = Clock.systemDefaultZone();
    }

    /** Of a project's mapping. */
    static Memory of(ControlSession control, Project project, Set<TenantId> tenants) {
        return new Memory(
                control,
                new Matter(project.name(), project.environment()),
                project.comparedHash(),
                tenants,
                Background.of(project),
                project.keepRows());
    }

    /**
     * One part of a matter, such as a flow, by which it is gone on with.
     *
     * @param table as it is called in the report; empty where the part is no table
     * @param owners tenants that are told also where no row of theirs was met
     * @param shown makes of a row's key what may be shown of it
     * @param leftOut columns that are not compared, each with the reason
     * @param blind columns in which the comparison is known to miss differences
     */
    public record Part(
            String name,
            String table,
            Collection<String> owners,
            UnaryOperator<String> shown,
            Map<String, String> leftOut,
            List<String> blind) {
        public Part(
                String name,
                String table,
                Collection<String> owners,
                UnaryOperator<String> shown,
                Map<String, String> leftOut) {
            this(name, table, owners, shown, leftOut, List.of());
        }

        /** The same where the comparison is known to be blind in some columns. */
        public Part blindIn(Collection<String> columns) {
            return new Part(name, table, owners, shown, leftOut, List.copyOf(columns));
        }
    }

    /** What became of the rows of an earlier verification, told by what differs now. */
    interface Fates {
        List<Fate> judge(RowComparison.Result result);
    }

    static final Fates NO_FATES = result -> List.of();

    /** Opens one of some parts, or of all. */
    public Verifications.Opened open(Extent extent) {
        return open(extent, null, false);
    }

    /**
     * Opens one.
     *
     * @param against an earlier one that it is held against, or null
     * @param afresh to go on with none that was interrupted
     */
    Verifications.Opened open(Extent extent, @Nullable Long against, boolean afresh) {
        Wanted wanted = new Wanted(hash, tenants.stream().map(TenantId::text).toList(), extent, against, afresh);
        Verifications.Opened opened =
                control.prove(proof -> proof.verifications().open(matter, wanted));
        verification = opened.verification();
        return opened;
    }

    /** Writes down a moment at which the parts that follow are looked at. */
    public void moment(KeptMoment moment) {
        control.prove(proof -> {
            proof.verifications().add(id(), moment);
            return true;
        });
    }

    private long id() {
        return Objects.requireNonNull(verification).id();
    }

    public Set<String> finished() {
        return control.prove(proof -> proof.verifications().finishedFlows(id()));
    }

    public List<TableResult> record(Part part, RowComparison.Result result) {
        return record(part, result, null, NO_FATES);
    }

    /** @param input what was read of the source, where that is known */
    List<TableResult> record(Part part, RowComparison.Result result, @Nullable FlowInput input, Fates fates) {
        List<Fate> became = fates.judge(result);
        // Where the rows do not add up, nothing is known of any of them, and nothing another time.
        FlowInput kept = result.adds() ? input : null;
        return control.prove(proof -> {
            Tally tally = new Tally(part.name());
            result.findings().forEach(tally::add);
            Waived waived = WaiverRule.judge(proof.waivers().list(matter.project()), tally, LocalDate.now(clock));
            List<TableResult> results = new ArrayList<>();
            withSilent(result.equations(), part.owners())
                    .forEach((tenant, rows) ->
                            results.add(judged(part, tenant, rows.waived(waived.of(tenant)), result)));
            proof.verifications()
                    .record(
                            id(),
                            part.name(),
                            results,
                            result.findings(),
                            new Recording(part.shown())
                                    .keeping(keepRows)
                                    .with(waived)
                                    .of(kept, became));
            return results;
        });
    }

    private TableResult judged(Part part, String tenant, Equation rows, RowComparison.Result result) {
        Judged judged = touched(VerdictRule.judge(new Evidence(
                rows, true, null, false, result.adds(), result.columns(), part.leftOut(), part.blind(), false)));
        return new TableResult(part.name(), part.table(), tenant, rows, judged.verdict(), judged.reason());
    }

    /** Of some rows alone there is no match of the table. */
    private Judged touched(Judged judged) {
        Long run = Objects.requireNonNull(verification).extent().touchedBy();
        if (run == null) {
            return judged;
        }
        return switch (judged.verdict()) {
            case FULL_MATCH, MATCH_WITH_WAIVERS, PARTIAL ->
                new Judged(Verdict.PARTIAL, "only the rows that run " + run + " touched: " + judged.reason());
            case UNTESTED -> new Judged(Verdict.UNTESTED, "run " + run + " touched none of these rows");
            case DIFFERENCES, STALE, INCOMPARABLE -> judged;
        };
    }

    /** Tenants of which no row was met are told too: silence is no proof. */
    private static Map<String, Equation> withSilent(Map<String, Equation> found, Collection<String> owners) {
        Map<String, Equation> all = new TreeMap<>(found);
        owners.forEach(owner -> all.putIfAbsent(owner, Equation.ZERO));
        return all;
    }

    /** A part that could not be compared. */
    public List<TableResult> failed(Part part, Fault fault) {
        String failure = fault.code() + ": " + fault.getMessage();
        Judged judged = VerdictRule.judge(
                new Evidence(Equation.ZERO, false, failure, false, false, List.of(), Map.of(), List.of(), false));
        List<TableResult> results = part.owners().stream()
                .map(owner -> new TableResult(
                        part.name(), part.table(), owner, Equation.ZERO, judged.verdict(), judged.reason()))
                .toList();
        control.prove(proof -> proof.verifications()
                .record(id(), part.name(), results, List.of(), new Recording(UnaryOperator.identity())));
        return results;
    }

    /** A part of which there is no row to look at. */
    List<TableResult> none(Part part) {
        Judged judged = touched(VerdictRule.judge(Evidence.of(Equation.ZERO, List.of())));
        List<TableResult> results = part.owners().stream()
                .map(owner -> new TableResult(
                        part.name(), part.table(), owner, Equation.ZERO, judged.verdict(), judged.reason()))
                .toList();
        control.prove(proof -> proof.verifications()
                .record(id(), part.name(), results, List.of(), new Recording(UnaryOperator.identity())));
        return results;
    }

    /** A part that is not looked at, so that nobody takes its silence for a match. */
    public void leaveOut(Part part) {
        List<TableResult> results = part.owners().stream()
                .map(owner ->
                        new TableResult(part.name(), part.table(), owner, Equation.ZERO, Verdict.UNTESTED, LEFT_OUT))
                .toList();
        control.prove(proof -> proof.verifications()
                .record(id(), part.name(), results, List.of(), new Recording(UnaryOperator.identity())));
    }

    /** Ends the verification, and says all that it found. */
    public VerifyOutcome finish() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        List<TableResult> results = control.prove(proof -> proof.verifications().results(id()));
        VerifyOutcome.byTenant(
                        results,
                        background,
                        Objects.requireNonNull(verification).extent())
                .forEach((tenant, judged) -> verdicts.put(tenant, judged.verdict()));
        control.prove(proof -> {
            proof.verifications().finish(id(), verdicts);
            return true;
        });
        return outcome(control, id(), EXAMPLES, background);
    }

    /** What a verification found, from what is recorded of it. */
    public static VerifyOutcome outcome(ControlSession control, long id, int examples, Background background) {
        return control.prove((Proof proof) -> {
            Verifications verifications = proof.verifications();
            Verification found = verifications.find(id).orElseThrow();
            return new VerifyOutcome(
                    found,
                    verifications.results(id),
                    verifications.patterns(id, examples),
                    verifications.standings(found.matter(), STANDINGS),
                    background,
                    found.against() == null ? null : verifications.changes(found),
                    verifications.moments(id));
        });
    }
}
