package dev.whimbrel.control.ledger;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/**
 * The sessions that worker processes have at the server, known by their application names, and the ending of those that nobody
 * will go on with. A session that is ended loses what it had not committed; a process that was only slow finds its connection gone
 * and does the same again.
 */
public final class Sessions {
    private final Handle handle;

    Sessions(Handle handle) {
        this.handle = handle;
    }

    /** The name of the sessions with which a worker process does its work. */
    public static String name(int worker) {
        return "whimbrel/worker/" + worker;
    }

    /** The name of the session that shows, again and again, that the process lives. */
    public static String pulseName(int worker) {
        return "whimbrel/pulse/" + worker;
    }

    /** Gives this session its name, which stays with it once the transaction is committed. */
    public void call(String name) {
        handle.createQuery("select set_config('application_name', :name, false)")
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }

    /** Ends all sessions of a worker that lost its lease, so that what it left uncommitted blocks nobody. */
    public void endOf(int worker) {
        handle.createQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name = :name and datname = current_database()
                          and pid <> pg_backend_pid() and usename = current_user
                        """).bind("name", name(worker)).mapTo(Long.class).one();
    }

    /** Ends what processes of a run that are gone left behind, such as the making of an index. */
    public void endOfTheDead(long run) {
        handle.createQuery("select worker_id from whimbrel.worker w where w.run_id = :run and w.worker_id not in "
                        + Chunks.LIVING
                        + " and exists (select from pg_stat_activity a where a.datname = current_database()"
                        + " and a.application_name = 'whimbrel/worker/' || w.worker_id)")
                .bind("run", run)
                .mapTo(Integer.class)
                .forEach(this::endOf);
    }

    /**
     * Ends the sessions of other processes on the project's runs, which keep to the same lease, that have been in one transaction for longer than {@code silence} while their process
     * has not shown itself for as long: it stands still, or is out of reach, and the server would keep its locks for ever. Where a
     * lock hides a chunk or a step from everybody else, nobody could take it over.
     *
     * @return how many were ended
     */
    public int endSilent(String project, String environment, int worker, Duration silence) {
        return handle.createQuery("""
                        with ours as (
                          select pid, application_name as name, xact_start, state_change,
                            substring(application_name from '[0-9]+$') as worker
                          from pg_stat_activity
                          where datname = current_database() and usename = current_user
                            and application_name ~ '^whimbrel/(worker|pulse)/[0-9]+$'),
                        beating as (
                          select worker from ours where name like 'whimbrel/pulse/%'
                            and state_change > clock_timestamp() - make_interval(secs => :silence))
                        select count(pg_terminate_backend(pid)) from ours
                        where worker in (
                            select w.worker_id::text from whimbrel.worker w join whimbrel.run r using (run_id)
                            where r.project = :project and r.environment = :environment)
                          and worker <> :worker and worker not in (select worker from beating)
                          and xact_start < clock_timestamp() - make_interval(secs => :silence)
                        """)
                .bind("project", project)
                .bind("environment", environment)
                .bind("worker", Integer.toString(worker))
                .bind("silence", silence.toMillis() / 1000.0)
                .mapTo(Integer.class)
                .one();
    }
}
