package dev.whimbrel.testkit.fault;

/** What a {@link CuttingProxy} does with a commit. */
public enum CommitFate {
    PASS,
    /** Both sides are closed before the server is told to commit: the transaction is rolled back. */
    CUT_BEFORE,
    /** The server has committed; its answer is swallowed and both sides are closed. */
    CUT_AFTER
}
