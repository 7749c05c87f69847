package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Reading.Failed;
import dev.whimbrel.core.port.Reading.Measured;
import dev.whimbrel.core.port.Signal;
import dev.whimbrel.core.port.Vitals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The watch on a PostgreSQL server, be it source or target. Sessions are ours by their application name. */
public final class PostgresVitals {
    private static final String CANARY = "select count(*) from pg_catalog.pg_class where relkind = 'r'";

    /**
     * A user without pg_read_all_stats sees neither state nor wait of other users' sessions, and would count none: how many are
     * hidden is told as well. Sessions that wait for one of ours are looked into only where somebody waits for a lock at all.
     */
    private static final String SESSIONS = """
            with session as (
              select pid, state, wait_event_type, state_change, backend_type, datid,
                coalesce(application_name, '') like 'whimbrel%' as own,
                usesysid is not null and datid is not null and query = '<insufficient privilege>' as hidden
              from pg_stat_activity where pid <> pg_backend_pid()),
            waiter as (
              select pid from session where not own and wait_event_type = 'Lock' order by pid limit 20)
            select count(*) filter (where hidden and not own) as hidden,
              count(*) filter (where not own and state = 'active' and backend_type in ('client backend', 'parallel worker'))
                as active,
              count(*) filter (where not own and backend_type = 'client backend'
                and (state = 'active' or state_change > clock_timestamp() - interval '1 second')) as others,
              count(*) filter (where not own and state = 'active'
                and wait_event_type in ('Lock', 'IO', 'LWLock', 'BufferPin')) as waits,
              (select count(*) from waiter w where exists (
                 select from unnest(pg_blocking_pids(w.pid)) b(pid) join session s on s.pid = b.pid and s.own)) as blocked,
              100.0 * (select sum(numbackends) from pg_stat_database)
                / greatest(1, current_setting('max_connections')::int) as connections
            from session
            """;

    /**
     * Only a standby is asked for its own lag, only another server for that of its standbys. A standby that is behind and has applied
     * no transaction since its start does not know how far: its lag is null.
     */
    private static final String LAG = """
            select pg_is_in_recovery() as standby,
              (select count(*) from pg_stat_replication where pid <> 0 and state is null) as hidden,
              (select count(*) from pg_stat_replication where state in ('streaming', 'catchup')) as standbys,
              case when pg_is_in_recovery() then
                case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                     else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end
                else (select coalesce(max(extract(epoch from replay_lag)), 0) from pg_stat_replication
                      where state in ('streaming', 'catchup')) end as lag,
              case when pg_is_in_recovery() then 0
                else (select coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(),
                        coalesce(replay_lsn, flush_lsn, write_lsn, sent_lsn))), 0) / 1048576.0 from pg_stat_replication
                      where state in ('streaming', 'catchup')) end as backlog
            """;

    private static final String HIDDEN = "the user may not see other users' sessions; grant it pg_read_all_stats";

    private static final String UNKNOWN = "the standby is behind and has applied no transaction since its start";

    private PostgresVitals() {}

    public static Vitals of(ConnectionProfile profile, Canary canary) {
        return new JdbcVitals(() -> open(profile, canary), canary, CANARY, List.of(new Sessions(), new Standbys()));
    }

    /** The smallest question, over a connection as the watch has it. */
    public static Feeler feel(ConnectionProfile profile, Duration limit) {
        return new JdbcFeeler(() -> open(profile, new Canary(null, limit)));
    }

    private static Connection open(ConnectionProfile profile, Canary canary) throws SQLException {
        long millis = canary.limit().toMillis();
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "whimbrel guest");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", Long.toString(millis / 1000 + 2));
        credentials(profile, properties);
        Connection connection = DriverManager.getConnection(profile.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction read only; set lock_timeout = " + millis
                    + "; set statement_timeout = " + millis);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static void credentials(ConnectionProfile profile, Properties properties) {
        String user = profile.user();
        String password = profile.password();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
    }

    /** What the sessions of others are doing. */
    private static final class Sessions implements JdbcVitals.Probe {
        @Override
        public List<Signal> signals() {
            return List.of(Signal.ACTIVE, Signal.OTHERS, Signal.CONNECTIONS, Signal.WAITS, Signal.BLOCKED);
        }

        @Override
        public List<Reading> ask(Statement statement) throws SQLException {
            try (ResultSet row = statement.executeQuery(SESSIONS)) {
                row.next();
                List<Reading> readings = new ArrayList<>();
                readings.add(new Measured(Signal.CONNECTIONS, row.getDouble("connections")));
                boolean hidden = row.getLong("hidden") > 0;
                for (Signal signal : List.of(Signal.ACTIVE, Signal.OTHERS, Signal.WAITS, Signal.BLOCKED)) {
                    readings.add(
                            hidden ? new Failed(signal, HIDDEN) : new Measured(signal, row.getDouble(signal.word())));
                }
                return readings;
            }
        }
    }

    /** How far standbys are behind; nothing where there are none. */
    private static final class Standbys implements JdbcVitals.Probe {
        @Override
        public List<Signal> signals() {
            return List.of(Signal.LAG, Signal.BACKLOG);
        }

        @Override
        public List<Reading> ask(Statement statement) throws SQLException {
            try (ResultSet row = statement.executeQuery(LAG)) {
                row.next();
                if (row.getLong("hidden") > 0) {
                    return JdbcVitals.failed(this, HIDDEN);
                }
                List<Reading> readings = new ArrayList<>();
                if (row.getBoolean("standby") || row.getLong("standbys") > 0) {
                    double lag = row.getDouble("lag");
                    readings.add(row.wasNull() ? new Failed(Signal.LAG, UNKNOWN) : new Measured(Signal.LAG, lag));
                }
                if (row.getLong("standbys") > 0) {
                    readings.add(new Measured(Signal.BACKLOG, row.getDouble("backlog")));
                }
                return readings;
            }
        }
    }
}
