package dev.whimbrel.core.difference;

/** What may be said of one tenant and table after a verification. Only the first two let a tenant move on. */
public enum Verdict {
    FULL_MATCH,
    MATCH_WITH_WAIVERS,
    DIFFERENCES,
    /** There was nothing to compare. */
    UNTESTED,
    /** Not all that there is was compared. */
    PARTIAL,
    /** It was true once; what it rests on has changed. */
    STALE,
    /** The check failed, did not finish, or could not be judged. */
    INCOMPARABLE
}
