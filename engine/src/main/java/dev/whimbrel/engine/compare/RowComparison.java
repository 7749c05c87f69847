package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares all rows of two sides: both are read once, at the same time; only where the sums of a bucket differ are its rows held
 * against each other, and only rows that differ are looked at again.
 */
public final class RowComparison implements AutoCloseable {
    private static final int BATCH = 1_000;

    private final Subject subject;
    private final ExpectedRows expectedRows;
    private final ActualRows actualRows;
    private final Disk disk;
    private final Names names;
    private final Explaining explaining;
    private final Terms terms = new Terms();
    private final ReadCounts read;
    private final LongAdder progress;
    private final FindingSpool findings;
    private final Rekeyed rekeyed;
    private final Lookup byKey;
    private final SecondLook secondLook;
    private final Scope scope;
    private final Moved moved = new Moved();
    private long outside;
    private @Nullable Behind behind;
    private Consumer<String> tolerated = key -> {};
    /** The first of a pair, whose second is awaited. */
    private @Nullable Finding missing;

    /**
     * A comparison, not yet begun.
     *
     * @param settle how long a difference must last to count as one
     * @param progress counts the rows that were read
     */
    public RowComparison(Subject subject, Scope scope, Disk disk, Duration settle, LongAdder progress) {
        this.subject = subject;
        this.expectedRows = subject.expected();
        this.actualRows = subject.actual();
        this.disk = disk;
        this.progress = progress;
        this.scope = scope;
        this.names = subject.names();
        this.explaining = subject.explaining();
        this.read = new ReadCounts(progress);
        this.findings = new FindingSpool(disk.folder());
        this.byKey = Lookup.byKey(expectedRows, actualRows);
        this.secondLook = new SecondLook(byKey, form(), settle);
        this.rekeyed = new Rekeyed(
                subject.keys(), form().nothing(), seen -> explain(seen, false), seen -> explain(seen, true));
    }

    /**
     * What is compared with what.
     *
     * @param columns that are compared, in the order of the rows' values
     * @param compared names of all that is compared, the key's among them
     * @param watch told by {@code explaining} of values that differ and are nothing but different
     * @param keys which of the columns are the key's; where it holds the owner, an equal row under another owner is that row, and
     *     stands wrong
     * @param findable whether a few rows can be found by their keys without reading all of them
     */
    public record Subject(
            List<Column> columns,
            List<String> compared,
            ExpectedRows expected,
            ActualRows actual,
            Explaining explaining,
            Names names,
            MappingWatch watch,
            KeyColumns keys,
            boolean findable) {
        public Subject {
            columns = List.copyOf(columns);
            compared = List.copyOf(compared);
        }

        /** The same of other rows. */
        public Subject of(ExpectedRows otherExpected, ActualRows otherActual) {
            return new Subject(columns, compared, otherExpected, otherActual, explaining, names, watch, keys, findable);
        }
    }

    /** Tells somebody the keys of rows that differ in nothing but values within declared tolerances. */
    public RowComparison tellingTolerated(Consumer<String> keys) {
        tolerated = keys;
        return this;
    }

    private RowForm form() {
        return new RowForm(subject.columns(), disk.key(), subject.keys().places());
    }

    /**
     * What was found.
     *
     * @param equations by tenant
     * @param adds whether the rows of the target, counted as they were read, are those of the equations
     * @param columns that were compared
     * @param moved rows of which nothing is proven, since they were on their way
     * @param findings all of them, again each time, for as long as the verification is not closed
     */
    public record Result(
            Map<String, Equation> equations,
            boolean adds,
            List<String> columns,
            Moved moved,
            Iterable<Finding> findings) {}

    public Result execute() {
        try (Side expected = new Side(form(), disk.folder(), disk.buckets());
                Side actual = new Side(form(), disk.folder(), disk.buckets())) {
            read(expected, actual);
            secondLook.begins();
            join(expected, actual);
            Map<String, Equation> equations = terms.equations(read);
            long stand = equations.values().stream().mapToLong(Equation::actual).sum();
            return new Result(
                    equations,
                    stand + outside == actual.rows() + actualRows.alike(),
                    subject.compared(),
                    moved,
                    new Recoded(findings, subject.watch(), expected.rows() + read.alike()));
        }
    }

    /** Reads both sides, each in a thread of its own. */
    private void read(Side expected, Side actual) {
        Beside beside = Beside.start("whimbrel-expected", stop -> expect(expected, stop));
        try {
            RowForm form = form();
            actualRows.each(progress, row -> {
                beside.check();
                actual.add(row.key(), form.content(row.values()), names.owner(row.values()), 0);
            });
        } catch (RuntimeException | Error e) {
            beside.stop();
            throw e;
        }
        beside.await();
    }

    /** To make the rows takes longer than to read the other side: their digests are made by a thread of their own. */
    private void expect(Side expected, Beside.Stop stop) {
        RowForm form = form();
        try (Behind digesting = Behind.start("whimbrel-digesting")) {
            List<ExpectedRow> rows = new ArrayList<>(BATCH);
            expectedRows.each(read, row -> {
                rows.add(row);
                if (rows.size() == BATCH) {
                    stop.check();
                    hand(rows, digesting, form, expected);
                }
            });
            hand(rows, digesting, form, expected);
            digesting.await();
        }
    }

    private void hand(List<ExpectedRow> rows, Behind digesting, RowForm form, Side expected) {
        List<ExpectedRow> batch = List.copyOf(rows);
        rows.clear();
        digesting.then(() -> batch.forEach(row -> expect(row, form, expected)));
    }

    private void expect(ExpectedRow row, RowForm form, Side expected) {
        @Nullable Object @Nullable [] values = row.values();
        Digest content = values == null ? Digest.ZERO : form.content(values);
        int tenant = names.tenants().of(row.tenant());
        expected.add(row.key(), content, tenant, names.causes().of(row.cause()));
        terms.expected(row.tenant().text());
    }

    /** Finds the rows that differ, and looks at them once more; what was seen of some is explained while others are looked at. */
    private void join(Side expected, Side actual) {
        try (Behind explainer = Behind.start("whimbrel-explaining")) {
            behind = explainer;
            look(expected, actual);
            rekeyed.end();
            explainer.await();
        } finally {
            behind = null;
        }
    }

    /** Each by its key, or in a second pass where they are many. */
    private void look(Side expected, Side actual) {
        Suspects suspects = new Suspects(subject.findable());
        for (int bucket = 0; bucket < expected.buckets(); bucket++) {
            concerning(join(expected, actual, bucket)).forEach(suspects::add);
        }
        if (suspects.areFew()) {
            if (!suspects.all().isEmpty()) {
                secondLook.settle();
            }
            look(suspects.all(), byKey);
        } else {
            suspects.sort();
            secondLook.settle();
            secondPass(expected, actual, suspects);
        }
    }

    private void secondPass(Side expected, Side actual, Suspects suspects) {
        try (SecondPass pass = new SecondPass(suspects, form(), form(), disk.folder(), disk.buckets())) {
            pass.read(expectedRows, actualRows, progress);
            for (int bucket = 0; bucket < expected.buckets(); bucket++) {
                List<Suspect> own = join(expected, actual, bucket);
                own.removeIf(suspect -> !suspects.contains(suspect.digest()));
                if (!own.isEmpty()) {
                    look(own, pass.bucket(bucket));
                }
            }
        }
    }

    private static List<Suspect> join(Side expected, Side actual, int bucket) {
        List<Suspect> suspects = new ArrayList<>();
        if (!expected.equalsIn(bucket, actual)) {
            new BucketJoin(suspects::add).join(expected.entries(bucket), actual.entries(bucket));
        }
        return suspects;
    }

    /** Where only some tenants' rows are expected, all rows of others are extra: those are counted and not looked at again. */
    private List<Suspect> concerning(List<Suspect> suspects) {
        if (scope.isAll()) {
            return suspects;
        }
        List<Suspect> concerning = new ArrayList<>();
        for (int from = 0; from < suspects.size(); from += BATCH) {
            List<Suspect> batch = suspects.subList(from, Math.min(suspects.size(), from + BATCH));
            Map<String, String> tenants = explaining.tenants(batch);
            for (Suspect suspect : batch) {
                if (suspect.rowClass() != RowClass.EXTRA
                        || scope.concerns(tenants.getOrDefault(suspect.key(), TenantId.UNKNOWN.text()))) {
                    concerning.add(suspect);
                } else {
                    outside++;
                }
            }
        }
        return concerning;
    }

    /** Rows that are only on one side wait for another that may be the same row. */
    private void look(List<Suspect> suspects, Lookup second) {
        for (int from = 0; from < suspects.size(); from += BATCH) {
            List<Seen> seen = new ArrayList<>();
            secondLook.of(suspects.subList(from, Math.min(suspects.size(), from + BATCH)), second, row -> {
                if (row.suspect().rowClass() == RowClass.CHANGED
                        || row.suspect().multiple()
                        || !scope.isAll()) {
                    seen.add(row);
                } else {
                    rekeyed.add(row.withoutRows());
                }
            });
            explained(seen, false);
        }
    }

    private void explain(List<Seen> seen, boolean pairs) {
        for (int from = 0; from < seen.size(); from += BATCH) {
            explained(seen.subList(from, Math.min(seen.size(), from + BATCH)), pairs);
        }
    }

    /** Nothing but what is done here touches what is found, and the explaining itself. */
    private void explained(List<Seen> seen, boolean pairs) {
        List<Seen> rows = List.copyOf(seen);
        Objects.requireNonNull(behind).then(() -> explaining.of(rows, explained -> found(explained, pairs)));
    }

    private void found(Explaining.Explained explained, boolean pair) {
        if (pair) {
            ofPair(explained);
            return;
        }
        Finding finding = explained.finding();
        if (explained.tolerated()) {
            terms.tolerated(finding.tenant());
            tolerated.accept(finding.key());
            return;
        }
        if (explained.counted() == RowClass.CHANGED && explained.isUnderAnother()) {
            parted(finding, explained.standsUnder());
            return;
        }
        found(explained.counted(), finding);
    }

    /** Its own tenant misses it, and another one has a row that is not his: neither of them has what he should have. */
    private void parted(Finding finding, String standsUnder) {
        found(RowClass.MISSING, finding);
        if (scope.concerns(standsUnder)) {
            found(
                    RowClass.EXTRA,
                    new Finding(standsUnder, finding.key(), RowClass.WRONG_TENANT, List.of(), finding.status(), ""));
        } else {
            outside++;
        }
    }

    private void found(RowClass counted, Finding finding) {
        terms.differs(finding.tenant(), counted, finding.status());
        if (finding.status() == Status.IN_FLIGHT) {
            moved.add(finding.key());
        } else {
            findings.add(finding);
        }
    }

    /** The missing one of a pair comes first, and says whose both are, unless the other one stands under another owner. */
    private void ofPair(Explaining.Explained explained) {
        Finding first = missing;
        if (first == null) {
            missing = explained.finding();
            return;
        }
        missing = null;
        Finding second = explained.finding();
        boolean stranger = subject.keys().holdOwner() && !second.tenant().equals(first.tenant());
        RowClass rowClass = stranger ? RowClass.WRONG_TENANT : RowClass.REKEYED;
        String tenant = stranger ? second.tenant() : first.tenant();
        found(
                RowClass.MISSING,
                new Finding(first.tenant(), first.key(), rowClass, List.of(), first.status(), "").of(first.input()));
        found(RowClass.EXTRA, new Finding(tenant, second.key(), rowClass, List.of(), second.status(), ""));
    }

    @Override
    public void close() {
        findings.close();
    }

    /** Which rows of the target are looked at: all, or those of some tenants and of nobody known. */
    public record Scope(Set<TenantId> tenants) {
        public Scope {
            tenants = Set.copyOf(tenants);
        }

        boolean isAll() {
            return tenants.isEmpty();
        }

        boolean concerns(String tenant) {
            return isAll() || tenant.equals(TenantId.UNKNOWN.text()) || tenants.contains(new TenantId(tenant));
        }
    }
}
