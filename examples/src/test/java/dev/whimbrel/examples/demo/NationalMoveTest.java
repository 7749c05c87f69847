package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Balance;
import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.control.ledger.Issues;
import dev.whimbrel.engine.run.Outcome;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The demo's move, held against SQL that was written apart from the mapping: what landed, what did not and why, sums on both sides,
 * and the branches that were live before.
 */
class NationalMoveTest {
    private static final List<Integer> LIVE = List.of(1, 2);
    private static final List<Integer> MOVED = List.of(3, 4, 5);
    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5);

    /** Tables whose rows may be shared by branches, and so are read again with each branch that has a part in them. */
    private static final Set<String> SHARED = Set.of("crm.party", "crm.contact");

    private static String old = "";

    @SuppressWarnings("NullAway.Init")
    private static Planted planted;

    @SuppressWarnings("NullAway.Init")
    private static NationalMove move;

    @SuppressWarnings("NullAway.Init")
    private static Outcome first;

    @SuppressWarnings("NullAway.Init")
    private static Outcome second;

    private static SortedMap<String, LiveRows.Fingerprint> before = new TreeMap<>();
    private static SortedMap<String, LiveRows.Fingerprint> after = new TreeMap<>();

    @BeforeAll
    static void moveFiveBranches() throws Exception {
        old = NationalMove.oldSystem();
        planted = NationalMove.load(old, 11);
        move = NationalMove.into(old);
        first = move.move(LIVE);
        try (Connection watching = move.target()) {
            LiveRows live = LiveRows.watch(watching, List.of("1", "2"));
            before = live.fingerprints();
            second = move.move(MOVED);
            after = live.fingerprints();
        }
    }

    @Test
    void bothRunsAreCompleteAndEveryEquationHolds() {
        for (Outcome outcome : List.of(first, second)) {
            assertThat(outcome.isComplete()).isTrue();
            assertThat(outcome.balances()).isNotEmpty().allMatch(Balance::balanced);
        }
    }

    @Test
    void theLiveBranchesAreUntouched() {
        assertThat(before).hasSize(16).isEqualTo(after);
    }

    /** Each branch and table: read, written, merged, excluded and every code of quarantine. */
    @Test
    void everyBranchEndsAsTheOracleSays() throws Exception {
        try (Connection database = move.old()) {
            for (int branch : ALL) {
                SortedMap<String, Long> expected = OldOracle.outcomes(database, List.of(branch));
                OracleTest.check(planted, expected, branch);
                SortedMap<String, Long> found = outcomes(LIVE.contains(branch) ? first : second, branch);
                assertThat(withoutShared(found)).as("branch " + branch).isEqualTo(withoutShared(expected));
            }
        }
    }

    /** Clients may have contracts in several branches, so only the sum over a run can be compared. */
    @Test
    void sharedClientsAreReadWithEachRunAndWrittenOnce() throws Exception {
        try (Connection database = move.old()) {
            SortedMap<String, Long> ofFirst = OldOracle.outcomes(database, LIVE);
            SortedMap<String, Long> ofSecond = OldOracle.outcomes(database, MOVED);
            SortedMap<String, Long> ofAll = OldOracle.outcomes(database, ALL);
            for (String flow : List.of("party", "contact")) {
                String table = "crm." + flow;
                assertThat(sum(first, flow, Counts::read)).isEqualTo(ofFirst.get(table + " read"));
                assertThat(sum(second, flow, Counts::read)).isEqualTo(ofSecond.get(table + " read"));
                long unchanged = sum(second, flow, Counts::unchanged);
                assertThat(unchanged).isPositive();
                assertThat(sum(first, flow, Counts::written) + sum(second, flow, Counts::written))
                        .isEqualTo(ofAll.get(table + " written"));
                assertThat(sum(second, flow, Counts::updated)).isZero();
                assertThat(sum(first, flow, Counts::written) + sum(second, flow, Counts::written) + unchanged)
                        .isEqualTo(ofFirst.getOrDefault(table + " written", 0L)
                                + ofSecond.getOrDefault(table + " written", 0L));
            }
        }
    }

    @Test
    void theTablesHoldWhatTheOracleSays() throws Exception {
        try (Connection database = move.old();
                Connection target = move.target()) {
            SortedMap<String, Long> expected = OldOracle.outcomes(database, ALL);
            expected.keySet().removeIf(name -> !name.endsWith(" written"));
            assertThat(NewOracle.written(target)).isEqualTo(expected);
            assertThat(NewOracle.recipients(target, ALL)).isNotEmpty().isEqualTo(OldOracle.recipients(database, ALL));
            assertThat(NewOracle.technicians(target, ALL)).isNotEmpty().isEqualTo(OldOracle.technicians(database, ALL));
            assertThat(NewOracle.sums(target, ALL)).hasSize(20).isEqualTo(OldOracle.sums(database, ALL));
        }
    }

    @Test
    void theSameRunAgainChangesNothing() throws Exception {
        try (Connection target = move.target()) {
            SortedMap<String, SortedSet<String>> was = NewContent.exactly(target);
            Outcome again = move.move(MOVED);
            assertThat(again.isComplete()).isTrue();
            assertThat(again.balances()).allMatch(Balance::balanced).allSatisfy(balance -> {
                assertThat(balance.counts().written()).isZero();
                assertThat(balance.counts().linked()).isZero();
            });
            assertThat(again.issues()).isEqualTo(second.issues());
            assertThat(NewContent.exactly(target).equals(was)).isTrue();
        }
    }

    /** Other chunks, another number of workers, and the branches in another order: the same content. */
    @Test
    void neitherChunksNorWorkersNorOrderMatter() throws Exception {
        NationalMove other = NationalMove.into(old);
        assertThat(other.move(MOVED, 137, 1).isComplete()).isTrue();
        assertThat(other.move(LIVE, 20_000, 2).isComplete()).isTrue();
        try (Connection one = move.target();
                Connection two = other.target()) {
            SortedMap<String, SortedSet<String>> expected = NewContent.of(one);
            assertThat(expected).hasSize(15);
            NewContent.of(two)
                    .forEach((table, rows) ->
                            assertThat(rows).as(table).isNotEmpty().isEqualTo(expected.get(table)));
        }
    }

    /** {@code table outcome} to the number of rows of a branch, in the oracle's words. */
    private static SortedMap<String, Long> outcomes(Outcome outcome, int branch) {
        String tenant = String.valueOf(branch);
        SortedMap<String, Long> found = new TreeMap<>();
        for (Balance balance : outcome.balances()) {
            if (balance.tenant().text().equals(tenant)) {
                String table = table(balance.flow());
                Counts counts = balance.counts();
                found.put(table + " read", counts.read());
                found.put(table + " written", counts.written());
                found.put(table + " merged", counts.merged());
                found.put(table + " excluded", counts.excluded());
            }
        }
        for (Issues.Group group : outcome.issues()) {
            if (group.tenant().equals(tenant)) {
                found.merge(table(group.flow()) + " " + plain(group.code()), group.rows(), Long::sum);
            }
        }
        found.values().removeIf(rows -> rows == 0);
        return found;
    }

    /** The oracle does not care who finds a duplicate, nor which row of a group in conflict is to stand for it. */
    private static String plain(String code) {
        return switch (code) {
            case "UNIQUE_IN_RUN", "UNIQUE_IN_TARGET" -> "UNIQUE";
            case "SURVIVOR_QUARANTINED" -> "CONSOLIDATION_CONFLICT";
            default -> code;
        };
    }

    /** Tables that the oracle has no figure of what was read for are compared by what was written. */
    private static SortedMap<String, Long> withoutShared(SortedMap<String, Long> outcomes) {
        Collection<String> readUnknown = new ArrayList<>();
        for (String table : List.of(
                "crm.branch", "crm.location", "crm.building", "crm.unit", "service.installation", "service.price")) {
            readUnknown.add(table + " read");
        }
        SortedMap<String, Long> rest = new TreeMap<>(outcomes);
        rest.keySet()
                .removeIf(name -> readUnknown.contains(name)
                        || SHARED.contains(table(name, ' '))
                        || name.startsWith("service.price "));
        return rest;
    }

    private static String table(String name, char end) {
        return name.substring(0, name.indexOf(end));
    }

    private static String table(String flow) {
        return move.project().flow(flow).orElseThrow().to().toString();
    }

    private static long sum(Outcome outcome, String flow, ToLongFunction<Counts> figure) {
        return outcome.balances().stream()
                .filter(balance -> balance.flow().equals(flow))
                .mapToLong(balance -> figure.applyAsLong(balance.counts()))
                .sum();
    }
}
