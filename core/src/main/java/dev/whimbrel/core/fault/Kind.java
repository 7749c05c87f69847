package dev.whimbrel.core.fault;

/** Who can mend a failure: the user, the owner of the source or of the target, or we. */
public enum Kind {
    USER,
    SOURCE,
    TARGET,
    INTERNAL
}
