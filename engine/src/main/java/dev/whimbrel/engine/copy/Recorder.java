package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Identity.Outcome;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.control.ledger.Pages;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Shape;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what became of rows into identities, issues and counts, and lands them with the batch. */
final class Recorder {
    private final int flowNo;
    private final Landing landing;
    private final Tally tally;
    private final int mapping;
    private final long run;
    /** A second pass settles the issues of rows that stay as they are. */
    private final boolean linked;
    /** The columns of late references. */
    private final List<String> late;

    private final boolean maskKey;
    /** Where the source guards no key, each row's record says which run met it last. */
    private final boolean guarded;

    private Map<String, Identity> recalled = Map.of();
    private final List<Identity> added = new ArrayList<>();
    private final List<Identity> changed = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
    private final List<String> settledButLinks = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();

    /** Rows that landed the first time round, where their identities can be kept in pages; else null. */
    private final @Nullable Pages pages;

    private final Map<TenantId, Integer> tenantNumbers;
    private final int keySlot;

    Recorder(Scene scene) {
        FlowWork flow = scene.flow();
        this.flowNo = flow.flowNo();
        this.maskKey = flow.flow().flow().maskKey();
        this.linked = !flow.deferred().isEmpty();
        this.late = flow.deferred().stream()
                .map(reference -> reference.column().name())
                .toList();
        this.guarded = flow.guarded();
        this.landing = scene.landing();
        this.tally = scene.tally();
        this.mapping = scene.mapping();
        this.run = scene.run();
        this.pages = scene.fresh() && flow.packs() ? new Pages() : null;
        this.tenantNumbers = scene.tenantNumbers();
        this.keySlot = flow.keySlots().length == 0 ? -1 : flow.keySlots()[0];
    }

    /** What was known of the batch's rows before. */
    void recalled(Map<String, Identity> found) {
        recalled = found;
    }

    /** A row was written; {@code inserted} or else rewritten. */
    void written(Candidate row, Digest written, boolean inserted) {
        if (inserted && pack(row, written)) {
            tally.inserted(row.owner);
            return;
        }
        String digest = written.toString();
        String target = Objects.requireNonNull(row.targetKey).text();
        // A row that is inserted has none of its late references yet, whatever an earlier form of it had.
        save(row.sourceKey(), target, row.owner, Outcome.WRITTEN, null, null, digest, inserted ? null : links(row));
        if (inserted) {
            tally.inserted(row.owner);
        } else {
            tally.updated(row.owner);
        }
        members(row, target, digest);
    }

    /** Puts the row's identity into a page; false where it has to have a row of its own. */
    private boolean pack(Candidate row, Digest digest) {
        Long source = row.wholeKey();
        Integer tenant = tenantNumbers.get(row.owner);
        if (pages == null || source == null || tenant == null || !pages.takes(source)) {
            return false;
        }
        if (!(row.values[keySlot] instanceof Long target)) {
            return false;
        }
        pages.add(source, target, tenant, digest);
        return true;
    }

    /** The row stands in the target as it should, though our record of it was another: the record is mended. */
    void adopted(Candidate row, String digest) {
        String target = Objects.requireNonNull(row.targetKey).text();
        save(row.sourceKey(), target, row.owner, Outcome.WRITTEN, null, null, digest, links(row));
        tally.unchanged(row.owner);
        members(row, target, digest);
    }

    void unchanged(Candidate row) {
        tally.unchanged(row.owner);
        Identity before = Objects.requireNonNull(row.before);
        if (!standsAs(row, before)) {
            save(
                    row.sourceKey(),
                    before.targetKey(),
                    row.owner,
                    Outcome.WRITTEN,
                    null,
                    null,
                    before.digest(),
                    before.linked());
        } else if (!linked) {
            settle(row.sourceKey());
        } else if (recalled.containsKey(row.sourceKey())) {
            settledButLinks.add(row.sourceKey());
        }
        members(row, Objects.requireNonNull(before.targetKey()), before.digest());
    }

    /** Whether the row is recorded as it is now: a row of its own, of this tenant, and met in this run where that matters. */
    private boolean standsAs(Candidate row, Identity before) {
        Identity own = recalled.get(row.sourceKey());
        return own != null
                && own.outcome() == Outcome.WRITTEN
                && Objects.equals(own.targetKey(), before.targetKey())
                && own.tenant().equals(row.owner.text())
                && (guarded || own.runId() == run);
    }

    /** A row that became shared, or is so no more, goes on under its new label; the target row does not change for that. */
    private void relabel(Candidate row, Identity before) {
        if (!before.tenant().equals(row.owner.text()) || (!guarded && before.runId() != run)) {
            changed.add(new Identity(
                    row.sourceKey(),
                    before.targetKey(),
                    row.owner.text(),
                    before.outcome(),
                    before.survivorKey(),
                    before.rule(),
                    before.digest(),
                    before.linked(),
                    before.mappingId(),
                    guarded ? before.runId() : run));
        }
    }

    private void members(Candidate row, String target, @Nullable String digest) {
        for (Candidate.Member member : row.members) {
            save(
                    member.sourceKey(),
                    target,
                    member.owner(),
                    member.outcome(),
                    row.sourceKey(),
                    member.rule(),
                    member.outcome() == Outcome.MERGED ? digest : null,
                    null);
            if (member.outcome() == Outcome.MERGED) {
                tally.merged(member.owner());
            } else {
                tally.excluded(member.owner());
            }
        }
    }

    /** Notes a row that is left behind on purpose; it is recorded with the batch. */
    void excludeLater(String sourceKey, TenantId owner, String rule) {
        exclusions.add(new Exclusion(sourceKey, owner, rule));
    }

    /** The keys noted, so that what earlier runs made of them is recalled with the batch's. */
    List<String> excludedKeys() {
        return exclusions.stream().map(Exclusion::sourceKey).toList();
    }

    private void exclude(Exclusion row) {
        if (heldBefore(row.sourceKey())) {
            tally.quarantined(row.owner(), "EXCLUDED_AFTER_LANDING", true);
            FieldFault fault = new FieldFault(
                    "EXCLUDED_AFTER_LANDING",
                    List.of(),
                    "the row landed in an earlier run and is to be left behind now");
            issue(row.sourceKey(), row.owner(), fault, columns -> "");
            return;
        }
        save(row.sourceKey(), null, row.owner(), Outcome.EXCLUDED, null, row.rule(), null, null);
        tally.excluded(row.owner());
    }

    private record Exclusion(String sourceKey, TenantId owner, String rule) {}

    /** A row that cannot land. If an earlier form of it stands in the target, that form is held. */
    void quarantine(Candidate row) {
        FieldFault first = row.faults().get(0);
        // Of a group, only the member that landed is held; which one stands for the group may have changed since.
        boolean held = row.members.isEmpty() ? row.landedBefore() : heldBefore(row.sourceKey());
        tally.quarantined(row.owner, first.code(), held);
        if (first.code().equals(LeftBehind.CODE)) {
            follow(row.sourceKey(), row.owner);
            row.members.forEach(member -> follow(member.sourceKey(), member.owner()));
        } else if (!held) {
            save(row.sourceKey(), null, row.owner, Outcome.QUARANTINED, null, first.code(), null, null);
        } else if (isPacked(row.sourceKey())) {
            // What is said of rows that are held is said beside a record of their own.
            Identity own = Objects.requireNonNull(recalled.get(row.sourceKey()));
            added.add(
                    own.unpacked(relabels(row, first) ? row.owner.text() : own.tenant(), guarded ? own.runId() : run));
        } else if (relabels(row, first)) {
            relabel(row, Objects.requireNonNull(row.before));
        }
        row.faults().forEach(fault -> issue(row.sourceKey(), row.owner, fault, row.sample));
        for (Candidate.Member member : row.members) {
            tally.quarantined(member.owner(), "SURVIVOR_QUARANTINED", heldBefore(member.sourceKey()));
            if (!heldBefore(member.sourceKey()) && !first.code().equals(LeftBehind.CODE)) {
                save(
                        member.sourceKey(),
                        null,
                        member.owner(),
                        Outcome.QUARANTINED,
                        row.sourceKey(),
                        "SURVIVOR_QUARANTINED",
                        null,
                        null);
            }
            FieldFault fault = new FieldFault(
                    "SURVIVOR_QUARANTINED", List.of(), "the row that stands for its group could not land");
            issue(member.sourceKey(), member.owner(), fault, columns -> "");
        }
    }

    private boolean isPacked(String sourceKey) {
        Identity before = recalled.get(sourceKey);
        return before != null && before.isPacked();
    }

    private boolean relabels(Candidate row, FieldFault first) {
        return !first.code().equals("OWNER_CHANGED") && recalled.containsKey(row.sourceKey());
    }

    /** A row that followed another one goes on doing so; one that nothing is known of is recorded as not landed. */
    private void follow(String sourceKey, TenantId owner) {
        Identity before = recalled.get(sourceKey);
        if (before == null || before.targetKey() == null) {
            save(sourceKey, null, owner, Outcome.QUARANTINED, null, LeftBehind.CODE, null, null);
        } else {
            save(
                    sourceKey,
                    before.targetKey(),
                    owner,
                    before.outcome(),
                    before.survivorKey(),
                    before.rule(),
                    before.digest(),
                    before.linked());
        }
    }

    /** A row that landed, though a reference of it could not be set: it stays, with an issue until it can. */
    void linkIssues(Candidate row) {
        row.faults().forEach(fault -> issue(row.sourceKey(), row.owner, fault, row.sample));
    }

    /** Late references of a row were set: its record says which, so that a later run knows its own work from an edit. */
    void linked(Candidate row, String links) {
        Identity before = Objects.requireNonNull(row.before);
        (before.isPacked() ? added : changed)
                .add(new Identity(
                        before.sourceKey(),
                        before.targetKey(),
                        before.tenant(),
                        before.outcome(),
                        before.survivorKey(),
                        before.rule(),
                        before.digest(),
                        links,
                        before.mappingId(),
                        before.runId()));
    }

    /** Lands what a second pass has gathered; it leaves issues that are not its own as they are. */
    void flushLinks(Collection<String> settledKeys, List<String> columns) {
        if (!added.isEmpty()) {
            landing.insertIdentities(flowNo, List.copyOf(added));
        }
        if (!changed.isEmpty()) {
            landing.updateIdentities(flowNo, List.copyOf(changed));
        }
        landing.closeIssues(flowNo, settledKeys, columns);
        landing.addIssues(flowNo, List.copyOf(issues));
        added.clear();
        changed.clear();
        issues.clear();
    }

    private static @Nullable String links(Candidate row) {
        return row.before == null ? null : row.before.linked();
    }

    private boolean heldBefore(String sourceKey) {
        Identity before = recalled.get(sourceKey);
        return before != null && before.outcome() == Outcome.WRITTEN;
    }

    private void issue(String sourceKey, TenantId owner, FieldFault fault, Candidate.Sample sample) {
        issues.add(new Issue(
                sourceKey,
                fault.code(),
                fault.columns(),
                owner.text(),
                maskKey ? Shape.of(sourceKey) : sourceKey,
                fault.detail(),
                sample.of(fault.columns())));
    }

    private void save(
            String sourceKey,
            @Nullable String target,
            TenantId owner,
            Outcome outcome,
            @Nullable String survivor,
            @Nullable String rule,
            @Nullable String digest,
            @Nullable String links) {
        Identity before = recalled.get(sourceKey);
        Identity after =
                new Identity(sourceKey, target, owner.text(), outcome, survivor, rule, digest, links, mapping, run);
        boolean differs = before == null || !same(before, after) || (!guarded && before.runId() != run);
        if (differs && (before == null || before.isPacked())) {
            added.add(after);
        } else if (differs) {
            changed.add(after);
        }
        if (outcome != Outcome.QUARANTINED) {
            settle(sourceKey);
        }
    }

    private static boolean same(Identity a, Identity b) {
        return Objects.equals(a.targetKey(), b.targetKey())
                && a.tenant().equals(b.tenant())
                && a.outcome() == b.outcome()
                && Objects.equals(a.survivorKey(), b.survivorKey())
                && Objects.equals(a.rule(), b.rule())
                && Objects.equals(a.digest(), b.digest())
                && Objects.equals(a.linked(), b.linked());
    }

    private void settle(String sourceKey) {
        if (recalled.containsKey(sourceKey)) {
            settled.add(sourceKey);
        }
    }

    /** Lands what the batch has gathered. */
    void flush() {
        exclusions.forEach(this::exclude);
        exclusions.clear();
        if (!added.isEmpty()) {
            landing.insertIdentities(flowNo, List.copyOf(added));
        }
        if (pages != null && !pages.isEmpty()) {
            landing.pack(flowNo, mapping, pages);
            pages.clear();
        }
        if (!changed.isEmpty()) {
            landing.updateIdentities(flowNo, List.copyOf(changed));
        }
        landing.closeIssues(flowNo, List.copyOf(settled));
        landing.closeOtherIssues(flowNo, List.copyOf(settledButLinks), late);
        settledButLinks.clear();
        landing.openIssues(flowNo, List.copyOf(issues));
        added.clear();
        changed.clear();
        settled.clear();
        issues.clear();
        recalled = Map.of();
    }
}
