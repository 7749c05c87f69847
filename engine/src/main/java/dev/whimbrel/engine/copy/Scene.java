package dev.whimbrel.engine.copy;

import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.guest.Pace;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * All that work on one chunk needs.
 *
 * @param fresh nothing of this flow was ever recorded, so that what was there before need not be asked for
 * @param vacant the target table was empty when the run began, and no other flow of the run writes to it
 * @param flowNumbers the ledger's number of a flow by its name
 * @param tenantNumbers the ledger's numbers of tenants
 * @param mapping the ledger's number of the mapping version
 * @param pace told of each batch when it is done
 * @param repaired keys of the rows that a repair is to go over; null in an ordinary run, which goes over those of the range
 */
public record Scene(
        FlowWork flow,
        KeyRange range,
        boolean fresh,
        boolean vacant,
        Source source,
        Landing landing,
        Tally tally,
        boolean othersMoved,
        Breaker breaker,
        ToIntFunction<String> flowNumbers,
        Map<TenantId, Integer> tenantNumbers,
        int mapping,
        long run,
        Pace pace,
        @Nullable List<Key> repaired) {
    /** The source rows of the chunk. */
    SourceRows rows() {
        return repaired == null ? source.read(flow.read(), range) : new FoundRows(source, flow.read(), repaired);
    }

    /** Whether rows are to be put right though somebody changed them in the target. */
    boolean repairs() {
        return repaired != null;
    }

    Recorder recorder() {
        return new Recorder(this);
    }

    BatchWriter writer(Recorder recorder) {
        return new BatchWriter(this, recorder);
    }
}
