package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.compare.RowDigest;
import dev.whimbrel.core.port.TargetTransaction.Landed;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the mapped rows of a batch through all stations into the target, and says what became of each. It holds one batch in
 * memory and nothing beyond.
 */
final class BatchWriter {
    private final FlowWork flow;
    private final Landing landing;
    private final Tally tally;
    private final RewriteRule rewrites;
    private final Recorder recorder;
    private final boolean fresh;
    private final boolean guarded;
    private final long run;
    private final List<Station> stations;

    private final RowDigest digests;

    BatchWriter(Scene scene, Recorder recorder) {
        this.flow = scene.flow();
        this.landing = scene.landing();
        this.tally = scene.tally();
        this.rewrites = new RewriteRule(scene.othersMoved(), scene.repairs());
        this.recorder = recorder;
        this.fresh = scene.fresh();
        this.run = scene.run();
        this.guarded = flow.guarded();
        this.digests = new RowDigest(flow.columns());
        this.stations = List.of(
                new ReferenceStation(flow, flow.references(), landing, scene.flowNumbers()),
                new KeyStation(flow, landing),
                new RuleStation(flow),
                new ConstraintStation(flow, landing, scene.vacant()));
    }

    /** Writes the rows of a batch; the rows' counts of reading are the caller's. */
    void write(List<Candidate> rows) {
        write(rows, null);
    }

    /** @param ready rows of the batch that stand ready to be inserted; used where they turn out to be just the ones to insert */
    void write(List<Candidate> rows, Ahead.@Nullable Ready ready) {
        if (!fresh) {
            recall(rows);
        }
        stations.forEach(station -> station.pass(rows));
        List<Candidate> inserts = new ArrayList<>(rows.size());
        List<Candidate> updates = new ArrayList<>();
        sort(rows, inserts, updates);
        Landed landed = ready != null && ready.rows().equals(inserts)
                ? landing.insert(ready.parcel())
                : landing.insert(flow, values(inserts));
        refuse(inserts, landed.refusals());
        if (!updates.isEmpty()) {
            refuse(updates, landing.update(flow, values(updates)));
        }
        inserts.removeIf(row -> !row.isGood());
        updates.removeIf(row -> !row.isGood());
        record(inserts, updates, landed);
        for (Candidate row : rows) {
            if (!row.isGood()) {
                recorder.quarantine(row);
            }
        }
        recorder.flush();
    }

    /** What earlier runs made of these source rows. */
    private void recall(List<Candidate> rows) {
        TreeSet<String> keys = new TreeSet<>(recorder.excludedKeys());
        for (Candidate row : rows) {
            keys.add(row.sourceKey());
            row.members.forEach(member -> keys.add(member.sourceKey()));
        }
        Map<String, Identity> found = new HashMap<>(landing.identities(flow.flowNo(), keys));
        recorder.recalled(found);
        for (int i = 0; i < rows.size(); i++) {
            Candidate row = rows.get(i);
            row.before = row.members.isEmpty() ? found.get(row.sourceKey()) : GroupMemory.of(row, found);
        }
        if (flow.flow().grouping().isPresent()) {
            new LeftBehind(flow, landing).find(rows, found);
        }
        if (!guarded) {
            parted(rows, found);
        }
    }

    /** Without a unique key at the source, a key that this run has met already belongs to an earlier row. */
    private void parted(List<Candidate> rows, Map<String, Identity> found) {
        for (int number = 2; rows.stream().anyMatch(this::metInThisRun); number++) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (metInThisRun(rows.get(i))) {
                    rows.set(i, TwiceKeys.later(rows.get(i), number));
                    keys.add(rows.get(i).sourceKey());
                }
            }
            found.putAll(landing.identities(flow.flowNo(), keys));
            rows.forEach(row -> row.before = row.members.isEmpty() ? found.get(row.sourceKey()) : row.before);
        }
    }

    private boolean metInThisRun(Candidate row) {
        return row.members.isEmpty() && row.before != null && row.before.runId() == run;
    }

    /** Parts rows that are new from rows to be rewritten; the rest is unchanged, or held as it is. */
    private void sort(List<Candidate> rows, List<Candidate> inserts, List<Candidate> updates) {
        Map<String, Candidate> standing = new HashMap<>();
        for (Candidate row : rows) {
            if (!row.isGood()) {
                if (row.landedBefore() && rewrites.ownerChanged(row)) {
                    // Whatever else is wrong with it, it must not pass to its new owner unseen.
                    row.firstFault(RewriteRule.ownerFault(row));
                }
                continue;
            }
            if (row.landedBefore() && keyChanged(row)) {
                row.fault(
                        "KEY_CHANGED",
                        List.of(),
                        "the row landed under another key of the target than it would have now");
            } else if (row.landedBefore()) {
                standing.put(Objects.requireNonNull(row.targetKey).text(), row);
            } else {
                inserts.add(row);
            }
        }
        if (standing.isEmpty()) {
            return;
        }
        List<Key> keys = standing.values().stream()
                .map(row -> Objects.requireNonNull(row.targetKey))
                .toList();
        Map<String, @Nullable Object[]> found = byText(landing.select(flow, flow.columns(), keys));
        standing.forEach((key, row) -> place(row, found.get(key), inserts, updates));
    }

    private static boolean keyChanged(Candidate row) {
        String before = Objects.requireNonNull(row.before).targetKey();
        return !Objects.requireNonNull(row.targetKey).text().equals(before);
    }

    private void place(
            Candidate row, @Nullable Object @Nullable [] now, List<Candidate> inserts, List<Candidate> updates) {
        Identity before = Objects.requireNonNull(row.before);
        if (now == null) {
            inserts.add(row);
            return;
        }
        if (rewrites.ownerChanged(row)) {
            row.fault(RewriteRule.ownerFault(row));
            return;
        }
        String wanted = digest(row).toString();
        String standing = digests.of(now).toString();
        // A row that was changed in the target since, though the source stayed as it was, is left to whoever changed
        // it, but for a repair.
        if (wanted.equals(before.digest()) && (!rewrites.repairs() || wanted.equals(standing))) {
            recorder.unchanged(row);
            return;
        }
        if (wanted.equals(standing)) {
            recorder.adopted(row, wanted);
        } else {
            rewrites.refusal(row, !standing.equals(before.digest()), () -> differing(row, now))
                    .ifPresentOrElse(row::fault, () -> updates.add(row));
        }
    }

    private List<String> differing(Candidate row, @Nullable Object[] now) {
        List<String> names = new ArrayList<>();
        @Nullable Object[] wanted = flow.row(row.values);
        for (int i = 0; i < now.length; i++) {
            List<Column> one = List.of(flow.columns().get(i));
            if (!Digest.of(one, new @Nullable Object[] {wanted[i]})
                    .equals(Digest.of(one, new @Nullable Object[] {now[i]}))) {
                names.add(one.get(0).name());
            }
        }
        return names;
    }

    private Digest digest(Candidate row) {
        return row.digest == null ? digests.of(flow.row(row.values)) : row.digest;
    }

    private List<@Nullable Object[]> values(List<Candidate> rows) {
        List<@Nullable Object[]> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(flow.row(row.values)));
        return values;
    }

    private static void refuse(List<Candidate> rows, List<Refusal> refusals) {
        for (Refusal refusal : refusals) {
            rows.get(refusal.index()).fault(refusal.code(), refusal.columns(), refusal.detail());
        }
    }

    /** Reads back from the target what was written and is not proven yet, and records all of it. */
    private void record(List<Candidate> inserts, List<Candidate> updates, Landed landed) {
        Digest inserted = written(inserts, true);
        Digest updated = written(updates, false);
        Digest stored = landed.proven() ? inserted : standing(inserts, landed.standing());
        tally.digests(inserted.plus(updated), stored.plus(standing(updates)));
    }

    private Digest written(List<Candidate> rows, boolean inserted) {
        Digest sum = Digest.ZERO;
        for (Candidate row : rows) {
            Digest digest = digest(row);
            sum = sum.plus(digest);
            recorder.written(row, digest, inserted);
        }
        return sum;
    }

    /** The same; {@code read} where the rows were read back already. */
    private Digest standing(List<Candidate> rows, @Nullable List<@Nullable Object[]> read) {
        if (read == null) {
            return standing(rows);
        }
        Digest sum = Digest.ZERO;
        for (@Nullable Object[] row : read) {
            sum = sum.plus(digests.of(row));
        }
        return sum;
    }

    /** The digests of rows as the target has them now. */
    private Digest standing(List<Candidate> rows) {
        Digest sum = Digest.ZERO;
        if (rows.isEmpty()) {
            return sum;
        }
        List<Key> keys =
                rows.stream().map(row -> Objects.requireNonNull(row.targetKey)).toList();
        for (@Nullable
        Object[] standing : landing.select(flow, flow.columns(), keys).values()) {
            sum = sum.plus(digests.of(standing));
        }
        return sum;
    }

    private static Map<String, @Nullable Object[]> byText(Map<Key, @Nullable Object[]> rows) {
        Map<String, @Nullable Object[]> result = new HashMap<>();
        rows.forEach((key, row) -> result.put(key.text(), row));
        return result;
    }
}
