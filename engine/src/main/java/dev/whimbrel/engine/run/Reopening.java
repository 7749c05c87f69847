package dev.whimbrel.engine.run;

import dev.failsafe.RetryPolicy;
import dev.whimbrel.core.fault.CommitUnknown;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.TransientFault;
import java.time.Duration;
import java.util.function.Supplier;

/** Connections that are opened in mid-run: a server that answered before and does not now may be one that restarts. */
final class Reopening {
    /** For work that may be done twice: patient for about a minute and a half. */
    static final RetryPolicy<Object> RETRIES = RetryPolicy.builder()
            .handleIf(failure ->
                    failure instanceof CommitUnknown || failure instanceof Fault fault && fault.isTransient())
            .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(10))
            .withJitter(0.2)
            .withMaxRetries(14)
            .build();

    private Reopening() {}

    /** Opens; a refused connection is a failure that may pass. */
    static <T> T open(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (Fault fault) {
            if (fault.isTransient() || !fault.code().equals("CONNECTION_REFUSED")) {
                throw fault;
            }
            throw new TransientFault(fault.kind(), "CONNECTION_LOST", String.valueOf(fault.getMessage()), fault);
        }
    }
}
