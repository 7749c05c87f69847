package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Extent;
import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.Against;
import dev.whimbrel.engine.against.InputSums;
import dev.whimbrel.engine.against.InputWatch;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.FindingSpool;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.moment.OneMoment;
import dev.whimbrel.engine.moment.Sight;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.plan.ReadSide;
import dev.whimbrel.engine.project.Law;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.selftest.Keys;
import dev.whimbrel.engine.selftest.SelfTest;
import dev.whimbrel.engine.selftest.Sieve;
import dev.whimbrel.engine.selftest.Tested;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a project: flow by flow, and law by law. What is found of one is recorded whole before the next begins, so that a
 * verification that was interrupted goes on with those that are left. A flow that cannot be compared is INCOMPARABLE and stops no
 * other.
 */
public final class VerifyRun {
    /** What a change may take from one side to the other, where nothing else is said. */
    public static final Duration SETTLE = Duration.ofSeconds(2);

    private final Prepared prepared;
    private final Set<TenantId> tenants;
    private final VerifyListener listener;
    private final LongAdder rows = new LongAdder();
    private final SecureRandom random = new SecureRandom();
    private Duration settle = SETTLE;
    private int sample;
    private @Nullable Long against;
    private Set<String> resolves = Set.of();
    private boolean oneMoment = true;
    private List<String> parts = List.of();
    private @Nullable Long touchedBy;
    private FoundListener found = FoundListener.NONE;
    private UnaryOperator<RowComparison.Subject> weakened = UnaryOperator.identity();

    /** @param tenants whose rows are looked at; none means all */
    public VerifyRun(Prepared prepared, Set<TenantId> tenants, VerifyListener listener) {
        this.prepared = prepared.orStop();
        this.tenants = Set.copyOf(tenants);
        this.listener = listener;
    }

    /** How long a difference must last before it counts as one: longer than any change takes from one side to the other. */
    public VerifyRun settling(Duration time) {
        settle = time;
        return this;
    }

    /**
     * Whether all tables and laws are looked at as they were at one moment of each side, as is done where nothing is said, or each at its
     * own. What differs is looked at again as it is then in either case.
     */
    public VerifyRun atOneMoment(boolean one) {
        oneMoment = one;
        return this;
    }

    /**
     * Looks at some flows and laws alone; none of either means all. What is left out is recorded as that. A fault where a name is not
     * known.
     */
    public VerifyRun only(Set<String> flows, Set<String> laws) {
        parts = new MappedParts(prepared, tenants).named(flows, laws);
        return this;
    }

    /**
     * Looks at rows alone that a run inserted, rewrote, merged, excluded or quarantined, unless a later one touched them since; null means
     * all rows. Laws, which are about all rows, are left out.
     */
    public VerifyRun touchedBy(@Nullable Long run) {
        touchedBy = run;
        return this;
    }

    /** Attacks the comparison of each flow with mutations of so many of its rows first; 0, as nothing is said, for none. */
    public VerifyRun selfTesting(int sampleRows) {
        sample = sampleRows;
        return this;
    }

    /** Holds it against an earlier one: what became of the rows that differed then, and which differ newly. */
    public VerifyRun against(@Nullable Long number) {
        against = number;
        return this;
    }

    /** Ids of patterns of the earlier one; a fault where it has none of that id. */
    public VerifyRun resolving(Set<String> patterns) {
        resolves = Set.copyOf(patterns);
        return this;
    }

    /** Shows somebody all that is found; goes on with no interrupted one then, whose flows would not be seen. */
    public VerifyRun showing(FoundListener to) {
        found = to;
        return this;
    }

    /** For a test that wants to see a weak comparison caught. */
    VerifyRun weakened(UnaryOperator<RowComparison.Subject> weaker) {
        weakened = weaker;
        return this;
    }

    /** Verifies what is not verified yet; {@code NO_RUN_YET} where nothing was ever moved. */
    public VerifyOutcome execute() {
        Project project = prepared.project();
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            Extent extent = new Extent(parts, touchedBy);
            Against.requireAll(against, extent);
            TouchedRows touched = TouchedRows.of(control, project, touchedBy);
            Memory memory = Memory.of(control, project, tenants);
            Against earlier = Against.of(control, project, tenants, against);
            earlier.require(resolves);
            Verifications.Opened opened = memory.open(extent, earlier.number(), found != FoundListener.NONE);
            listener.opened(opened.verification(), opened.continued());
            Set<String> finished = memory.finished();
            try (OneMoment moment = moment(memory, opened)) {
                Work work = new Work(control, memory, earlier, opened.verification(), moment, touched);
                prepared.flows().stream()
                        .filter(flow -> !finished.contains(flow.name()) && extent.has(flow.name()))
                        .forEach(work::flow);
                // A law is about all rows.
                Stream.of(touchedBy == null ? project.laws() : List.<Law>of())
                        .flatMap(List::stream)
                        .filter(law -> !finished.contains(MappedParts.name(law)) && extent.has(MappedParts.name(law)))
                        .forEach(work::law);
            }
            Set<String> through = memory.finished();
            new MappedParts(prepared, tenants)
                    .all().stream()
                            .filter(part -> !through.contains(part.name()))
                            .forEach(memory::leaveOut);
            return memory.finish();
        }
    }

    private OneMoment moment(Memory memory, Verifications.Opened opened) {
        return new OneMoment(
                ReadSide.source(prepared.project()),
                ReadSide.target(prepared.project()),
                oneMoment,
                opened.continued() ? KeptMoment.Why.INTERRUPTED : KeptMoment.Why.BEGUN,
                kept -> {
                    memory.moment(kept);
                    listener.moment(kept);
                });
    }

    /** Verifies flows and laws, one after the other. */
    private final class Work {
        private final ControlSession control;
        private final Memory memory;
        private final Against earlier;
        private final Verification own;
        private final OneMoment moment;
        private final TouchedRows touched;
        private final MappedParts parts = new MappedParts(prepared, tenants);

        Work(
                ControlSession control,
                Memory memory,
                Against earlier,
                Verification own,
                OneMoment moment,
                TouchedRows touched) {
            this.control = control;
            this.memory = memory;
            this.earlier = earlier;
            this.own = own;
            this.moment = moment;
            this.touched = touched;
        }

        void flow(CompiledFlow flow) {
            attempt(parts.of(flow), () -> compare(flow));
        }

        void law(Law law) {
            attempt(parts.of(law), () -> compare(law));
        }

        private void attempt(Memory.Part part, Runnable work) {
            try {
                moment.during(work);
            } catch (RuntimeException failure) {
                Fault fault = Unforeseen.fault(failure);
                listener.failed(part.name(), fault);
                told(part.name(), memory.failed(part, fault));
            }
        }

        private void compare(CompiledFlow flow) {
            long estimate = flow.source().rows();
            long before = rows.sum();
            listener.flow(
                    flow.name(),
                    estimate < 0 ? -1 : tenants.isEmpty() ? 2 * estimate : estimate,
                    () -> rows.sum() - before);
            try (Sight source = moment.expected();
                    Sight target = moment.actual()) {
                FlowSubject subject = FlowSubject.of(
                        prepared, flow, tenants, earlier.input(flow.name()).columns(), control, source, target);
                Memory.Part part = parts.of(flow).blindIn(selfTest(subject));
                InputWatch watch = subject.watch(earlier.affected(flow.name()));
                if (touched.areNoneOf(subject)) {
                    told(flow.name(), memory.none(part));
                    return;
                }
                try (RowComparison comparison = comparison(subject, watch)) {
                    RowComparison.Result result = comparison.execute();
                    told(flow.name(), memory.record(part, result, watch.input(), fates(flow, watch)));
                    found.found(flow.name(), flow, result.findings());
                }
            }
        }

        private void compare(Law law) {
            listener.flow(MappedParts.name(law), -1, () -> 0);
            try (Sight source = moment.expected();
                    Sight target = moment.actual()) {
                String name = MappedParts.name(law);
                InputSums input = new InputSums(earlier.tokens(name));
                try (FindingSpool findings =
                        new FindingSpool(Disk.forRows(0, random).folder())) {
                    RowComparison.Result result =
                            new LawCheck(law, tenants).execute(source.first(), target.first(), findings, input);
                    FlowInput answer = input.of(result.columns());
                    Memory.Fates fates = earlier.isAny() ? earlier.rule(name, own, answer)::judge : Memory.NO_FATES;
                    told(name, memory.record(parts.of(law), result, answer, fates));
                    found.found(name, null, result.findings());
                }
            }
        }

        private Memory.Fates fates(CompiledFlow flow, InputWatch watch) {
            return earlier.isAny() ? earlier.rule(flow, own, watch)::judge : Memory.NO_FATES;
        }

        private void told(String name, List<TableResult> results) {
            listener.judged(name, results);
        }

        /** Columns in which the comparison misses differences, as far as that was tried. */
        private Set<String> selfTest(FlowSubject subject) {
            if (sample == 0) {
                return Set.of();
            }
            Disk disk = Disk.forRows(sample, random);
            Tested tested = new SelfTest(
                            new SelfTest.Attacked(
                                    () -> weakened.apply(subject.on(disk)),
                                    subject.compared().tableColumns(),
                                    subject.references(),
                                    Keys.APART,
                                    Sieve.NONE),
                            disk,
                            random.nextLong())
                    .execute(subject.rows(), sample);
            listener.selfTested(subject.name(), tested);
            return tested.blind();
        }

        private RowComparison comparison(FlowSubject subject, InputWatch watch) {
            Disk disk = Disk.forRows(subject.rows(), random);
            return new RowComparison(
                    weakened.apply(subject.on(disk, watch, touched.of(subject, listener))),
                    new RowComparison.Scope(tenants),
                    disk,
                    settle,
                    rows);
        }
    }
}
