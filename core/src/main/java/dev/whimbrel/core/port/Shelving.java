package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What a {@link TargetTransaction} may be able to do beside writing rows: take indexes, keys and foreign keys away from a table
 * that is about to be filled, and make them again. All of it is part of the transaction.
 */
public interface Shelving {
    /** The fixtures of these tables, and the foreign keys of other tables that refer to them; ordered by table and name. */
    List<Fixture> fixtures(Collection<TableName> tables);

    /**
     * Keeps everybody else out of a table until the transaction ends.
     *
     * @return false, with nothing changed, when others did not let go of it within {@code patience}
     */
    boolean reserve(TableName table, Duration patience);

    /** Takes a fixture away. Foreign keys go before the keys that they need. */
    void putAside(Fixture fixture);

    /**
     * Makes a fixture again; one that stands already just as it was is left so. The fault {@code REBUILD_FAILED} says what keeps
     * it from being made.
     *
     * @param memory bytes that the target may use for it
     * @return false when its table is gone, so that nothing can be made
     */
    boolean rebuild(Fixture fixture, long memory);
}
