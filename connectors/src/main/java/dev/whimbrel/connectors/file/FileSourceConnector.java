package dev.whimbrel.connectors.file;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceConnector;
import java.util.Set;

/** Opens folders of text files, type {@code files}. */
public final class FileSourceConnector implements SourceConnector {
    @Override
    public Set<String> types() {
        return Set.of("files");
    }

    /** Looks at all declared files: their existence, encodings and headers. All problems found are thrown at once. */
    @Override
    public Source open(ConnectionProfile profile) {
        return new FileSource(profile);
    }
}
