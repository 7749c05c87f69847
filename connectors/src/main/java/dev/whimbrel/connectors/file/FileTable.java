package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import java.io.IOException;
import java.util.List;

/**
 * One file, or several like ones in the order of their names, as a table.
 *
 * @param several whether the path is a pattern, so that lines are named with their file
 * @param nulls texts that stand for null where they are not quoted
 * @param key names of the declared columns that identify a row; empty means the number of the record
 */
record FileTable(
        String name,
        List<DataFile> files,
        boolean several,
        Layout layout,
        List<Field> fields,
        List<String> nulls,
        List<String> key) {
    FileTable {
        files = List.copyOf(files);
        fields = List.copyOf(fields);
        nulls = List.copyOf(nulls);
        key = List.copyOf(key);
    }

    /**
     * The table as the engine sees it. A rule named {@code content} stands for what is in the files, so that the schema's
     * fingerprint changes when they do.
     */
    Table table(long rows) {
        List<CheckRule> content = files.stream()
                .map(f -> new CheckRule("content", f.path().getFileName() + " " + f.mark()))
                .toList();
        List<Column> columns = fields.stream()
                .map(f -> new Column(
                        f.name(), f.type(), f.type() + " " + f.format(), !key.contains(f.name()), Column.Filling.NONE))
                .toList();
        long bytes = files.stream().mapToLong(DataFile::size).sum();
        return new Table(new TableName(null, name), columns, key, List.of(), List.of(), content, rows, bytes);
    }

    /** What a line of one of the files is called where it cannot be known by its key. */
    String lineName(int file, long line) {
        return (several ? files.get(file).path().getFileName() + ":" : "") + "line " + line;
    }

    /** The place of a declared column. */
    int index(String column) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(column)) {
                return i;
            }
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw Fault.user(
                "COLUMN_UNKNOWN",
                "Cannot read column " + column + " of " + name + ": the file has no such column",
                "Declare it under columns, or mend its name.");
    }

    static Fault unreadable(String name, IOException e) {
        return Fault.source(
                "FILE_UNREADABLE",
                "Cannot read " + name + ": " + e.getClass().getSimpleName(),
                "See that the file exists and that this user may read it.",
                e);
    }
}
