package dev.whimbrel.core.fault;

import org.jspecify.annotations.Nullable;

/**
 * A failure that stops what was asked for. It carries a code that documentation and scripts can rely on, the kind that says who
 * can mend it, a message of the form "Cannot …: …" and the next step. Neither text may hold a row's content.
 */
public class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;
    private final String next;

    public Fault(Kind kind, String code, String message, String next) {
        this(kind, code, message, next, null);
    }

    public Fault(Kind kind, String code, String message, String next, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
        this.next = next;
    }

    public static Fault user(String code, String message, String next) {
        return new Fault(Kind.USER, code, message, next);
    }

    public static Fault source(String code, String message, String next, @Nullable Throwable cause) {
        return new Fault(Kind.SOURCE, code, message, next, cause);
    }

    public static Fault target(String code, String message, String next, @Nullable Throwable cause) {
        return new Fault(Kind.TARGET, code, message, next, cause);
    }

    public static Fault internal(String code, String message, @Nullable Throwable cause) {
        return new Fault(Kind.INTERNAL, code, message, "Report this with the code and the run's id.", cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable upper-case code, such as {@code COLUMN_UNKNOWN}. */
    public String code() {
        return code;
    }

    /** What to do next, as a sentence. */
    public String next() {
        return next;
    }

    /** Whether the same step may succeed when tried again: a cut connection, a deadlock, a server that is starting. */
    public boolean isTransient() {
        return false;
    }
}
