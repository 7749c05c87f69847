package dev.whimbrel.control.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Source keys of a flow whose identity names one run: those that it inserted, rewrote, merged, excluded or quarantined, unless a later run did any of
 * that since; and where a flow's source key is not guarded against coming twice, also those that it met unchanged. Told a portion at a
 * time, in the order in which they are kept, so that any number of them takes no memory.
 */
public final class TouchedKeys {
    private final Handle handle;

    TouchedKeys(Handle handle) {
        this.handle = handle;
    }

    /**
     * Keys that have a row of their own in the map.
     *
     * @param after the last key of the portion before; null for the first, since the empty text may be a key
     * @param most so many of them
     */
    public List<String> rows(int flowNo, long run, @Nullable String after, int most) {
        return handle.createQuery("""
                        select source_key from whimbrel.identity_row
                        where flow_no = :flow and (:after::text is null or source_key > :after::text collate "C")
                          and run_id = :run
                        order by source_key limit :most
                        """)
                .bind("flow", flowNo)
                .bindByType("after", after, String.class)
                .bind("run", run)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /**
     * Pages.
     *
     * @param after the last page of the portion before; {@link Long#MIN_VALUE} for the first
     * @param most so many of them
     */
    public List<Page> pages(int flowNo, long run, long after, int most) {
        return handle.createQuery("""
                        select p.low, array(
                          select k::text from unnest(p.source_keys) k
                          where not exists (select from whimbrel.identity_row r
                                            where r.flow_no = p.flow_no and r.source_key = k::text collate "C")) as keys
                        from whimbrel.identity_page p
                        where p.flow_no = :flow and p.low > :after and p.run_id = :run order by p.low limit :most
                        """)
                .bind("flow", flowNo)
                .bind("after", after)
                .bind("run", run)
                .bind("most", most)
                .map((rows, context) -> new Page(rows.getLong("low"), List.of((String[])
                        rows.getArray("keys").getArray())))
                .list();
    }

    /** Keys of one page that no row of the map overrules; {@code low} tells it apart. */
    public record Page(long low, List<String> keys) {}
}
