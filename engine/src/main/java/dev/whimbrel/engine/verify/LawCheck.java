package dev.whimbrel.engine.verify;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.RowClassifier;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.port.Questions;
import dev.whimbrel.core.port.Questions.Answer;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.InputSums;
import dev.whimbrel.engine.compare.FindingSpool;
import dev.whimbrel.engine.compare.Moved;
import dev.whimbrel.engine.compare.ReadCounts;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.compare.Terms;
import dev.whimbrel.engine.project.Law;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Holds the answers of both sides to one law against each other, row by row. */
final class LawCheck {
    private static final int MOST = 100_000;
    private static final String OF_ALL = TenantId.SHARED.text();

    private final Law law;
    private final Set<TenantId> tenants;

    /** @param tenants whose rows count; empty means all */
    LawCheck(Law law, Set<TenantId> tenants) {
        this.law = law;
        this.tenants = tenants;
    }

    /** @param input takes note of what the source answers */
    RowComparison.Result execute(Source source, Source target, FindingSpool findings, InputSums input) {
        Answer left = ask(source, law.source(), "source");
        Answer right = ask(target, law.target(), "target");
        int[] places = places(left, right);
        Map<String, Row> expected = rows("source", left, null);
        Map<String, Row> actual = rows("target", right, places);
        expected.forEach((key, row) -> input.add(row.tenant(), key, Digest.of(row.values())));
        Terms terms = new Terms();
        ReadCounts read = new ReadCounts(new LongAdder());
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            compare(left, key, expected.get(key), actual.get(key), terms, read, findings);
        }
        return new RowComparison.Result(terms.equations(read), true, left.columns(), new Moved(), findings);
    }

    private record Row(String tenant, @Nullable Object[] values) {}

    private void compare(
            Answer shape,
            String key,
            @Nullable Row expected,
            @Nullable Row actual,
            Terms terms,
            ReadCounts read,
            FindingSpool findings) {
        String tenant = expected != null ? expected.tenant() : actual != null ? actual.tenant() : OF_ALL;
        if (expected != null) {
            read.read(new TenantId(tenant));
            terms.expected(tenant);
        }
        RowClass rowClass;
        List<Cell> cells = List.of();
        if (expected == null) {
            rowClass = RowClass.EXTRA;
        } else if (actual == null) {
            rowClass = RowClass.MISSING;
        } else if (Digest.of(expected.values()).equals(Digest.of(actual.values()))) {
            return;
        } else {
            rowClass = RowClass.CHANGED;
            cells = new RowClassifier(Answers.columns(shape, expected.values(), actual.values()), Set.of(), Map.of())
                    .cells(expected.values(), actual.values(), null);
        }
        terms.differs(tenant, rowClass, Status.STABLE);
        findings.add(new Finding(tenant, key, rowClass, cells, Status.STABLE, "LAW"));
    }

    private Answer ask(Source side, String query, String name) {
        if (!(side instanceof Questions questions)) {
            throw Fault.user(
                    "LAW_NOT_ASKABLE",
                    "Cannot check law " + law.name() + ": the " + name
                            + " answers no queries, since it is made of files",
                    "Leave laws out where a side is no database.");
        }
        try {
            return questions.ask(query, MOST);
        } catch (Fault fault) {
            // A moment that was lost is no fault of the law: it is asked again at another.
            boolean own = (fault.kind() == Kind.SOURCE || fault.kind() == Kind.TARGET)
                    && !fault.isTransient()
                    && !fault.code().equals("SNAPSHOT_LOST");
            throw own ? refused(name, fault) : fault;
        }
    }

    /** What the server says of the query, without what a connector makes of it. */
    private Fault refused(String side, Fault fault) {
        String numbers = String.valueOf(fault.getMessage()).replaceFirst("^[^(]*", "");
        return Fault.user(
                "LAW_REFUSED",
                ("Cannot check law " + law.name() + " (" + law.place() + "): the " + side + " refuses its query "
                                + numbers)
                        .strip(),
                "Run the query under `" + side + "` by hand as the user of that side, and mend it.");
    }

    /** For each column of the source's answer its place in the target's. */
    private int[] places(Answer left, Answer right) {
        int[] places = new int[left.columns().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(right, left.columns().get(i), "target");
        }
        if (left.columns().size() != right.columns().size()) {
            throw unlike("the source's answer has " + left.columns().size() + " columns and the target's "
                    + right.columns().size());
        }
        law.by().forEach(column -> place(left, column, "source"));
        return places;
    }

    private int place(Answer answer, String column, String side) {
        for (int i = 0; i < answer.columns().size(); i++) {
            if (answer.columns().get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw unlike("the " + side + "'s answer has no column " + column);
    }

    private Fault unlike(String why) {
        return Fault.user(
                "LAW_UNLIKE",
                "Cannot check law " + law.name() + " (" + law.place() + "): " + why,
                "Name the columns alike on both sides, with `as`.");
    }

    /** Rows by what `by` says, with their values in the order of the source's answer. */
    private Map<String, Row> rows(String side, Answer answer, int @Nullable [] places) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (@Nullable Object[] row : answer.rows()) {
            String tenant = tenant(answer, row);
            if (tenants.isEmpty() || tenant.equals(OF_ALL) || tenants.contains(new TenantId(tenant))) {
                String key = key(answer, row);
                if (rows.put(key, new Row(tenant, inOrder(row, places))) != null) {
                    throw new Fault(
                            Kind.USER,
                            "LAW_AMBIGUOUS",
                            "Cannot check law " + law.name() + " (" + law.place() + "): two rows of the " + side
                                    + "'s answer have the same values of `by`",
                            "Group the " + side + "'s query by the columns of `by`, or name more columns there.");
                }
            }
        }
        return rows;
    }

    private static @Nullable Object[] inOrder(@Nullable Object[] row, int @Nullable [] places) {
        @Nullable Object[] values = new Object[row.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(row[places == null ? i : places[i]]);
        }
        return values;
    }

    /** One side may sum up in floats what the other sums up in decimals. */
    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Double number && Double.isFinite(number) ? BigDecimal.valueOf(number) : value;
    }

    private String tenant(Answer answer, @Nullable Object[] row) {
        String column = law.tenant();
        Object value = column == null ? null : row[place(answer, column, "source")];
        return value == null || value.toString().isEmpty() ? OF_ALL : Key.partText(value);
    }

    private String key(Answer answer, @Nullable Object[] row) {
        List<Object> parts = new ArrayList<>();
        for (String column : law.by()) {
            Object part = row[place(answer, column, "source")];
            parts.add(part == null ? "" : part);
        }
        return parts.isEmpty() ? "all" : new Key(parts).text();
    }
}
