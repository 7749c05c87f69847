package dev.whimbrel.core.port;

import dev.whimbrel.core.fault.Fault;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where others put files: a folder or a bucket. It is only read. */
public interface Inbox extends AutoCloseable {
    /** All files that are there now; a fault where that cannot be told. */
    Listing list();

    /** The same file as it is now; empty where it is gone. */
    Optional<Listed> again(Listed file);

    /**
     * The bytes of a file as it was listed, where the system can tell, from the first on. A fault where it is gone, has changed, or may not be
     * read. Its reads throw what goes wrong.
     */
    InputStream read(Listed file);

    /** Where it is, for a person; nothing secret. */
    String location();

    @Override
    void close();

    /**
     * A file.
     *
     * @param name path below the inbox, parts joined by {@code /}, as it came: a {@code \} in it stands doubled, and a byte that is not UTF-8 as
     *     {@code \xFC}
     * @param size bytes
     * @param modified as the system has it
     * @param stamp differs once anything of the file has changed
     */
    record Listed(String name, long size, Instant modified, String stamp) {}

    /**
     * What is there.
     *
     * @param refused what is there and is no file that can be looked at, by its name
     */
    record Listing(List<Listed> files, Map<String, Fault> refused) {
        public Listing {
            files = List.copyOf(files);
            refused = Map.copyOf(refused);
        }
    }
}
