package dev.whimbrel.engine.project;

import dev.whimbrel.core.port.ConnectionProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where inputs of production come from and where they are kept.
 *
 * @param kept the store
 * @param keep how long their bytes are kept
 * @param inboxes in the order of the file
 */
public record ArrivalSettings(ConnectionProfile kept, KeyPlace key, Duration keep, List<InboxSettings> inboxes) {
    public ArrivalSettings {
        inboxes = List.copyOf(inboxes);
    }

    /** Where the key is that bytes are encrypted with. */
    public sealed interface KeyPlace {
        /**
         * A variable of the environment.
         *
         * @param value null where it is not set
         */
        record Variable(String name, @Nullable String value) implements KeyPlace {
            @Override
            public String toString() {
                return "variable " + name;
            }
        }

        /** A file. */
        record File(Path path) implements KeyPlace {
            @Override
            public String toString() {
                return "file " + path;
            }
        }
    }

    /** By what it is known that a file is there whole. */
    public enum Completeness {
        /** Nothing of it has changed for a while. */
        SETTLED,
        /** Another file says so. */
        MARKER,
        /** It has its final name. */
        RENAME
    }

    /**
     * A place where others put files.
     *
     * @param at the folder or bucket
     * @param settle how long nothing of a file must have changed
     * @param marker what the name of the file that says so has behind the arrival's
     * @param partial how names end that are not final
     * @param header names of columns, which may be shown
     */
    public record InboxSettings(
            String name,
            ConnectionProfile at,
            FilePattern files,
            Completeness complete,
            Duration settle,
            String marker,
            List<String> partial,
            List<String> header) {
        public InboxSettings {
            partial = List.copyOf(partial);
            header = List.copyOf(header);
        }
    }
}
