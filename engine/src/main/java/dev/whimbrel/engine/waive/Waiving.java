package dev.whimbrel.engine.waive;

import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.control.proof.Proof;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.control.proof.Waiver;
import dev.whimbrel.control.proof.WaiverRule;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accepts differences, shows what was accepted, and takes it back. */
public final class Waiving {
    /** Nobody remembers for longer why something was accepted. */
    private static final int MOST_DAYS = 366;

    private final Project project;
    private final Clock clock;

    public Waiving(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    /**
     * What somebody wants to accept.
     *
     * @param pattern id of a pattern of the newest verification of the mapping or of a comparison
     * @param tenant whose rows; null for all
     * @param until the last day on which it counts
     * @param cap rows that it may cover
     */
    public record Wish(
            String pattern, @Nullable String tenant, String reason, String approver, LocalDate until, long cap) {}

    /**
     * A waiver, and what it covered of the newest verification.
     *
     * @param matching rows that it speaks of; -1 where nothing of its flow was verified yet
     */
    public record Standing(Waiver waiver, long matching, boolean expired) {
        /** Whether it covers nothing, since there are more rows than it may cover. */
        public boolean isOver() {
            return matching > waiver.capRows();
        }
    }

    /** Accepts the rows of a pattern from the next verification on. */
    public Standing accept(Wish wish) {
        checkTerms(wish);
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> {
                Found found = found(proof, wish.pattern());
                Waiver waiver = waiver(wish, found.pattern());
                long rows = WaiverRule.matching(
                        waiver, proof.verifications().tally(found.verification().id(), waiver.flow()));
                if (rows == 0) {
                    throw refused(
                            "no row of it lasts"
                                    + (wish.tenant() == null ? "" : " that is tenant " + wish.tenant() + "'s"),
                            "`whimbrel report --text` shows which rows of which tenants differ.");
                }
                requireUnspoken(proof, found.pattern(), wish.tenant());
                return new Standing(proof.waivers().add(waiver), rows, false);
            });
        }
    }

    /** Two caps for the same rows would let nobody say how many of them were meant. One that is expired speaks of nothing any more. */
    private void requireUnspoken(Proof proof, Pattern pattern, @Nullable String tenant) {
        LocalDate today = LocalDate.now(clock);
        for (Waiver known : proof.waivers().list(project.name())) {
            if (known.speaksOf(pattern, tenant) && !today.isAfter(known.expiresOn())) {
                throw refused(
                        "waiver " + known.id() + " speaks of these rows already",
                        "Take it back first with `whimbrel waivers --close " + known.id() + "`.");
            }
        }
    }

    /** All that were not taken back. */
    public List<Standing> list() {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> {
                List<Standing> standings = new ArrayList<>();
                for (Waiver waiver : proof.waivers().list(project.name())) {
                    standings.add(new Standing(
                            waiver,
                            matching(proof, waiver),
                            LocalDate.now(clock).isAfter(waiver.expiresOn())));
                }
                return standings;
            });
        }
    }

    /** Takes one back; from the next verification on its rows are open again. */
    public void close(long id) {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            if (!control.prove(proof -> proof.waivers().close(project.name(), id))) {
                throw Fault.user(
                        "WAIVER_UNKNOWN",
                        "Cannot close waiver " + id + ": this project has no such waiver that is not closed",
                        "`whimbrel waivers` lists them.");
            }
        }
    }

    private void checkTerms(Wish wish) {
        LocalDate today = LocalDate.now(clock);
        if (wish.reason().isBlank() || wish.approver().isBlank()) {
            throw refused("it needs a reason and somebody who approved it", "Say both, with --reason and --approver.");
        }
        if (wish.until().isBefore(today)) {
            throw refused("its last day, " + wish.until() + ", is over", "Name a day to come with --until.");
        }
        if (wish.until().isAfter(today.plusDays(MOST_DAYS))) {
            throw refused(
                    "its last day, " + wish.until() + ", is more than a year ahead",
                    "Name an earlier day; accept it again then, if it is still meant.");
        }
        if (wish.cap() < 1) {
            throw refused("it covers no row", "Name with --cap how many rows it may cover at most.");
        }
    }

    private static Fault refused(String why, String next) {
        return Fault.user("WAIVER_REFUSED", "Cannot accept these differences: " + why, next);
    }

    private record Found(Verification verification, Pattern pattern) {}

    private Found found(Proof proof, String id) {
        for (Verification verification : newest(proof)) {
            Optional<PatternSummary> pattern = proof.verifications().patterns(verification.id(), 0).stream()
                    .filter(summary -> summary.id().equals(id))
                    .findFirst();
            if (pattern.isPresent()) {
                return new Found(verification, pattern.orElseThrow().pattern());
            }
        }
        throw Fault.user(
                "PATTERN_UNKNOWN",
                "Cannot accept pattern " + id + ": the newest verification has none of this id",
                "`whimbrel report --text` shows the patterns with their ids.");
    }

    /** The newest of the mapping and of each comparison. */
    private List<Verification> newest(Proof proof) {
        List<String> matters = new ArrayList<>(List.of(""));
        project.comparisons().forEach(comparison -> matters.add(comparison.name()));
        return matters.stream()
                .flatMap(name ->
                        proof.verifications().list(new Matter(project.name(), project.environment(), name), 1).stream())
                .toList();
    }

    private Waiver waiver(Wish wish, Pattern pattern) {
        if (pattern.rowClass() == RowClass.WRONG_TENANT) {
            throw refused(
                    "that a row stands under another tenant is never accepted",
                    "Put these rows right before anybody sees them.");
        }
        List<Waiver.Part> parts = new ArrayList<>();
        for (int i = 0; i < pattern.columns().size(); i++) {
            parts.add(new Waiver.Part(
                    pattern.columns().get(i),
                    pattern.classes().get(i),
                    pattern.masks().get(i)));
        }
        if (pattern.rowClass() == RowClass.CHANGED && parts.isEmpty()) {
            throw refused(
                    "nothing is known of how these rows differ",
                    "Find out with `whimbrel trace` first; rows that never keep still cannot be accepted.");
        }
        return new Waiver(
                0,
                project.name(),
                pattern.flow(),
                wish.tenant(),
                pattern.rowClass(),
                parts,
                pattern.cause(),
                wish.reason().strip(),
                wish.approver().strip(),
                wish.until(),
                wish.cap());
    }

    private long matching(Proof proof, Waiver waiver) {
        return newest(proof).stream()
                .filter(verification -> verification.extent().has(waiver.flow())
                        && proof.verifications()
                                .finishedFlows(verification.id())
                                .contains(waiver.flow()))
                .mapToLong(verification ->
                        WaiverRule.matching(waiver, proof.verifications().tally(verification.id(), waiver.flow())))
                .findFirst()
                .orElse(-1);
    }
}
