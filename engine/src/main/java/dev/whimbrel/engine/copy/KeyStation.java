package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.mapping.FieldRule.Generator;
import dev.whimbrel.core.value.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gives each row its key in the target: the one that its source key had before, or a new one. */
final class KeyStation implements Station {
    private final FlowWork flow;
    private final Landing landing;

    KeyStation(FlowWork flow, Landing landing) {
        this.flow = flow;
        this.landing = landing;
    }

    @Override
    public void pass(List<Candidate> rows) {
        FlowWork.GeneratedKey generated = flow.generatedKey();
        if (generated != null) {
            generate(rows, generated);
        }
        for (Candidate row : rows) {
            row.targetKey = flow.targetKey(row.values);
        }
    }

    private void generate(List<Candidate> rows, FlowWork.GeneratedKey generated) {
        List<Candidate> without = new ArrayList<>();
        for (Candidate row : rows) {
            if (!row.isGood()) {
                continue;
            }
            Identity before = row.before;
            String kept = before == null || before.outcome() == Identity.Outcome.EXCLUDED ? null : before.targetKey();
            if (kept != null && isKey(generated)) {
                row.values[generated.slot()] =
                        TextValue.of(generated.column().type(), Key.split(kept).get(0));
            } else if (generated.generator() == Generator.UUID) {
                row.values[generated.slot()] = uuid(flow.name(), row.sourceKey);
            } else {
                without.add(row);
            }
        }
        if (!without.isEmpty()) {
            List<Long> ids = landing.nextIds(
                    flow.flow().target().name(), generated.column().name(), without.size());
            for (int i = 0; i < ids.size(); i++) {
                without.get(i).values[generated.slot()] = ids.get(i);
            }
        }
    }

    private boolean isKey(FlowWork.GeneratedKey generated) {
        return flow.keyColumns().size() == 1
                && flow.keyColumns().get(0).name().equals(generated.column().name());
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
