package dev.whimbrel.engine.pair;

import dev.whimbrel.core.port.Source;
import java.util.function.Predicate;

/** Of one side only the rows that the database did not find equal, as they were at that moment; by key, as they are now. */
final class UnlikeRows extends TwinRows {
    private final TwinRows then;
    private final FirstLook look;
    private boolean told;

    /**
     * Rows of the keys that a look found.
     *
     * @param then shows the moment at which they were not equal, until all were told once
     * @param now shows what is there whenever it is asked
     */
    UnlikeRows(Pair pair, Pair.Side side, Source then, Source now, FirstLook look) {
        super(pair, side, now, 0);
        this.then = new TwinRows(pair, side, then, 0);
        this.look = look;
    }

    @Override
    void each(Predicate<String> wanted, Visitor visitor) {
        if (told) {
            find(look.keys(), visitor);
            return;
        }
        told = true;
        then.find(look.keys(), (key, values, malformed) -> {
            look.met(key);
            visitor.visit(key, values, malformed);
        });
    }
}
