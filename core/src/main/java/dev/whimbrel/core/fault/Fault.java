package dev.whimbrel.core.fault;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A failure that stops what was asked for. It carries a code that documentation and scripts can rely on, the kind that says who
 * can mend it, a message of the form "Cannot …: …" and the next step. Neither text may hold a row's content.
 */
public class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String OWN = "dev.whimbrel.";

    /** What to do about what is nobody's fault but ours: a verification has no run, and its number is told in its first line. */
    private static final String REPORT =
            "Run it again with --debug, and report this with the code, what is printed then, and the number of the run or verification.";

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
        return new Fault(Kind.INTERNAL, code, message, REPORT, cause);
    }

    /**
     * What nobody foresaw, told by its class and the innermost place of our own: without it, a failure that does not come again is never
     * found. The text of the failure is left out, for it may hold a value.
     *
     * @param what could not be done, such as {@code go on}
     */
    public static Fault unforeseen(String what, Throwable failure) {
        return internal(
                "UNFORESEEN",
                "Cannot " + what + ": an unforeseen " + failure.getClass().getSimpleName() + where(failure),
                failure);
    }

    private static String where(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .findFirst()
                .map(frame -> " in " + frame.getClassName().substring(OWN.length()) + ", line " + frame.getLineNumber())
                .orElse("");
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
