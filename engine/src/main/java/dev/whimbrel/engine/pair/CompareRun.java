package dev.whimbrel.engine.pair;

import dev.whimbrel.control.proof.Extent;
import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.Recording;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.core.difference.Shape;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.moment.OneMoment;
import dev.whimbrel.engine.moment.Sight;
import dev.whimbrel.engine.plan.ReadSide;
import dev.whimbrel.engine.plan.Tenants;
import dev.whimbrel.engine.project.Comparison;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.selftest.SelfTest;
import dev.whimbrel.engine.selftest.Sieve;
import dev.whimbrel.engine.selftest.Tested;
import dev.whimbrel.engine.verify.Background;
import dev.whimbrel.engine.verify.Memory;
import dev.whimbrel.engine.verify.Named;
import dev.whimbrel.engine.verify.Unforeseen;
import dev.whimbrel.engine.verify.VerifyListener;
import dev.whimbrel.engine.verify.VerifyOutcome;
import dev.whimbrel.engine.verify.VerifyRun;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tables of a comparison, one after the other. What is found of one is recorded whole before the next begins, so that an
 * interrupted one goes on with those that are left. A table that cannot be compared is INCOMPARABLE and stops no other.
 */
public final class CompareRun {
    private final Project project;
    private final Comparison comparison;
    private final Set<TenantId> tenants;
    private final VerifyListener listener;
    private final LongAdder rows = new LongAdder();
    private final SecureRandom random = new SecureRandom();
    private final Looking looking;
    private Duration settle = VerifyRun.SETTLE;
    private int sample;
    private UnaryOperator<RowComparison.Subject> weakened = UnaryOperator.identity();
    private boolean oneMoment = true;
    private Set<String> only = Set.of();

    /** @param tenants whose rows are looked at; none means all */
    public CompareRun(Project project, Comparison comparison, Set<TenantId> tenants, VerifyListener listener) {
        this.project = project;
        this.comparison = comparison;
        this.tenants = Set.copyOf(tenants);
        this.listener = listener;
        this.looking = new Looking(project, comparison, listener, rows);
    }

    /** How long a difference must last before it counts as one. */
    public CompareRun settling(Duration time) {
        settle = time;
        return this;
    }

    /**
     * Attacks the comparison of each table with mutations of so many of its rows first; 0, as nothing is said, for none. Where tables are
     * joined, so is the join.
     */
    public CompareRun selfTesting(int sampleRows) {
        sample = sampleRows;
        return this;
    }

    /** For a test that wants to see a weak join caught. */
    CompareRun weakenedJoin(UnaryOperator<TwinPlan> weaker) {
        looking.weakened(weaker);
        return this;
    }

    /** For a test that wants to see a weak comparison caught. */
    CompareRun weakened(UnaryOperator<RowComparison.Subject> weaker) {
        weakened = weaker;
        return this;
    }

    /** Whether all tables are looked at as they were at one moment of each side, as is done where nothing is said, or each at its own. */
    public CompareRun atOneMoment(boolean one) {
        oneMoment = one;
        return this;
    }

    /** Compares some tables alone, by their names in the comparison; none means all. What is left out is recorded as that. */
    public CompareRun only(Set<String> tables) {
        only = Set.copyOf(tables);
        return this;
    }

    /** Compares what is not compared yet. Throws all that is wrong with the comparison at once. */
    public VerifyOutcome execute() {
        Pairing pairing = pairing();
        if (!pairing.problems().isEmpty()) {
            throw new ProblemsFound(pairing.problems());
        }
        Extent extent = extent(pairing);
        List<String> roster = roster();
        try (ControlSession control = new ControlSession(project.target())) {
            // Tables can be compared in a target that nothing was ever moved to.
            control.with(ledger -> {
                ledger.installation().install();
                return true;
            });
            Memory memory = new Memory(
                    control,
                    new Matter(project.name(), project.environment(), comparison.name()),
                    comparison.hash(),
                    tenants,
                    Background.NONE,
                    project.keepRows());
            Verifications.Opened opened = memory.open(extent);
            listener.opened(opened.verification(), opened.continued());
            Set<String> finished = memory.finished();
            try (OneMoment moment = moment(memory, opened)) {
                pairing.pairs().stream()
                        .filter(pair -> !finished.contains(comparison.part(pair.name()))
                                && extent.has(comparison.part(pair.name())))
                        .forEach(pair -> attempt(memory, part(pair, roster), pair, moment));
            }
            pairing.lonely().stream()
                    .filter(name -> !finished.contains(comparison.part(name)) && extent.has(comparison.part(name)))
                    .forEach(name -> lonely(memory, name));
            Stream.concat(
                            pairing.pairs().stream().map(pair -> part(pair, roster)),
                            pairing.lonely().stream().map(this::lonelyPart))
                    .filter(part -> !finished.contains(part.name()) && !extent.has(part.name()))
                    .forEach(memory::leaveOut);
            return memory.finish();
        }
    }

    private Extent extent(Pairing pairing) {
        List<String> known = Stream.concat(pairing.pairs().stream().map(Pair::name), pairing.lonely().stream())
                .toList();
        return Extent.of(
                Named.of("table", only, known).stream().map(comparison::part).toList());
    }

    private OneMoment moment(Memory memory, Verifications.Opened opened) {
        return new OneMoment(
                side(comparison.expected()),
                side(comparison.actual()),
                oneMoment,
                opened.continued() ? KeptMoment.Why.INTERRUPTED : KeptMoment.Why.BEGUN,
                kept -> {
                    memory.moment(kept);
                    listener.moment(kept);
                });
    }

    private ReadSide side(Comparison.End end) {
        return end.at() == Comparison.Side.SOURCE ? ReadSide.source(project) : ReadSide.target(project);
    }

    private Pairing pairing() {
        try (Source expected = side(comparison.expected()).open();
                Source actual = side(comparison.actual()).open()) {
            return Pairing.of(comparison, expected.schema(), actual.schema());
        }
    }

    /** All tenants, so that those who are silent are told; those that are asked for, where there are any. */
    private List<String> roster() {
        try (Source source = ReadSide.source(project).open()) {
            List<TenantId> all = Tenants.of(project, source, source.schema());
            Tenants.require(all, tenants);
            return (tenants.isEmpty() ? all : tenants)
                    .stream().map(TenantId::text).sorted().toList();
        }
    }

    private Memory.Part lonelyPart(String name) {
        return new Memory.Part(
                comparison.part(name), name, List.of(TenantId.SHARED.text()), UnaryOperator.identity(), Map.of());
    }

    private void lonely(Memory memory, String name) {
        Memory.Part part = lonelyPart(name);
        Fault fault = Fault.user(
                "COMPARED_TABLE_ABSENT",
                "Cannot compare " + name + ": only one side has such a table",
                "Name the tables that are to be compared under `tables:`.");
        listener.failed(part.name(), fault);
        listener.judged(part.name(), memory.failed(part, fault));
    }

    private void attempt(Memory memory, Memory.Part part, Pair pair, OneMoment moment) {
        try {
            moment.during(() -> compare(memory, part, pair, moment));
        } catch (RuntimeException failure) {
            Fault fault = Unforeseen.fault(failure);
            listener.failed(part.name(), fault);
            listener.judged(part.name(), memory.failed(part, fault));
        }
    }

    private void compare(Memory memory, Memory.Part part, Pair pair, OneMoment moment) {
        long before = rows.sum();
        long left = pair.expected().table().rows();
        long right = pair.actual().table().rows();
        listener.flow(part.name(), left < 0 || right < 0 ? -1 : left + right, () -> rows.sum() - before);
        try (Sight expected = moment.expected();
                Sight actual = moment.actual();
                @Nullable FirstLook look = looking.at(part.name(), pair, moment)) {
            PairSubject subject = new PairSubject(pair, expected, actual, scope(pair));
            Memory.Part known = part.blindIn(selfTest(part.name(), subject, look));
            Disk disk = Disk.forRows(subject.rows(), random);
            try (RowComparison rowComparison = new RowComparison(
                    weakened.apply(subject.on(disk, look)), new RowComparison.Scope(scope(pair)), disk, settle, rows)) {
                listener.judged(part.name(), memory.record(known, rowComparison.execute()));
            }
        }
    }

    private Memory.Part part(Pair pair, List<String> roster) {
        List<String> owners = pair.ownerPlace() == null ? List.of(TenantId.SHARED.text()) : roster;
        UnaryOperator<String> shown =
                !pair.isKeyed() ? key -> Recording.NO_KEY : pair.maskKey() ? Shape::of : UnaryOperator.identity();
        return new Memory.Part(
                comparison.part(pair.name()), pair.actual().table().name().toString(), owners, shown, pair.leftOut());
    }

    private Set<TenantId> scope(Pair pair) {
        return pair.ownerPlace() == null ? Set.of() : tenants;
    }

    /** Columns in which the comparison misses differences, as far as that was tried. */
    private Set<String> selfTest(String name, PairSubject subject, @Nullable FirstLook look) {
        if (sample == 0) {
            return Set.of();
        }
        Disk disk = Disk.forRows(sample, random);
        Tested tested = new SelfTest(
                        new SelfTest.Attacked(
                                () -> weakened.apply(subject.on(disk, null)),
                                subject.tableColumns(),
                                subject.references(),
                                subject.keys(disk),
                                look == null ? Sieve.NONE : new JoinSieve(subject.pair(), look)),
                        disk,
                        random.nextLong())
                .execute(subject.rows(), sample);
        listener.selfTested(name, tested);
        return tested.blind();
    }
}
