package dev.whimbrel.engine.arrival;

import dev.whimbrel.core.port.Inbox.Listed;
import dev.whimbrel.core.value.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be an arrival: the files of one tenant that go together.
 *
 * @param name of the arrival
 * @param set whether its pattern lets several files be one arrival
 * @param files in the order of their names
 * @param marker the file that says that it is whole; null where there is none
 */
record Candidate(
        TenantId tenant,
        String name,
        boolean set,
        List<Listed> files,
        @Nullable Listed marker) {
    Candidate {
        files = List.copyOf(files);
    }

    /** Whether the marker is there, and not left from an earlier file of the same name that is being written anew. */
    boolean isMarked() {
        if (marker == null) {
            return false;
        }
        Instant marked = marker.modified();
        return files.stream().noneMatch(file -> file.modified().isAfter(marked));
    }
}
