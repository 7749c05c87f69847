package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.schema.UniqueKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables in the making, as a catalogue names their parts one row after another. Parts of tables not added are left out. */
final class TableDrafts {
    private final Map<TableName, Draft> drafts = new LinkedHashMap<>();

    void add(@Nullable String schema, String table, long rows, long bytes) {
        drafts.put(new TableName(schema, table), new Draft(rows, bytes));
    }

    void column(@Nullable String schema, String table, Column column) {
        Draft draft = drafts.get(new TableName(schema, table));
        if (draft != null) {
            draft.columns.add(column);
        }
    }

    /** Appends a column to the primary key. */
    void primaryKey(@Nullable String schema, String table, String column) {
        Draft draft = drafts.get(new TableName(schema, table));
        if (draft != null) {
            draft.primaryKey.add(column);
        }
    }

    /** Appends a column to a unique key; null for an expression. */
    void uniqueKey(@Nullable String schema, String table, String name, @Nullable String column, boolean plain) {
        Draft draft = drafts.get(new TableName(schema, table));
        if (draft == null) {
            return;
        }
        UniqueKey known = draft.uniqueKeys.getOrDefault(name, new UniqueKey(name, List.of(), true));
        List<String> columns = new ArrayList<>(known.columns());
        if (column != null) {
            columns.add(column);
        }
        draft.uniqueKeys.put(name, new UniqueKey(name, columns, known.plain() && plain));
    }

    /** Appends a pair of columns to a foreign key. */
    void foreignKey(
            @Nullable String schema,
            String table,
            String name,
            String column,
            @Nullable String toSchema,
            String toTable,
            String toColumn) {
        Draft draft = drafts.get(new TableName(schema, table));
        if (draft == null) {
            return;
        }
        ForeignKey known = draft.foreignKeys.getOrDefault(
                name, new ForeignKey(name, List.of(), new TableName(toSchema, toTable), List.of()));
        List<String> columns = new ArrayList<>(known.columns());
        List<String> toColumns = new ArrayList<>(known.referencedColumns());
        columns.add(column);
        toColumns.add(toColumn);
        draft.foreignKeys.put(name, new ForeignKey(name, columns, known.references(), toColumns));
    }

    void check(@Nullable String schema, String table, CheckRule check) {
        Draft draft = drafts.get(new TableName(schema, table));
        if (draft != null) {
            draft.checks.add(check);
        }
    }

    Schema schema() {
        List<Table> tables = new ArrayList<>();
        drafts.forEach((name, draft) -> tables.add(new Table(
                name,
                draft.columns,
                draft.primaryKey,
                List.copyOf(draft.uniqueKeys.values()),
                List.copyOf(draft.foreignKeys.values()),
                draft.checks,
                draft.rows,
                draft.bytes)));
        return new Schema(tables);
    }

    /** Takes one row of a catalogue. */
    @FunctionalInterface
    interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    private static final class Draft {
        private final long rows;
        private final long bytes;
        private final List<Column> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final Map<String, UniqueKey> uniqueKeys = new LinkedHashMap<>();
        private final Map<String, ForeignKey> foreignKeys = new LinkedHashMap<>();
        private final List<CheckRule> checks = new ArrayList<>();

        private Draft(long rows, long bytes) {
            this.rows = rows;
            this.bytes = bytes;
        }
    }
}
