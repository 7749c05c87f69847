package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Takes fixtures away and makes them again. Definitions are read and used under an empty search path, where they name the schema
 * of all that is not the server's own, so that they mean the same later and elsewhere.
 */
final class Alterations {
    private static final long LEAST_MEMORY = 1 << 20;

    private final Connection connection;

    Alterations(Connection connection) {
        this.connection = connection;
    }

    List<Fixture> fixtures(Collection<TableName> tables) throws SQLException {
        String path = setting("search_path");
        set("search_path", "");
        List<Fixture> fixtures = Fixtures.read(connection, tables);
        set("search_path", path);
        return fixtures;
    }

    boolean reserve(TableName table, Duration patience) throws SQLException {
        String usual = setting("lock_timeout");
        execute("savepoint whimbrel_reserve");
        try {
            set("lock_timeout", patience.toMillis() + "ms");
            execute("lock table " + Sql.quoted(table) + " in access exclusive mode");
            set("lock_timeout", usual);
            execute("release savepoint whimbrel_reserve");
            return true;
        } catch (SQLException e) {
            if (!ServerErrors.state(e).equals("55P03") && !ServerErrors.state(e).equals("42501")) {
                throw e;
            }
            execute("rollback to savepoint whimbrel_reserve");
            execute("release savepoint whimbrel_reserve");
            return false;
        }
    }

    void putAside(Fixture fixture) throws SQLException {
        boolean index = fixture.kind() != Kind.FOREIGN_KEY && !isConstraint(fixture);
        execute(
                index
                        ? "drop index "
                                + Sql.quoted(new TableName(fixture.table().schema(), fixture.name()))
                        : "alter table " + Sql.quoted(fixture.table()) + " drop constraint "
                                + Sql.quoted(fixture.name()));
    }

    private static boolean isConstraint(Fixture fixture) {
        return fixture.recipe().statements().stream()
                .anyMatch(statement -> statement.startsWith("ALTER TABLE") && statement.contains(" ADD CONSTRAINT "));
    }

    boolean rebuild(Fixture fixture, long memory) throws SQLException {
        if (!exists(fixture.table())) {
            return false;
        }
        set("search_path", "");
        String space = fixture.recipe().space();
        set("default_tablespace", space == null ? "" : space);
        set("maintenance_work_mem", Math.max(memory, LEAST_MEMORY) / 1024 + "kB");
        if (stands(fixture)) {
            return true;
        }
        try {
            for (String statement : fixture.recipe().statements()) {
                execute(statement);
            }
            return true;
        } catch (SQLException e) {
            throw failed(fixture, e);
        }
    }

    private boolean exists(TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, Sql.quoted(table));
            return isTrue(statement);
        }
    }

    /** Somebody may have made it by hand meanwhile; if it is just as it was, all is well. */
    private boolean stands(Fixture fixture) throws SQLException {
        boolean reference = fixture.kind() == Kind.FOREIGN_KEY;
        try (PreparedStatement statement =
                connection.prepareStatement(reference ? FixtureSql.REFERENCE_STANDS : FixtureSql.INDEX_STANDS)) {
            statement.setString(1, Sql.quoted(fixture.table()));
            statement.setString(2, fixture.name());
            statement.setString(3, fixture.recipe().definition());
            if (!reference) {
                statement.setBoolean(4, isConstraint(fixture));
            }
            return isTrue(statement);
        }
    }

    private static boolean isTrue(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** What may pass by itself stays what it is; all else holds the run until a person has looked. */
    private static Fault failed(Fixture fixture, SQLException failure) {
        Fault fault = ServerErrors.fault(failure, "build " + fixture.label() + " again");
        if (fault.isTransient()) {
            return fault;
        }
        String state = ServerErrors.state(failure);
        return Fault.target(
                "REBUILD_FAILED",
                "Cannot build " + fixture.label() + " again: " + why(state) + " (SQL state " + state + ")",
                next(state, fixture)
                        + " Its definition is kept in whimbrel.shelf; `whimbrel run` and `whimbrel restore`"
                        + " try again.",
                null);
    }

    private static String why(String state) {
        return switch (state) {
            case "23505" -> "several rows have the same key";
            case "23503" -> "rows refer to rows that are not there";
            case "53100" -> "the target's disk is full";
            case "42P07", "42710" -> "something else has its name by now";
            case "42501" -> "the target's user lacks a permission";
            case "42703", "42P01", "42883", "42704" -> "a column, table, function or type that it needs is gone";
            default -> "the target refuses it";
        };
    }

    private static String next(String state, Fixture fixture) {
        String columns = String.join(", ", fixture.columns());
        return switch (state) {
            case "23505" ->
                "Another program wrote to " + fixture.table() + " meanwhile: look for rows that agree in (" + columns
                        + ") and remove its own.";
            case "23503" ->
                "Another program wrote or deleted rows meanwhile: look for rows of " + fixture.table() + " whose ("
                        + columns + ") leads nowhere.";
            case "53100" -> "Free or add disk space on the target's server.";
            case "42P07", "42710" -> "Rename or drop what was made under that name.";
            case "42501" -> "Grant what was taken from the user since the run began.";
            default ->
                "Look up this moment in the server's own log and mend what it says; if it is no longer wanted, delete its row there and start"
                        + " again.";
        };
    }

    private String setting(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** For this transaction. */
    private void set(String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
