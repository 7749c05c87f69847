package dev.whimbrel.bench.data;

import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** The source tables: made in PostgreSQL, and carried from there to MariaDB and to files, so that all hold the same rows. */
public final class Sources {
    private Sources() {}

    /** The table in a PostgreSQL database, with its primary key, vacuumed. */
    public static Database postgres(Bed bed, Layout layout, long rows) {
        return bed.source("old_" + layout.table() + "_" + rows, name -> filled(bed.freshSource(name), layout, rows));
    }

    /** The same rows once more, in the server of the targets. */
    public static Database copy(Bed bed, Layout layout, long rows) {
        return bed.source("new_" + layout.table() + "_" + rows, name -> filled(bed.freshTarget(name), layout, rows));
    }

    private static Database filled(Database database, Layout layout, long rows) {
        database.execute(
                layout.createBare(),
                layout.fill(rows),
                "alter table " + layout.table() + " add primary key (id)",
                "vacuum (analyze) " + layout.table());
        return database;
    }

    /** The same rows in a MariaDB database. */
    public static Database mariaDb(Bed bed, Layout layout, long rows) {
        Database truth = postgres(bed, layout, rows);
        return bed.source("maria_" + truth.name(), name -> {
            Database database = bed.freshMariaDb(name);
            Path file = bed.files().resolve(name + ".tsv");
            String exported = String.join(
                    ", ", layout.fields().stream().map(Field::exported).toList());
            copyOut(truth, "copy (select " + exported + " from " + layout.table() + " order by id) to stdout", file);
            database.execute(
                    layout.createMariaDb(),
                    "load data infile '" + file + "' into table " + layout.table() + " character set utf8mb4",
                    "analyze table " + layout.table());
            delete(file);
            return database;
        });
    }

    /** The same rows in a CSV file with a header; texts stand in quotes, null is nothing at all, an empty text a pair of quotes. */
    public static Path csv(Bed bed, Layout layout, long rows) {
        Path file = bed.files().resolve(layout.table() + "_" + rows + ".csv");
        if (!Files.exists(file)) {
            Database truth = postgres(bed, layout, rows);
            copyOut(
                    truth,
                    "copy (select " + layout.columns() + " from " + layout.table()
                            + " order by id) to stdout (format csv, header, force_quote (" + quoted(layout) + "))",
                    file);
        }
        return file;
    }

    private static String quoted(Layout layout) {
        return String.join(
                ", ",
                layout.fields().stream()
                        .filter(field ->
                                field.type().contains("char") || field.type().startsWith("text"))
                        .map(Field::name)
                        .toList());
    }

    private static void copyOut(Database database, String copy, Path file) {
        try (Connection connection = database.connect();
                OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, out);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot write " + file.getFileName() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
