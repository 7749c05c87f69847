package dev.whimbrel.engine.pair;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.ReadCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a pair that are not told one by one, since their database found them equal. How many they are is what was counted, less
 * what is told: the join itself is not asked. Where both sides are read there are none.
 */
final class Rest {
    private final @Nullable FirstLook look;
    private final Map<TenantId, Long> expected;
    private long unwanted;

    Rest(@Nullable FirstLook look) {
        this.look = look;
        this.expected = look == null ? Map.of() : new HashMap<>(look.expected());
    }

    /** A row of the expected side is told. */
    void told(TenantId tenant) {
        if (look != null) {
            expected.merge(tenant, -1L, Long::sum);
        }
    }

    /** All of the expected side's are told; the rest of the tenants that are wanted counts as alike. */
    void end(ReadCounts read, Predicate<TenantId> wanted) {
        if (look == null) {
            return;
        }
        expected.forEach((tenant, rows) -> {
            if (rows < 0) {
                throw Fault.internal(
                        "COUNTS_DISAGREE",
                        "Cannot compare: of one tenant more rows were read than were counted at the same moment",
                        null);
            }
            if (wanted.test(tenant)) {
                read.alike(tenant, rows);
            } else {
                unwanted += rows;
            }
        });
        look.told();
    }

    /** All of the actual side's are told: the rows of wanted tenants that were not, where so many were. */
    long ofActual(long told) {
        return look == null ? 0 : look.actual() - told - unwanted;
    }

    /** All of the actual side's are told. */
    void endActual() {
        if (look != null) {
            look.told();
        }
    }
}
