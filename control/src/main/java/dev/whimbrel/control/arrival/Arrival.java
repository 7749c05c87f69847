package dev.whimbrel.control.arrival;

import dev.whimbrel.core.value.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of production of one tenant, as recorded.
 *
 * @param id 0 before it is recorded
 * @param name what tells it from the tenant's others: the file's name, or the part of its files' names that they share
 * @param hash SHA-256 in hex: of the bytes of the one file, or of the list of several
 * @param origin which inbox it came from, and who took it
 * @param keptAt the store
 * @param expiresAt from when on its bytes may be removed
 * @param removedAt since when they are; null while they are kept
 */
public record Arrival(
        long id,
        TenantId tenant,
        Kind kind,
        String name,
        String hash,
        List<ArrivalFile> files,
        Origin origin,
        String keptAt,
        Instant expiresAt,
        @Nullable Instant removedAt) {
    public Arrival {
        files = List.copyOf(files);
    }

    /** What an arrival is made of. Only files are taken in by now. */
    public enum Kind {
        FILES,
        TABLE,
        MESSAGES
    }

    /**
     * How it came.
     *
     * @param inbox its name in the project file
     * @param from where that is
     * @param by user and host of the process that took it
     * @param at when
     */
    public record Origin(String inbox, String from, String by, Instant at) {}

    /** Bytes of all files in the clear. */
    public long size() {
        return files.stream().mapToLong(ArrivalFile::size).sum();
    }

    /** Whether the bytes are removed. */
    public boolean isRemoved() {
        return removedAt != null;
    }
}
