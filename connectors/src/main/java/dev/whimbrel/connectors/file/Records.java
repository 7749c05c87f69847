package dev.whimbrel.connectors.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a table from some number on, through all of its files. */
final class Records implements AutoCloseable {
    private final FileTable table;
    private int file;
    private long number;
    private @Nullable RecordReader reader;

    /** Stands before the record with this number, or at the table's end where there is none. */
    Records(FileTable table, long from) {
        this.table = table;
        RecordIndex.Position start =
                from <= 1 ? RecordIndex.Position.START : IndexCache.of(table).before(from);
        this.file = start.file();
        this.number = start.number() - 1;
        try {
            if (start.offset() >= 0) {
                open(start.offset(), start.linesBefore());
            }
            while (number < from - 1 && next() != null) {
                // Up to the wanted one from the nearest whose place is known.
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            throw unreadable(e);
        }
    }

    private void open(long offset, long linesBefore) throws IOException {
        DataFile next = table.files().get(file);
        RecordIndex.checkUnchanged(next);
        reader = RecordReader.open(table, next, offset, linesBefore);
    }

    @Nullable
    RawRecord next() {
        try {
            while (file < table.files().size()) {
                if (reader == null) {
                    open(
                            table.files().get(file).start(),
                            table.files().get(file).linesBefore());
                }
                RawRecord record = reader == null ? null : reader.next();
                if (record != null) {
                    number++;
                    return record;
                }
                RecordIndex.checkUnchanged(table.files().get(file));
                close();
                file++;
            }
            return null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private dev.whimbrel.core.fault.Fault unreadable(IOException e) {
        return FileTable.unreadable(
                table.files()
                                .get(Math.min(file, table.files().size() - 1))
                                .path()
                                .getFileName() + "",
                e);
    }

    /** Number of the record that {@link #next} gave last. */
    long number() {
        return number;
    }

    /** The file, by its place in the table, and so the order of its fields, of that record. */
    int file() {
        return file;
    }

    @Override
    public void close() {
        RecordReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }
}
