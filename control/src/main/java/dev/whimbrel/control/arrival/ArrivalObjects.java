package dev.whimbrel.control.arrival;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What may be in stores, whether or not an arrival is made of it. */
public final class ArrivalObjects {
    private final Handle handle;

    ArrivalObjects(Handle handle) {
        this.handle = handle;
    }

    /** Says that an object is about to be written, or is wanted anew. To be committed before it is. */
    public void begin(String keptAt, String object, Instant now) {
        handle.createUpdate("""
                        insert into whimbrel.arrival_object values (:kept, :object, :now)
                        on conflict (kept_at, object) do update
                          set begun_at = greatest(whimbrel.arrival_object.begun_at, excluded.begun_at)
                        """)
                .bind("kept", keptAt)
                .bind("object", object)
                .bind("now", Arrivals.time(now))
                .execute();
    }

    /** Keeps others from removing an object until the transaction ends; false where it is removed already. */
    public boolean lock(String keptAt, String object) {
        return handle.createQuery(
                        "select true from whimbrel.arrival_object where kept_at = :kept and object = :object for update")
                .bind("kept", keptAt)
                .bind("object", object)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    /** Objects of a store that no arrival is made of whose bytes are kept, and that nobody has begun since a moment. */
    public List<String> unused(String keptAt, Instant before) {
        return handle.createQuery("""
                        select object from whimbrel.arrival_object o
                        where kept_at = :kept and begun_at < :before and not exists (
                          select from whimbrel.arrival_file f join whimbrel.arrival a using (arrival_id)
                          where f.object = o.object and a.kept_at = o.kept_at and a.removed_at is null)
                        order by object
                        """)
                .bind("kept", keptAt)
                .bind("before", Arrivals.time(before))
                .mapTo(String.class)
                .list();
    }

    /** Whether an arrival other than this one, whose bytes are kept, is made of an object. */
    public boolean isUsedBeside(String keptAt, String object, long arrival) {
        return handle.createQuery("""
                        select exists (select from whimbrel.arrival_file f join whimbrel.arrival a using (arrival_id)
                          where f.object = :object and a.kept_at = :kept and a.removed_at is null and a.arrival_id <> :arrival)
                        """)
                .bind("kept", keptAt)
                .bind("object", object)
                .bind("arrival", arrival)
                .mapTo(Boolean.class)
                .one();
    }

    /** Forgets an object that is removed. */
    public void forget(String keptAt, String object) {
        handle.createUpdate("delete from whimbrel.arrival_object where kept_at = :kept and object = :object")
                .bind("kept", keptAt)
                .bind("object", object)
                .execute();
    }
}
