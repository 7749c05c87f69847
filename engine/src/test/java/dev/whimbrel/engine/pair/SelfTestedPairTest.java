package dev.whimbrel.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.selftest.Mutation;
import dev.whimbrel.engine.selftest.Rate;
import dev.whimbrel.engine.selftest.Tested;
import dev.whimbrel.engine.verify.Found;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison of two tables is attacked as that of a mapping is: keys, references, owners and rows without any key among what is mutated. */
class SelfTestedPairTest {
    private static final int EACH = 20;

    @TempDir
    Path folder;

    private BothWays twins;

    @BeforeEach
    void twins() throws Exception {
        twins = JoinedTest.filled(folder, "log: { key: none }");
        twins.both(
                "create table side.log (at timestamp, what text, amount numeric)",
                "insert into side.log select timestamp '2024-01-01' + g * interval '1 day', 'event ' || g, g from generate_series(1, 60) g",
                // Two of one content are no rows to mutate: nobody could say which of them was found.
                "insert into side.log select * from side.log where amount < 5");
    }

    private Found compare(UnaryOperator<RowComparison.Subject> weaker) throws Exception {
        return new Found(
                twins.run("joined", Set.of()).selfTesting(300).weakened(weaker).execute());
    }

    private Tested tested(String table) {
        return Objects.requireNonNull(twins.tested().get(table));
    }

    private Map<Mutation, Long> planted(String table, String column) {
        return tested(table).rates().stream()
                .filter(rate -> rate.column().equals(column))
                .collect(Collectors.toMap(Rate::mutation, Rate::planted));
    }

    @Test
    void everyMutationIsFoundAndNamed() throws Exception {
        Found found = compare(UnaryOperator.identity());
        assertThat(twins.tested().keySet()).containsExactly("coded", "log", "many", "part", "thing");
        twins.tested().forEach((table, result) -> {
            System.out.println("SelfTestedPairTest: " + table + ": " + result.found() + " of " + result.planted()
                    + " in " + result.rows() + " rows, seed " + result.seed());
            assertThat(result.untried()).as(table).isEmpty();
            assertThat(result.blind()).as(table).isEmpty();
            assertThat(result.rates()).allSatisfy(rate -> {
                assertThat(rate.found()).isEqualTo(rate.planted()).isPositive();
                assertThat(rate.named()).as(table + " " + rate).isEqualTo(rate.planted());
            });
        });
        // It changes nothing of what is compared, and claims nothing of a way that it did not attack.
        assertThat(found.patterns()).isEmpty();
        assertThat(found.verdicts())
                .contains("joined:many * FULL_MATCH", "joined:log * FULL_MATCH", "joined:thing 1 FULL_MATCH");
        assertThat(twins.ways())
                .containsEntry("thing", BothWays.JOINED)
                .containsEntry("part", BothWays.JOINED)
                .containsEntry("log", BothWays.BECAUSE + "its rows have no key");
        assertThat(tested("log").joined()).isZero();
        for (String table : List.of("thing", "coded", "part", "many")) {
            System.out.println(
                    "SelfTestedPairTest: " + table + ": " + tested(table).joined() + " through the join");
            assertThat(tested(table).unjoined()).as(table).isEmpty();
            assertThat(tested(table).joined()).isGreaterThan(tested(table).planted() * 8 / 10);
        }
        theDenominatorsAreExact();
    }

    @Test
    void aBlindSpotIsSaidAndProvesNothing() throws Exception {
        Found found = compare(subject -> with(
                subject,
                subject.columns().stream().map(SelfTestedPairTest::weak).toList()));
        assertThat(tested("thing").blind()).containsExactly("clock");
        assertThat(tested("thing").rates())
                .filteredOn(Rate::isBlind)
                .extracting(Rate::mutation)
                .containsExactly(Mutation.LEAST_STEP);
        assertThat(tested("many").blind()).isEmpty();
        assertThat(found.verdicts()).contains("joined:thing 1 PARTIAL", "joined:many * FULL_MATCH");
        assertThat(found.allAre(Verdict.FULL_MATCH)).isFalse();
    }

    @Test
    void aBlindJoinIsSaidThoughTheComparisonOfRowsSees() throws Exception {
        Found found = new Found(twins.run("joined", Set.of())
                .selfTesting(300)
                .weakenedJoin(plan -> without(plan, "name", "v"))
                .execute());
        assertThat(tested("thing").blind()).containsExactly("name");
        assertThat(tested("many").blind()).containsExactly("v");
        assertThat(tested("many").rates())
                .filteredOn(Rate::isBlind)
                .allSatisfy(rate -> assertThat(rate.found()).isZero())
                .hasSize(5);
        assertThat(tested("part").blind()).isEmpty();
        assertThat(found.verdicts())
                .contains("joined:thing 1 PARTIAL", "joined:many * PARTIAL", "joined:part 1 FULL_MATCH");
    }

    @Test
    void whatDiffersByItselfIsNoPlaceForAMutation() throws Exception {
        twins.run("update beta.many set v = v + 1 where id <= 30", "delete from beta.many where id > 90");
        Found found = compare(UnaryOperator.identity());
        assertThat(tested("many").rows()).isEqualTo(60);
        assertThat(tested("many").blind()).isEmpty();
        assertThat(found.rows("joined:many").changed()).isEqualTo(30);
    }

    private void theDenominatorsAreExact() {
        assertThat(tested("many").rows()).isEqualTo(100);
        long each = EACH;
        assertThat(planted("many", ""))
                .containsOnly(
                        entry(Mutation.DROPPED_ROW, each),
                        entry(Mutation.DOUBLED_ROW, each),
                        entry(Mutation.STRANGE_ROW, each));
        assertThat(planted("many", "v"))
                .containsOnly(
                        entry(Mutation.LOST, each),
                        entry(Mutation.SIGN, each),
                        entry(Mutation.TENFOLD, each),
                        entry(Mutation.LEAST_STEP, each),
                        entry(Mutation.OTHER_ROW, each));
        // A key that stands already is not planted: of 1 to 100, only 101 is a step on.
        assertThat(planted("many", "id"))
                .containsOnly(
                        entry(Mutation.LOST, each),
                        entry(Mutation.SIGN, each),
                        entry(Mutation.TENFOLD, each),
                        entry(Mutation.LEAST_STEP, 1L));
        assertThat(tested("log").rows()).as("those of one content are left out").isEqualTo(56);
        assertThat(planted("log", "").keySet()).containsExactlyInAnyOrder(Mutation.DROPPED_ROW, Mutation.DOUBLED_ROW);
        assertThat(planted("part", "above")).containsKeys(Mutation.NOWHERE, Mutation.OTHER_ROW, Mutation.LOST);
        assertThat(planted("part", "above")).doesNotContainKey(Mutation.CASE);
    }

    /** A join that does not look at some columns. */
    private static TwinPlan without(TwinPlan plan, String... columns) {
        List<String> left = List.of(columns);
        return new TwinPlan(
                plan.expected(),
                plan.actual(),
                plan.held().stream()
                        .filter(held -> !left.contains(
                                plan.actual().columns().get(held.actual()).column()))
                        .toList(),
                plan.leads());
    }

    private static RowComparison.Subject with(RowComparison.Subject subject, List<Column> columns) {
        return new RowComparison.Subject(
                columns,
                subject.compared(),
                subject.expected(),
                subject.actual(),
                subject.explaining(),
                subject.names(),
                subject.watch(),
                subject.keys(),
                subject.findable());
    }

    /** Times of the day lose their fractions before they are compared. */
    private static Column weak(Column column) {
        return column.type().kind() == Type.Kind.TIME
                ? Column.of(column.name(), new Type(Type.Kind.TIME, -1, 0, -1, List.of()))
                : column;
    }

    @Test
    void moreRowsThanAreTriedAreComparedAllTheSame() throws Exception {
        twins.both("insert into side.log select timestamp '2030-01-01' + g * interval '1 day', 'event ' || g, g"
                + " from generate_series(61, 900) g");
        Found found = compare(UnaryOperator.identity());
        assertThat(tested("log").rows()).isBetween(200L, 300L);
        assertThat(found.verdicts()).contains("joined:log * FULL_MATCH");
        assertThat(found.rows("joined:log").equal()).isEqualTo(904);
    }
}
