package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.mapping.FieldRule.Generator;
import dev.whimbrel.core.value.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives each row its generated values, its key in the target among them: those that its source key had before, or new ones. */
final class KeyStation implements Station {
    private final FlowWork flow;
    private final Landing landing;

    KeyStation(FlowWork flow, Landing landing) {
        this.flow = flow;
        this.landing = landing;
    }

    @Override
    public void pass(List<Candidate> rows) {
        List<Candidate> good = flow.generated().isEmpty()
                ? List.of()
                : rows.stream().filter(Candidate::isGood).toList();
        // The key comes first: it finds the other generated values of rows that landed before.
        for (FlowWork.Generated generated : flow.generated()) {
            int part = flow.keyPart(generated);
            if (part >= 0) {
                generate(good, generated, row -> keptKey(row, part));
            }
        }
        for (Candidate row : rows) {
            row.targetKey = flow.targetKey(row.values);
        }
        for (FlowWork.Generated generated : flow.generated()) {
            if (flow.keyPart(generated) < 0) {
                Map<String, Object> kept = keptValues(good, generated);
                generate(good, generated, row -> row.targetKey == null ? null : kept.get(row.targetKey.text()));
            }
        }
    }

    private interface Kept {
        @Nullable
        Object of(Candidate row);
    }

    private void generate(List<Candidate> rows, FlowWork.Generated generated, Kept kept) {
        List<Candidate> without = new ArrayList<>();
        for (Candidate row : rows) {
            Object value = kept.of(row);
            if (value == null && generated.generator() == Generator.UUID) {
                value = uuid(flow.name(), row.sourceKey());
            }
            if (value == null) {
                without.add(row);
            }
            row.values[generated.slot()] = value;
        }
        if (!without.isEmpty()) {
            List<Long> ids = landing.nextIds(
                    flow.flow().target().name(), generated.column().name(), without.size());
            for (int i = 0; i < ids.size(); i++) {
                without.get(i).values[generated.slot()] = ids.get(i);
            }
        }
    }

    /** Only a row that landed itself has a key of its own: a merged or excluded one has another row's. */
    private @Nullable Object keptKey(Candidate row, int part) {
        Identity before = row.before;
        String kept = before != null && before.outcome() == Identity.Outcome.WRITTEN ? before.targetKey() : null;
        return kept == null
                ? null
                : TextValue.of(
                        flow.keyColumns().get(part).type(),
                        Key.split(kept, flow.keyColumns().size()).get(part));
    }

    /** The values that stand in the target, by the target's key. */
    private Map<String, Object> keptValues(List<Candidate> rows, FlowWork.Generated generated) {
        List<Key> keys = new ArrayList<>();
        for (Candidate row : rows) {
            if (row.landedBefore() && row.targetKey != null) {
                keys.add(row.targetKey);
            }
        }
        Map<String, Object> kept = new HashMap<>();
        if (!keys.isEmpty()) {
            landing.select(flow, List.of(generated.column()), keys).forEach((key, values) -> {
                Object value = values[0];
                if (value != null) {
                    kept.put(key.text(), value);
                }
            });
        }
        return kept;
    }

    /** RFC 9562 version 8: our own choice of bits, here the first of SHA-256 over flow and source key. */
    static UUID uuid(String flow, String sourceKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((flow + "\n" + sourceKey).getBytes(StandardCharsets.UTF_8));
            java.nio.ByteBuffer bits = java.nio.ByteBuffer.wrap(hash);
            long high = (bits.getLong() & ~0xF000L) | 0x8000L;
            long low = (bits.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
