package dev.whimbrel.engine.against;

import dev.whimbrel.control.proof.Affected;
import dev.whimbrel.control.proof.Extent;
import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.InputTokens;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verification against which another one is held: whether what was wrong then is right now, and nothing else became wrong. */
public final class Against {
    /** A law's answer has no source rows. */
    private static final FateRule.Notes NO_NOTES = new FateRule.Notes() {
        @Override
        public InputWatch.@Nullable Note note(long token) {
            return null;
        }

        @Override
        public boolean expects(long token) {
            return false;
        }
    };

    private final ControlSession control;
    private final Project project;
    private final @Nullable Verification earlier;

    private Against(ControlSession control, Project project, @Nullable Verification earlier) {
        this.control = control;
        this.project = project;
        this.earlier = earlier;
    }

    /**
     * The one of a number, or none where that is null. A fault where it is not known, did not end, is of other tenants, or keeps nothing
     * of what it read.
     */
    public static Against of(ControlSession control, Project project, Set<TenantId> tenants, @Nullable Long number) {
        if (number == null) {
            return new Against(control, project, null);
        }
        Verification found = control.prove(proof -> proof.verifications().find(number))
                .filter(one -> one.project().equals(project.name())
                        && one.environment().equals(project.environment())
                        && one.comparison().isEmpty())
                .orElseThrow(() -> Fault.user(
                        "VERIFICATION_UNKNOWN",
                        "Cannot verify against " + number + ": this project has no verification of that number",
                        "Look for its number with `whimbrel report --text`, which names the newest one."));
        if (found.state() != Verification.State.FINISHED) {
            throw unfit(number, "it did not end (" + found.state() + ")");
        }
        if (!tenants.stream().map(TenantId::text).allMatch(found::covers)
                || (tenants.isEmpty() && !found.tenants().isEmpty())) {
            throw unfit(number, "it looked only at " + String.join(", ", found.tenants()));
        }
        if (!found.extent().isAll()) {
            throw unfit(number, "it looked only at a part of the tables or of their rows");
        }
        if (!control.prove(proof -> proof.verifications().keptInput(number))) {
            throw unfit(number, "nothing is kept of what it read");
        }
        return new Against(control, project, found);
    }

    /** A fault where a verification is to be held against another and looks at a part only: a change may break what is not looked at. */
    public static void requireAll(@Nullable Long number, Extent extent) {
        if (number != null && !extent.isAll()) {
            throw Fault.user(
                    "AGAINST_UNFIT",
                    "Cannot verify against " + number
                            + ": only a part is to be looked at, and what broke elsewhere would not be seen",
                    "Leave out --against, or the options that name flows, laws or a run.");
        }
    }

    private static Fault unfit(long number, String why) {
        return Fault.user(
                "AGAINST_UNFIT",
                "Cannot verify against " + number + ": " + why,
                "Verify the same tenants against one of all tables that ended, and that this version of Whimbrel made.");
    }

    /** A fault where one of these patterns differed in no row then: a typing error would pass for a resolved one. */
    public void require(Set<String> patterns) {
        Verification found = earlier;
        if (found == null || patterns.isEmpty()) {
            return;
        }
        Set<String> known = control.prove(proof -> proof.verifications().patterns(found.id(), 0)).stream()
                .map(PatternSummary::id)
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(patterns);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw Fault.user(
                    "PATTERN_UNKNOWN",
                    "Cannot verify against " + found.id() + ": it found no pattern " + String.join(", ", unknown),
                    "Take the ids from `whimbrel report " + found.id() + " --text`.");
        }
    }

    @Nullable
    public Long number() {
        return earlier == null ? null : earlier.id();
    }

    public boolean isAny() {
        return earlier != null;
    }

    /** What the earlier one read of a flow. */
    public FlowInput input(String flow) {
        return earlier == null
                ? FlowInput.NONE
                : control.prove(proof -> proof.verifications().input(earlier.id(), flow));
    }

    /** What differed in the earlier one. */
    public Affected affected(String flow) {
        return earlier == null
                ? Affected.NONE
                : control.prove(proof -> proof.verifications().affected(earlier.id(), flow));
    }

    public InputTokens tokens(String flow) {
        return control.prove(proof -> proof.inputTokens(project.name(), flow));
    }

    /**
     * What became of a flow's rows.
     *
     * @param later the verification that is held against this one
     */
    public FateRule rule(CompiledFlow flow, Verification later, InputWatch watch) {
        Set<String> parents = flow.writes().stream()
                .filter(write -> write.fill() instanceof Fill.Reference)
                .map(write -> ((Fill.Reference) write.fill()).flow())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> references = flow.writes().stream()
                .filter(write -> write.fill() instanceof Fill.Reference)
                .map(write -> write.column().name())
                .collect(Collectors.toSet());
        FlowInput own = watch.input();
        Parents parentFlows = new Parents(later, parents, flow.name(), own);
        return rule(own, watch, new FateRule.Setting(flow.name(), later::covers, references, parentFlows::areSame));
    }

    /** The same of a law: what it goes by is the source's answer as a whole. */
    public FateRule rule(String law, Verification later, FlowInput answer) {
        return rule(answer, NO_NOTES, new FateRule.Setting(law, later::covers, Set.of(), tenant -> true));
    }

    private FateRule rule(FlowInput now, FateRule.Notes notes, FateRule.Setting setting) {
        String flow = setting.flow();
        return new FateRule(affected(flow), input(flow), now, notes, tokens(flow), setting);
    }

    /** The flows to which a flow's references lead. */
    private final class Parents {
        private final Verification later;
        private final Set<String> names;
        private final String self;
        private final FlowInput own;
        private final Map<String, Pair> inputs = new HashMap<>();

        Parents(Verification later, Set<String> names, String self, FlowInput own) {
            this.later = later;
            this.names = names;
            this.self = self;
            this.own = own;
        }

        private record Pair(FlowInput then, FlowInput now) {}

        /** Rows of everyone may be led to as well. One that is not recorded yet is not known to be the same. */
        boolean areSame(String tenant) {
            return names.stream().allMatch(name -> {
                Pair pair = inputs.computeIfAbsent(name, this::pair);
                return pair.now().isSame(pair.then(), tenant) && pair.now().isSame(pair.then(), TenantId.SHARED.text());
            });
        }

        private Pair pair(String name) {
            FlowInput now = name.equals(self)
                    ? own
                    : control.prove(proof -> proof.verifications().input(later.id(), name));
            return new Pair(input(name), now);
        }
    }
}
