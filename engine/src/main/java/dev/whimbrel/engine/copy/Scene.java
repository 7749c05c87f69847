package dev.whimbrel.engine.copy;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import java.util.function.ToIntFunction;

/**
 * All that work on one chunk needs.
 *
 * @param fresh nothing of this flow was ever recorded, so that what was there before need not be asked for
 * @param flowNumbers the ledger's number of a flow by its name
 * @param mapping the ledger's number of the mapping version
 */
public record Scene(
        FlowWork flow,
        KeyRange range,
        boolean fresh,
        Source source,
        Landing landing,
        Tally tally,
        boolean othersMoved,
        Breaker breaker,
        ToIntFunction<String> flowNumbers,
        int mapping,
        long run) {
    Recorder recorder() {
        return new Recorder(flow, landing, tally, mapping, run);
    }

    BatchWriter writer(Recorder recorder) {
        return new BatchWriter(flow, landing, tally, new RewriteRule(othersMoved), recorder, flowNumbers, fresh, run);
    }
}
