package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.engine.compare.KeyColumns;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.selftest.Mutation;
import dev.whimbrel.engine.selftest.Rate;
import dev.whimbrel.engine.selftest.Tested;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tester is tested: a good comparison finds every mutation, and one with a weak rule is caught and can prove nothing there. */
class SelfTestTest {
    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).fill(400, 2_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }

    private final Map<String, Tested> tested = new TreeMap<>();

    private Found verify(UnaryOperator<RowComparison.Subject> weaker) throws Exception {
        return new Found(shop.migration()
                .verify(Set.of(), new VerifyListener() {
                    @Override
                    public void selfTested(String flow, Tested result) {
                        tested.put(flow, result);
                    }
                })
                .settling(Duration.ofMillis(50))
                .selfTesting(300)
                .weakened(weaker)
                .execute());
    }

    private Tested tested(String flow) {
        return java.util.Objects.requireNonNull(tested.get(flow));
    }

    @Test
    void everyMutationIsFoundAndNothingElse() throws Exception {
        shop.fresh("update shop.customer set name = 'Someone' where legacy_id = 3");
        Found found = verify(UnaryOperator.identity());
        assertThat(tested.keySet()).containsExactly("branch", "customer", "purchase");
        tested.forEach((flow, result) -> {
            System.out.println("SelfTestTest: " + flow + ": " + result.found() + " of " + result.planted() + " in "
                    + result.rows() + " rows, seed " + result.seed());
            assertThat(result.untried()).isEmpty();
            assertThat(result.blind()).isEmpty();
            assertThat(result.rates()).allSatisfy(rate -> {
                assertThat(rate.found()).isEqualTo(rate.planted()).isPositive();
                assertThat(rate.named()).as(flow + " " + rate).isEqualTo(rate.planted());
            });
        });
        List<Rate> purchase = tested("purchase").rates();
        assertThat(purchase.stream().map(Rate::mutation))
                .contains(
                        Mutation.DROPPED_ROW,
                        Mutation.DOUBLED_ROW,
                        Mutation.NOWHERE,
                        Mutation.OTHER_ROW,
                        Mutation.LEAST_STEP,
                        Mutation.HOUR,
                        Mutation.INVENTED);
        assertThat(purchase.stream().map(Rate::column))
                .contains("customer_id", "follows_id", "amount", "bought_at", "note");
        // It changes nothing of what is verified.
        assertThat(found.patterns()).containsOnlyKeys("customer CHANGED name=CONTENT");
        assertThat(found.rows("customer").equal()).isEqualTo(399);
    }

    @Test
    void aBlindSpotIsSaidAndProvesNothing() throws Exception {
        shop.old("update purchase set bought = bought - interval microsecond(bought) microsecond");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        Found found = verify(subject -> new RowComparison.Subject(
                subject.columns().stream().map(SelfTestTest::weak).toList(),
                subject.compared(),
                subject.expected(),
                subject.actual(),
                subject.explaining(),
                subject.names(),
                subject.watch(),
                KeyColumns.NONE,
                true));
        assertThat(tested("purchase").blind()).containsExactly("bought_at");
        assertThat(tested("purchase").rates())
                .filteredOn(Rate::isBlind)
                .extracting(Rate::mutation)
                .containsExactly(Mutation.LEAST_STEP);
        assertThat(found.verdicts()).contains("purchase 1 PARTIAL", "customer 1 FULL_MATCH");
        assertThat(found.allAre(Verdict.FULL_MATCH)).isFalse();
    }

    /** Moments lose their fractions before they are compared. */
    private static Column weak(Column column) {
        return column.type().kind() == Type.Kind.TIMESTAMPTZ
                ? new Column(
                        column.name(),
                        new Type(Type.Kind.TIMESTAMPTZ, -1, 0, -1, List.of()),
                        column.nativeType(),
                        column.nullable(),
                        column.filling())
                : column;
    }
}
