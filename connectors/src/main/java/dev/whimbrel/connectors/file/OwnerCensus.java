package dev.whimbrel.connectors.file;

import dev.whimbrel.core.schema.Ownership;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records counted by owner while a table was looked through. The count stands for as long as the files are what they were before
 * it began: not by size and time alone, which can be put back, but by a stamp that cannot. Where there is none it never stands.
 */
final class OwnerCensus {
    private final Ownership ownership;
    private final Owners owners;
    private final OwnerTally tally = new OwnerTally();
    private final @Nullable List<String> stamps;

    private OwnerCensus(FileTable table, Ownership ownership) {
        this.ownership = ownership;
        this.owners = new Owners(table, ownership);
        this.stamps = stamps(table);
    }

    /** Null where the records do not tell owners of this kind. */
    static @Nullable OwnerCensus begin(FileTable table, Ownership ownership) {
        return Owners.areIn(table, ownership) ? new OwnerCensus(table, ownership) : null;
    }

    void see(RawRecord record, int file) {
        tally.add(owners.of(record, file));
    }

    /** The count, if it is of these owners, complete, and of the files as they are now. */
    @Nullable
    OwnerTally tally(FileTable table, Ownership wanted) {
        boolean stands = tally.isWhole() && ownership.equals(wanted) && stamps != null && stamps.equals(stamps(table));
        return stands ? tally : null;
    }

    private static @Nullable List<String> stamps(FileTable table) {
        List<String> stamps = new ArrayList<>();
        for (DataFile file : table.files()) {
            try {
                String stamp = file.stamp();
                if (stamp == null) {
                    return null;
                }
                stamps.add(stamp);
            } catch (IOException e) {
                throw FileTable.unreadable(file.path().getFileName().toString(), e);
            }
        }
        return stamps;
    }
}
