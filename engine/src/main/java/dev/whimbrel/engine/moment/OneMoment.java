package dev.whimbrel.engine.moment;

import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.View;
import dev.whimbrel.engine.plan.ReadSide;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what both sides show at one moment, for all that is looked at for the first time. A system that cannot keep it, such as files, is
 * read as it is. A moment that its server has lost is never passed off: what was being read fails, and may be done again at a new one.
 */
public final class OneMoment implements AutoCloseable {
    private final ReadSide expected;
    private final ReadSide actual;
    private final boolean wanted;
    private final Consumer<KeptMoment> told;
    private @Nullable View expectedView;
    private @Nullable View actualView;
    private boolean kept;
    private KeptMoment.Why why;

    /** What is looked at whenever it is looked at, or, where {@code wanted}, at one moment that is told of each time that one is taken. */
    public OneMoment(
            ReadSide expected, ReadSide actual, boolean wanted, KeptMoment.Why why, Consumer<KeptMoment> told) {
        this.expected = expected;
        this.actual = actual;
        this.wanted = wanted;
        this.why = why;
        this.told = told;
    }

    /** The expected side. */
    public Sight expected() {
        keep();
        return sight(expected, expectedView);
    }

    /** The side that is held against it. */
    public Sight actual() {
        keep();
        return sight(actual, actualView);
    }

    /**
     * The moment of a system that both sides stand in, for somebody who opens several sources; closing it does not end it. Empty where it is
     * not kept, or only one source can show it.
     */
    public Optional<View> shared() {
        keep();
        View view = expectedView;
        return view != null && view.isShared() && view == actualView ? Optional.of(new Lent(view)) : Optional.empty();
    }

    /** Does some work; where the moment is lost meanwhile, once more from its beginning, at another. It must leave nothing behind when it fails. */
    public void during(Runnable work) {
        try {
            work.run();
        } catch (Fault fault) {
            if (!isLostBy(fault)) {
                throw fault;
            }
            close();
            why = KeptMoment.Why.LOST;
            work.run();
        }
    }

    /** Whether a fault says that the moment is lost; a look that keeps one of its own may lose that. */
    public boolean isLostBy(Fault fault) {
        return wanted && fault.code().equals("SNAPSHOT_LOST");
    }

    private void keep() {
        if (!wanted || kept) {
            return;
        }
        try {
            View first = expected.moment().orElse(null);
            expectedView = first;
            actualView = first != null && first.isShared() && expected.profile().equals(actual.profile())
                    ? first
                    : actual.moment().orElse(null);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        kept = true;
        told.accept(new KeptMoment(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS),
                expectedView != null,
                actualView != null,
                why));
    }

    private static Sight sight(ReadSide side, @Nullable View view) {
        return view == null ? Sight.ofNow(side.open()) : Sight.ofThen(view.open(), side::open);
    }

    @Override
    public void close() {
        View first = expectedView;
        View second = actualView;
        expectedView = null;
        actualView = null;
        kept = false;
        if (first != null) {
            first.close();
        }
        if (second != null && second != first) {
            second.close();
        }
    }

    private record Lent(View view) implements View {
        @Override
        public Source open() {
            return view.open();
        }

        @Override
        public void close() {
            // Others look at it as well.
        }
    }
}
