package dev.whimbrel.engine.moment;

import dev.whimbrel.core.port.Source;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One side as it is looked at: for the first time as it was at the moment that is kept, where one is; and as it is now for all that is looked
 * at again. What is now has a connection of its own, opened when somebody asks for it. One thread uses it at a time.
 */
public final class Sight implements AutoCloseable {
    private final Source first;
    private final Supplier<Source> opening;
    private @Nullable Source now;

    private Sight(Source first, Supplier<Source> opening, @Nullable Source now) {
        this.first = first;
        this.opening = opening;
        this.now = now;
    }

    /** Where no moment is kept: every statement shows what there is by then. Takes over the source. */
    public static Sight ofNow(Source source) {
        return new Sight(source, () -> source, source);
    }

    /**
     * Where one is kept.
     *
     * @param then shows it; taken over
     * @param opening opens a source that shows what there is now
     */
    static Sight ofThen(Source then, Supplier<Source> opening) {
        return new Sight(then, opening, null);
    }

    /** For the first look at all rows. */
    public Source first() {
        return first;
    }

    /** For every later look. */
    public Source now() {
        Source known = now;
        if (known == null) {
            known = opening.get();
            now = known;
        }
        return known;
    }

    /** The same side as it is now, also at the first look. It is closed with this. */
    public Sight nowOnly() {
        return ofNow(now());
    }

    @Override
    public void close() {
        first.close();
        Source known = now;
        if (known != null && known != first) {
            known.close();
        }
    }
}
