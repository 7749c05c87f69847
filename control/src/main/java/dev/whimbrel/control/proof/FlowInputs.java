package dev.whimbrel.control.proof;

import dev.whimbrel.core.value.TenantId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What verifications read. */
final class FlowInputs {
    private final Handle handle;

    FlowInputs(Handle handle) {
        this.handle = handle;
    }

    void insert(long id, String flow, FlowInput input) {
        handle.createUpdate("insert into whimbrel.verification_input values (:id, :flow, :columns)")
                .bind("id", id)
                .bind("flow", flow)
                .bindArray("columns", String.class, input.columns())
                .execute();
        PreparedBatch batch = handle.prepareBatch(
                "insert into whimbrel.verification_input_sum values (:id, :flow, :tenant, :rows, :tokens)");
        input.sums().forEach((tenant, sum) -> batch.bind("id", id)
                .bind("flow", flow)
                .bind("tenant", tenant)
                .bind("rows", sum.rows())
                .bind("tokens", bytes(sum.tokens()))
                .add());
        if (!input.sums().isEmpty()) {
            batch.execute();
        }
    }

    FlowInput find(long id, String flow) {
        Map<String, FlowInput.Sum> sums = new TreeMap<>();
        handle.createQuery("select tenant, row_count, tokens from whimbrel.verification_input_sum"
                        + " where verification_id = :id and flow = :flow")
                .bind("id", id)
                .bind("flow", flow)
                .map((rows, context) -> sums.put(
                        rows.getString("tenant"),
                        new FlowInput.Sum(rows.getLong("row_count"), tokens(rows.getBytes("tokens")))))
                .list();
        return handle.createQuery(
                        "select * from whimbrel.verification_input where verification_id = :id and flow = :flow")
                .bind("id", id)
                .bind("flow", flow)
                .map((rows, context) -> new FlowInput(Texts.list(rows, "columns"), sums))
                .findOne()
                .orElse(FlowInput.NONE);
    }

    /** Of each flow that a verification read, how much is what an earlier one read; as far as the earlier one's tenants are its own. */
    List<Changes.Input> compared(Verification later, long against) {
        return handle
                .createQuery("select flow from whimbrel.verification_input where verification_id = :id order by flow")
                .bind("id", later.id())
                .mapTo(String.class)
                .list()
                .stream()
                .map(flow -> compared(flow, find(later.id(), flow), find(against, flow), later))
                .toList();
    }

    private static Changes.Input compared(String flow, FlowInput now, FlowInput then, Verification later) {
        Set<String> tenants = new TreeSet<>(now.sums().keySet());
        then.sums().keySet().stream().filter(later::covers).forEach(tenants::add);
        Set<String> changed =
                tenants.stream().filter(tenant -> !now.isSame(then, tenant)).collect(Collectors.toSet());
        int all = (int) tenants.stream().filter(TenantId::isOne).count();
        int other = (int) changed.stream().filter(TenantId::isOne).count();
        return new Changes.Input(flow, now.rows(), all, all - other, changed.size() == other);
    }

    private static byte[] bytes(List<Long> tokens) {
        ByteBuffer bytes = ByteBuffer.allocate(tokens.size() * Long.BYTES);
        tokens.forEach(bytes::putLong);
        return bytes.array();
    }

    private static List<Long> tokens(byte[] bytes) {
        List<Long> tokens = new ArrayList<>(bytes.length / Long.BYTES);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            tokens.add(from.getLong());
        }
        return tokens;
    }

    boolean any(long id) {
        return handle.createQuery("select exists (select from whimbrel.verification_input where verification_id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }
}
