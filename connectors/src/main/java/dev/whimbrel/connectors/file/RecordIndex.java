package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.schema.Ownership;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of a table are: the place of every n-th, so that reading may start near any record. At most
 * {@value #MOST} places are kept; where there are more, every other one is dropped.
 */
final class RecordIndex {
    static final int MOST = 1 << 16;

    private long[] offsets = new long[256];
    private long[] linesBefore = new long[256];
    private int[] files = new int[256];
    private int size;
    private long step = 64;
    private long records;
    private boolean ascending;
    private @Nullable OwnerCensus census;

    private RecordIndex() {}

    /** Reads all files of the table once, and counts records by their owners on the way where such are asked for. */
    static RecordIndex build(FileTable table, @Nullable Ownership ownership) {
        RecordIndex index = new RecordIndex();
        Ascent keys = new Ascent(table);
        OwnerCensus census = ownership == null ? null : OwnerCensus.begin(table, ownership);
        for (int i = 0; i < table.files().size(); i++) {
            DataFile file = table.files().get(i);
            try (RecordReader reader = RecordReader.open(table, file, file.start(), file.linesBefore())) {
                checkUnchanged(file);
                for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                    index.add(i, record.offset(), record.line() - 1);
                    keys.see(record, i);
                    if (census != null) {
                        census.see(record, i);
                    }
                }
                checkUnchanged(file);
            } catch (IOException e) {
                throw FileTable.unreadable(file.path().getFileName().toString(), e);
            }
        }
        index.ascending = keys.holds();
        index.census = census;
        return index;
    }

    static void checkUnchanged(DataFile file) throws IOException {
        if (!file.isUnchanged()) {
            throw Fault.source(
                    "FILE_CHANGED",
                    "Cannot read " + file.path().getFileName() + ": it was changed since it was looked at",
                    "Let files be complete before they are read, then start again.",
                    null);
        }
    }

    private void add(int file, long offset, long lines) {
        if (records++ % step != 0) {
            return;
        }
        if (size == MOST) {
            thin();
            if ((records - 1) % step != 0) {
                return;
            }
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            linesBefore = Arrays.copyOf(linesBefore, size * 2);
            files = Arrays.copyOf(files, size * 2);
        }
        offsets[size] = offset;
        linesBefore[size] = lines;
        files[size] = file;
        size++;
    }

    private void thin() {
        for (int i = 0; i < size / 2; i++) {
            offsets[i] = offsets[i * 2];
            linesBefore[i] = linesBefore[i * 2];
            files[i] = files[i * 2];
        }
        size /= 2;
        step *= 2;
    }

    /** All records, malformed ones too. */
    long records() {
        return records;
    }

    /** The same, once it is clear that the table's files have not changed since. */
    long recordsNow(FileTable table) {
        for (DataFile file : table.files()) {
            try {
                checkUnchanged(file);
            } catch (IOException e) {
                throw FileTable.unreadable(file.path().getFileName().toString(), e);
            }
        }
        return records;
    }

    /** Whether each record that has a key has a greater one than those before it; see {@link Ascent}. */
    boolean keysAscend() {
        return ascending;
    }

    /** How many records have which owners, where that was counted and is sure to be so still; else null. */
    @Nullable
    OwnerTally tally(FileTable table, Ownership ownership) {
        return census == null ? null : census.tally(table, ownership);
    }

    /** The nearest known place at or before the record with this number, which counts from 1. */
    Position before(long number) {
        if (size == 0) {
            return new Position(1, 0, -1, -1);
        }
        int i = (int) Math.min(size - 1, Math.max(0, (number - 1) / step));
        return new Position(i * step + 1, files[i], offsets[i], linesBefore[i]);
    }

    /** The place of a record; an offset of -1 means the first one of the file. */
    record Position(long number, int file, long offset, long linesBefore) {
        static final Position START = new Position(1, 0, -1, -1);
    }
}
