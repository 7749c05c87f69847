package dev.whimbrel.testkit.fault;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which message of a client makes the server commit: a simple query, or the execution of a portal bound to a prepared
 * statement, possibly prepared long before. One per connection.
 */
final class CommitSpotter {
    private static final Pattern COMMIT =
            Pattern.compile("(^\\s*end\\b|(^|;)\\s*commit\\b(?!\\s+prepared))", Pattern.CASE_INSENSITIVE);

    private final Set<String> commits = new HashSet<>();
    private final Map<String, String> portals = new HashMap<>();

    /** Takes note of a message from the client and says whether it executes a commit. */
    boolean commits(Message message) {
        switch (message.type()) {
            case 'Q':
                return isCommit(message.text(0, 0));
            case 'P':
                parsed(message.text(0, 0), message.text(0, 1));
                return false;
            case 'B':
                portals.put(message.text(0, 0), message.text(0, 1));
                return false;
            case 'E':
                return commits.contains(portals.getOrDefault(message.text(0, 0), "?"));
            default:
                return false;
        }
    }

    private void parsed(String statement, String sql) {
        if (isCommit(sql)) {
            commits.add(statement);
        } else {
            commits.remove(statement);
        }
    }

    private static boolean isCommit(String sql) {
        return COMMIT.matcher(sql).find();
    }
}
