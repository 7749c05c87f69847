package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.fault.Fault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Draws from the sequence behind a column: that of an identity or serial column, or of a default that calls nextval. */
final class Sequences {
    /** The sequence that a column owns, else the one that its default names; both by dependency and not by text. */
    static final String OF_COLUMN = """
            select d.objid::regclass as sequence, 1 as rank from pg_depend d join pg_class s on s.oid = d.objid
            where s.relkind = 'S' and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
              and d.deptype in ('a', 'i') and d.refobjid = to_regclass(?) and d.refobjsubid =
                (select attnum from pg_attribute where attrelid = to_regclass(?) and attname = ?)
            union all
            select d.refobjid::regclass, 0 from pg_attrdef f
            join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
            join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid
              and d.refclassid = 'pg_class'::regclass
            join pg_class s on s.oid = d.refobjid and s.relkind = 'S'
            where f.adrelid = to_regclass(?) and a.attname = ?
            """;

    private Sequences() {}

    static List<Long> next(Connection connection, TableShape table, NativeColumn column, int count)
            throws SQLException {
        String sql = "with found as materialized (select sequence from (" + OF_COLUMN
                + ") s order by rank limit 1) select nextval(found.sequence) from found, generate_series(1, ?)";
        List<Long> ids = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, table.sql(), column.name());
            statement.setInt(6, count);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        if (ids.size() < count) {
            throw Fault.user(
                    "SEQUENCE_MISSING",
                    "Cannot draw numbers for " + table.name() + "." + column.name()
                            + ": no sequence belongs to the column",
                    "Make it an identity or serial column, or feed it in another way.");
        }
        return ids;
    }

    /** Binds the five parameters of {@link #OF_COLUMN}. */
    static void bind(PreparedStatement statement, String table, String column) throws SQLException {
        statement.setString(1, table);
        statement.setString(2, table);
        statement.setString(3, column);
        statement.setString(4, table);
        statement.setString(5, column);
    }
}
