package dev.whimbrel.engine.pair;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.port.View;
import dev.whimbrel.engine.moment.OneMoment;
import dev.whimbrel.engine.plan.ReadSide;
import dev.whimbrel.engine.project.Comparison;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.verify.VerifyListener;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Decides how the rows of each pair are looked at for the first time, and says so. */
final class Looking {
    private final Project project;
    private final Comparison comparison;
    private final VerifyListener listener;
    private final LongAdder progress;
    private UnaryOperator<TwinPlan> weakened = UnaryOperator.identity();

    Looking(Project project, Comparison comparison, VerifyListener listener, LongAdder progress) {
        this.project = project;
        this.comparison = comparison;
        this.listener = listener;
        this.progress = progress;
    }

    /** For a test that wants to see a weak join caught. */
    void weakened(UnaryOperator<TwinPlan> weaker) {
        weakened = weaker;
    }

    /** What a join found, where both tables stand in one database that can make it; null where both sides are to be read. */
    @Nullable
    FirstLook at(String part, Pair pair, OneMoment moment) {
        if (comparison.expected().at() != comparison.actual().at()) {
            // There is no other way, so that there is nothing to say.
            return null;
        }
        Manner manner = Manner.of(pair);
        if (manner instanceof Manner.RowByRow row) {
            return rowByRow(part, row.because());
        }
        Manner.Joined joined = (Manner.Joined) manner;
        return joined(part, pair, new Manner.Joined(weakened.apply(joined.plan()), joined.key()), moment);
    }

    private @Nullable FirstLook joined(String part, Pair pair, Manner.Joined manner, OneMoment moment) {
        ReadSide side = comparison.expected().at() == Comparison.Side.SOURCE
                ? ReadSide.source(project)
                : ReadSide.target(project);
        FirstLook look = null;
        try {
            Optional<View> view = view(side, moment);
            if (view.isEmpty()) {
                return rowByRow(part, "its system cannot join two tables at one moment");
            }
            look = FirstLook.of(pair, manner, view.orElseThrow());
            Optional<String> because = look.look(progress);
            if (because.isEmpty()) {
                listener.way(part, "joined in the database, at one moment");
                return look;
            }
            look.close();
            return rowByRow(part, because.orElseThrow());
        } catch (RuntimeException | Error e) {
            if (look != null) {
                look.close();
            }
            if (e instanceof Fault fault && !moment.isLostBy(fault)) {
                return rowByRow(
                        part, "the database did not join it (" + fault.code() + ": " + fault.getMessage() + ")");
            }
            throw e;
        }
    }

    /** The moment of all tables, or one of this table where none is kept; empty where two sessions cannot see the same. */
    private static Optional<View> view(ReadSide side, OneMoment moment) {
        Optional<View> shared = moment.shared();
        if (shared.isPresent()) {
            return shared;
        }
        Optional<View> own = side.moment();
        if (own.isPresent() && !own.orElseThrow().isShared()) {
            own.orElseThrow().close();
            return Optional.empty();
        }
        return own;
    }

    private @Nullable FirstLook rowByRow(String part, String because) {
        listener.way(part, "read row by row, since " + because);
        return null;
    }
}
