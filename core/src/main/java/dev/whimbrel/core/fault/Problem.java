package dev.whimbrel.core.fault;

/** One thing wrong with what the user wrote or with how it fits the databases. All problems are gathered and shown together. */
public record Problem(Severity severity, String code, Place place, String message, String next) {
    /** An ERROR stops everything; an UNDECIDED one stops a run but not a plan; a WARNING is only shown. */
    public enum Severity {
        ERROR,
        UNDECIDED,
        WARNING
    }

    public static Problem error(String code, Place place, String message, String next) {
        return new Problem(Severity.ERROR, code, place, message, next);
    }

    public static Problem undecided(String code, Place place, String message, String next) {
        return new Problem(Severity.UNDECIDED, code, place, message, next);
    }

    public static Problem warning(String code, Place place, String message, String next) {
        return new Problem(Severity.WARNING, code, place, message, next);
    }

    @Override
    public String toString() {
        String where = place.toString();
        return (where.isEmpty() ? "" : where + ": ") + message + " [" + code + "] " + next;
    }
}
