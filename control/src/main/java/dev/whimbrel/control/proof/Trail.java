package dev.whimbrel.control.proof;

import dev.whimbrel.control.proof.AffectedRows.Part;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Leaves of every row that differs, as far as there is room, what it takes to know it again. */
final class Trail {
    /** Rows of a flow. A verification against this one holds all of them in memory: some fifteen megabytes. */
    static final int MOST = 100_000;

    /** Each part has room for twice as many rows as the one before, up to two to the power of this: most tenants have few. */
    private static final int LARGEST = 12;

    private final AffectedRows rows;
    private final InputTokens tokens;
    private final long id;
    private final String flow;
    private final Map<Pattern, Map<String, Parts>> parts = new LinkedHashMap<>();
    private int kept;

    Trail(Handle handle, long id, InputTokens tokens, String flow) {
        this.rows = new AffectedRows(handle);
        this.tokens = tokens;
        this.id = id;
        this.flow = flow;
    }

    /** Of one pattern and tenant. */
    private static final class Parts {
        private final List<Part> all = new ArrayList<>();

        void add(long token, long input, boolean still) {
            if (all.isEmpty() || all.get(all.size() - 1).isFull()) {
                all.add(new Part(all.size(), 1 << Math.min(all.size(), LARGEST)));
            }
            all.get(all.size() - 1).add(token, input, still);
        }
    }

    void add(Pattern pattern, Finding finding) {
        if (kept < MOST) {
            kept++;
            parts.computeIfAbsent(pattern, no -> new LinkedHashMap<>())
                    .computeIfAbsent(finding.tenant(), no -> new Parts())
                    .add(tokens.row(finding.key()), tokens.input(finding.input()), finding.status() == Status.STABLE);
        }
    }

    void end(Patterns patterns) {
        Map<Pattern, Integer> numbers = patterns.numbers(parts.keySet());
        List<AffectedRows.Stored> stored = new ArrayList<>();
        parts.forEach((pattern, tenants) -> tenants.forEach((tenant, own) -> own.all.forEach(part ->
                stored.add(new AffectedRows.Stored(Objects.requireNonNull(numbers.get(pattern)), tenant, part)))));
        rows.insert(id, flow, stored);
    }
}
