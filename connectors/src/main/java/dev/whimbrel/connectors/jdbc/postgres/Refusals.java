package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.TargetTransaction.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/** Makes refusals of the server's errors: with the columns of the constraint that the server names, never with its text. */
final class Refusals {
    /** Columns of a constraint or, where no constraint stands behind it, of a unique index. */
    private static final String COLUMNS = """
            select array(select a.attname::text from unnest(k.columns) with ordinality u(att, n)
                         join pg_attribute a on a.attrelid = k.owner and a.attnum = u.att order by u.n)
            from (select 1 as rank, conrelid as owner, conkey as columns from pg_constraint
                  where conname = ? and conrelid = to_regclass(?)
                  union all
                  select 2, i.indrelid, (i.indkey::int2[])[0:i.indnkeyatts - 1] from pg_index i
                  join pg_class c on c.oid = i.indexrelid where c.relname = ? and i.indrelid = to_regclass(?)) k
            order by k.rank limit 1
            """;

    private final Connection connection;
    private final Map<String, List<String>> known = new HashMap<>();

    Refusals(Connection connection) {
        this.connection = connection;
    }

    /** The refusal of row {@code index}. The transaction must be usable, that is rolled back to its savepoint. */
    Refusal of(int index, SQLException failure, TableShape table) throws SQLException {
        ServerErrorMessage server = ServerErrors.server(failure);
        String code = ServerErrors.code(failure);
        String state = "SQL state " + ServerErrors.state(failure);
        if (server == null) {
            return new Refusal(index, code, List.of(), state);
        }
        String constraint = server.getConstraint();
        if (constraint != null) {
            List<String> columns = columns(server.getSchema(), server.getTable(), constraint);
            return new Refusal(index, code, table.hasAll(columns) ? columns : List.of(), constraint);
        }
        String column = server.getColumn();
        List<String> columns = column != null && table.hasAll(List.of(column)) ? List.of(column) : List.of();
        return new Refusal(index, code, columns, state);
    }

    private List<String> columns(@Nullable String schema, @Nullable String table, String constraint)
            throws SQLException {
        if (schema == null || table == null) {
            return List.of();
        }
        String owner = Sql.quoted(schema) + "." + Sql.quoted(table);
        String key = owner + " " + constraint;
        List<String> columns = known.get(key);
        if (columns == null) {
            columns = lookUp(owner, constraint);
            known.put(key, columns);
        }
        return columns;
    }

    private List<String> lookUp(String owner, String constraint) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, constraint);
            statement.setString(2, owner);
            statement.setString(3, constraint);
            statement.setString(4, owner);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? List.of((String[]) row.getArray(1).getArray()) : List.of();
            }
        }
    }
}
