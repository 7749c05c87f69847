package dev.whimbrel.engine.guest;

/**
 * Ends work on a chunk whose transaction would stay open for too long under a pause: it is rolled back, and the chunk is given back to
 * be done once the run goes on. No fault.
 */
public final class GivenBack extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenBack() {
        super("The chunk is given back while the run is stopped", null, false, false);
    }
}
