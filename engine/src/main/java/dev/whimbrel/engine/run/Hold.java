package dev.whimbrel.engine.run;

import dev.whimbrel.core.fault.Fault;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether the workers of this process shall go on: asked to stop, or stopped by a failure, the first of which is kept. */
final class Hold {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    void stop() {
        stop.set(true);
    }

    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        stop.set(true);
    }

    boolean isSet() {
        return stop.get();
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** Whether the failure is one after which the run is on hold until a person has looked. */
    boolean holdsRun() {
        return failure() instanceof Fault fault
                && (fault.code().equals("BREAKER_TRIPPED")
                        || fault.code().equals("SCHEMA_CHANGED")
                        || fault.code().equals("DIGEST_DIFFERS")
                        || fault.code().equals("REBUILD_FAILED"));
    }
}
