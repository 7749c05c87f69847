package dev.whimbrel.engine.reveal;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.RowClassifier;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Unreadable;
import dev.whimbrel.engine.compare.ActualRow;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.reveal.Revealed.Row;
import dev.whimbrel.engine.reveal.Revealed.Value;
import dev.whimbrel.engine.verify.FlowSubject;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one key in the clear, on both sides, as a verification reads them. */
final class ClearRows {
    private final FlowSubject flow;
    private final RowComparison.Subject subject;

    ClearRows(FlowSubject flow) {
        this.flow = flow;
        this.subject = flow.on(Disk.forRows(flow.rows(), new SecureRandom()));
    }

    /** Empty where the key is on neither side. */
    Optional<Revealed> of(String key, String knownTenant) {
        int parts = flow.keyParts();
        if (Key.split(key, parts).size() != parts) {
            return Optional.empty();
        }
        List<ExpectedRow> expected = subject.expected().find(List.of(key)).getOrDefault(key, List.of());
        List<ActualRow> actual = subject.actual().find(List.of(key)).getOrDefault(key, List.of());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            rows.add(row(i < expected.size() ? expected.get(i) : null, i < actual.size() ? actual.get(i) : null));
        }
        String tenant = expected.stream()
                .findFirst()
                .map(ExpectedRow::tenant)
                .map(TenantId::text)
                .orElse(knownTenant);
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Revealed(flow.name(), tenant, rows));
    }

    private Row row(@Nullable ExpectedRow expected, @Nullable ActualRow actual) {
        @Nullable Object @Nullable [] left = expected == null ? null : expected.values();
        @Nullable Object @Nullable [] right = actual == null ? null : actual.values();
        Map<String, ValueClass> differing = left == null || right == null ? Map.of() : differing(left, right);
        Set<Integer> references = flow.references();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < subject.columns().size(); i++) {
            String column = subject.columns().get(i).name();
            values.add(new Value(column, references.contains(i), text(left, i), text(right, i), differing.get(column)));
        }
        String missing = expected == null ? Row.ABSENT : expected.cause();
        return new Row(missing, actual == null ? Row.ABSENT : "", values);
    }

    private Map<String, ValueClass> differing(@Nullable Object[] left, @Nullable Object[] right) {
        return new RowClassifier(subject.columns(), Set.of(), Map.of())
                .cells(left, right, null).stream().collect(Collectors.toMap(Cell::column, Cell::valueClass));
    }

    private static @Nullable String text(@Nullable Object @Nullable [] values, int place) {
        Object value = values == null ? null : Carried.read(values[place]);
        if (value instanceof Unreadable unreadable) {
            return "(" + unreadable.code() + ")";
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? null : value.toString();
    }
}
