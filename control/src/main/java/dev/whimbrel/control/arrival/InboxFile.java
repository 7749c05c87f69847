package dev.whimbrel.control.arrival;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was seen in an inbox.
 *
 * @param stamp differs once anything of the file has changed
 * @param since when it was first seen with this stamp
 * @param arrival number of the arrival that it was taken as; null while it waits
 */
public record InboxFile(
        String name, String stamp, Instant since, @Nullable Long arrival) {
    /** The arrival that it was taken as. */
    public Optional<Long> takenAs() {
        return Optional.ofNullable(arrival);
    }
}
