package dev.whimbrel.engine.shelf;

import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the indexes and foreign keys of one flow's table while it is filled.
 *
 * @param untouched why nothing of the table is put aside; null where it is looked at one by one
 */
public record TableShelf(
        String flow, TableName table, @Nullable String untouched, List<Aside> aside, List<Staying> staying) {
    public TableShelf {
        aside = List.copyOf(aside);
        staying = List.copyOf(staying);
    }

    /** Taken away, and made again at a moment of a flow; {@code flow} is that flow's name. */
    public record Aside(Fixture fixture, Moment until, String flow) {}

    /** Left in place, and why. */
    public record Staying(Fixture fixture, String why) {}

    /** When something is made again. */
    public enum Moment {
        /** The flow's rows are in the target. */
        LANDED,
        /** So are references of these rows that a second pass sets. */
        LINKED,
        /** The rows of all flows are. */
        END
    }
}
