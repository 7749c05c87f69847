package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.port.Canary;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Feeler;
import dev.whimbrel.core.port.Monitored;
import dev.whimbrel.core.port.Snapshot;
import dev.whimbrel.core.port.Snapshots;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceConnector;
import dev.whimbrel.core.port.View;
import dev.whimbrel.core.port.Vitals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Opens databases as sources: MariaDB and MySQL, PostgreSQL, SQL Server. */
public final class JdbcSourceConnector implements SourceConnector, Monitored, Snapshots {
    @Override
    public Set<String> types() {
        return Set.of("mariadb", "mysql", "postgresql", "sqlserver");
    }

    @Override
    public Source open(ConnectionProfile profile) {
        return open(profile, dialect(profile));
    }

    private static Source open(ConnectionProfile profile, Dialect dialect) {
        try {
            Connection connection = connect(profile, dialect);
            return dialect instanceof PostgresDialect postgres
                    ? new PostgresSource(postgres, connection, profile.toString())
                    : new JdbcSource(dialect, connection, profile.toString());
        } catch (SQLException e) {
            throw ConnectionFaults.of(Kind.SOURCE, profile, e);
        }
    }

    /** Only PostgreSQL lets one session take a snapshot over from another. */
    @Override
    public Optional<Snapshot> snapshot(ConnectionProfile profile) {
        return profile.type().equals("postgresql")
                ? Optional.of(new PostgresDialect(profile.settings()).snapshot())
                : Optional.empty();
    }

    @Override
    public boolean canKeep(ConnectionProfile profile) {
        return !profile.type().equals("sqlserver");
    }

    @Override
    public View keep(ConnectionProfile profile) {
        return profile.type().equals("postgresql") ? keepPostgres(profile) : keepMariaDb(profile);
    }

    private static View keepMariaDb(ConnectionProfile profile) {
        MariaDbKept dialect = new MariaDbKept(profile.settings(), profile.toString());
        try {
            return MariaDbView.keep(connect(profile, dialect), dialect);
        } catch (SQLException e) {
            throw ConnectionFaults.of(Kind.SOURCE, profile, e);
        }
    }

    private static View keepPostgres(ConnectionProfile profile) {
        PostgresDialect dialect = new PostgresDialect(profile.settings());
        try {
            return PostgresView.keep(
                    connect(profile, dialect), profile.toString(), moment -> open(profile, dialect.seeing(moment)));
        } catch (SQLException e) {
            throw ConnectionFaults.of(Kind.SOURCE, profile, e);
        }
    }

    @Override
    public Vitals watch(ConnectionProfile profile, Canary canary) {
        return switch (profile.type()) {
            case "postgresql" -> PostgresVitals.of(profile, canary);
            case "sqlserver" -> SqlServerVitals.of(profile, canary, dialect(profile));
            default -> MariaDbVitals.of(profile, canary, dialect(profile));
        };
    }

    @Override
    public Feeler feel(ConnectionProfile profile, Duration limit) {
        return switch (profile.type()) {
            case "postgresql" -> PostgresVitals.feel(profile, limit);
            case "sqlserver" -> SqlServerVitals.feel(profile, limit, dialect(profile));
            default -> MariaDbVitals.feel(profile, limit, dialect(profile));
        };
    }

    private static Dialect dialect(ConnectionProfile profile) {
        return switch (profile.type()) {
            case "mariadb", "mysql" -> new MariaDbDialect(profile.settings());
            case "postgresql" -> new PostgresDialect(profile.settings());
            case "sqlserver" -> new SqlServerDialect(profile.settings(), profile.url());
            default ->
                throw Fault.user(
                        "SOURCE_TYPE_UNKNOWN",
                        "Cannot open a source of type " + profile.type() + ": no such database is known",
                        "Use one of mariadb, mysql, postgresql, sqlserver, files.");
        };
    }

    private static Connection connect(ConnectionProfile profile, Dialect dialect) throws SQLException {
        String url = dialect.url(profile);
        requireDriver(profile, url);
        Properties properties = dialect.properties();
        String user = profile.user();
        String password = profile.password();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = DriverManager.getConnection(url, properties);
        try {
            dialect.pin(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireDriver(ConnectionProfile profile, String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw Fault.user(
                    "DRIVER_MISSING",
                    "Cannot open " + profile.location() + ": no driver understands this address as " + profile.type(),
                    "Write the url as in jdbc:" + profile.type()
                            + "://host:port/database, and put the driver's jar on the" + " class path.");
        }
    }
}
