package dev.whimbrel.engine.pair;

import dev.whimbrel.core.port.Source;
import dev.whimbrel.engine.moment.Sight;
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
     * @param sight shows what is there whenever it is asked
     */
    UnlikeRows(Pair pair, Pair.Side side, Source then, Sight sight, FirstLook look) {
        super(pair, side, sight, 0);
        this.then = TwinRows.of(pair, side, then);
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
