package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.port.Fixture.Recipe;
import dev.whimbrel.core.port.Fixture.Reference;
import dev.whimbrel.core.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads indexes and foreign keys, and writes down how each is made again. */
final class Fixtures {
    private Fixtures() {}

    static List<Fixture> read(Connection connection, Collection<TableName> tables) throws SQLException {
        String[] names = tables.stream().map(Sql::quoted).toArray(String[]::new);
        List<Fixture> fixtures = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FixtureSql.INDEXES)) {
            statement.setArray(1, connection.createArrayOf("text", names));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    fixtures.add(index(row));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(FixtureSql.REFERENCES)) {
            statement.setArray(1, connection.createArrayOf("text", names));
            statement.setArray(2, connection.createArrayOf("text", names));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    fixtures.add(reference(row));
                }
            }
        }
        return fixtures;
    }

    private static Fixture index(ResultSet row) throws SQLException {
        TableName table = new TableName(row.getString("nspname"), row.getString("relname"));
        String name = row.getString("name");
        boolean unique = row.getBoolean("uniq");
        Kind kind = row.getBoolean("main") ? Kind.PRIMARY_KEY : unique ? Kind.UNIQUE : Kind.INDEX;
        IndexRefusal refusal = IndexRefusal.of(
                row.getString("method"),
                strings(row, "classes"),
                row.getString("expressions"),
                row.getString("condition"));
        String obstacle = row.getString("obstacle");
        return new Fixture(
                table,
                name,
                kind,
                row.getString("expressions") == null ? strings(row, "columns") : List.of(),
                strings(row, "holds"),
                refusal.capacity(),
                null,
                obstacle == null ? refusal.why() : obstacle,
                recipe(row, table, name, kind));
    }

    private static Recipe recipe(ResultSet row, TableName table, String name, Kind kind) throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add(row.getString("definition"));
        String index = Sql.quoted(new TableName(table.schema(), name));
        String alter = "ALTER TABLE " + Sql.quoted(table);
        if (row.getBoolean("constrained")) {
            statements.add(alter + " ADD CONSTRAINT " + Sql.quoted(name)
                    + (kind == Kind.PRIMARY_KEY ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " + Sql.quoted(name));
        }
        for (String target : strings(row, "targets")) {
            int blank = target.indexOf(' ');
            statements.add("ALTER INDEX " + index + " ALTER COLUMN " + target.substring(0, blank) + " SET STATISTICS "
                    + target.substring(blank + 1));
        }
        if (row.getBoolean("clustered")) {
            statements.add(alter + " CLUSTER ON " + Sql.quoted(name));
        }
        comment(statements, "INDEX " + index, row.getString("note"));
        comment(statements, "CONSTRAINT " + Sql.quoted(name) + " ON " + Sql.quoted(table), row.getString("key_note"));
        return new Recipe(row.getString("definition"), statements, row.getString("space"));
    }

    private static Fixture reference(ResultSet row) throws SQLException {
        TableName table = new TableName(row.getString("nspname"), row.getString("relname"));
        String name = row.getString("name");
        String definition = row.getString("definition");
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE " + Sql.quoted(table) + " ADD CONSTRAINT " + Sql.quoted(name) + " " + definition);
        comment(statements, "CONSTRAINT " + Sql.quoted(name) + " ON " + Sql.quoted(table), row.getString("note"));
        return new Fixture(
                table,
                name,
                Kind.FOREIGN_KEY,
                strings(row, "columns"),
                List.of(),
                Fixture.ANY_SIZE,
                new Reference(
                        new TableName(row.getString("other_schema"), row.getString("other")),
                        strings(row, "others"),
                        row.getString("needed")),
                row.getString("obstacle"),
                new Recipe(definition, statements, null));
    }

    private static void comment(List<String> statements, String what, @Nullable String note) {
        if (note != null) {
            statements.add("COMMENT ON " + what + " IS " + Sql.literal(note));
        }
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
