package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.selftest.Mutation;
import dev.whimbrel.engine.selftest.Rate;
import dev.whimbrel.engine.selftest.Tested;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows within declared tolerances are counted in the open; never more of them than was declared, and never as equal. */
class ToleranceVerifyTest {
    private static final String LAW = """
            laws:
              turnover:
                source: "select sum(amount) as turnover from purchase"
                target: "select sum(amount) as turnover from shop.purchase"
            flows:
            """;

    private static final String MAPPING = OldShop.MAPPING
            .replace("flows:\n", LAW)
            .replace(
                    "      note: note\n",
                    "      note: note\n    tolerances: { amount: { number: 0.01 }, bought_at: { time: 1s } }\n")
            .replace(
                    "lower(email)\" }\n",
                    "lower(email)\" }\n    tolerances: { name: { text: case }, email: { text: case } }\n");

    @TempDir
    Path folder;

    private OldShop shop;
    private final Map<String, Tested> tested = new TreeMap<>();

    @BeforeEach
    void move() throws Exception {
        shop = new OldShop(folder).mapping(MAPPING).fill(400, 2_000);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }

    private VerifyOutcome outcome(@Nullable Long against, int sample) throws Exception {
        return shop.migration()
                .verify(Set.of(), new VerifyListener() {
                    @Override
                    public void selfTested(String flow, Tested result) {
                        tested.put(flow, result);
                    }
                })
                .settling(Duration.ofMillis(50))
                .against(against)
                .selfTesting(sample)
                .execute();
    }

    private Found verify() throws Exception {
        return new Found(outcome(null, 0));
    }

    /** Rows by flow, row class and columns that differ, however they do. */
    private static Map<String, Long> columns(Found found) {
        return found.patterns().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().replaceAll("=[A-Z_]+", ""),
                        Map.Entry::getValue,
                        Long::sum,
                        TreeMap::new));
    }

    @Test
    void rowsLieWithinUpToTheLimitAndNoFurther() throws Exception {
        shop.fresh(
                "update shop.purchase set amount = amount + 0.01 where legacy_id = -900",
                "update shop.purchase set amount = amount + 0.02 where legacy_id = -901",
                "update shop.purchase set bought_at = bought_at - interval '1 second' where legacy_id = -902",
                "update shop.purchase set bought_at = bought_at - interval '1.000001 second' where legacy_id = -903",
                // The cell that is tolerated is no part of the pattern.
                "update shop.purchase set amount = amount - 0.01, note = 'other' where legacy_id = -904",
                "update shop.customer set name = upper(name) where legacy_id = 1",
                "update shop.customer set name = upper(name) || '!' where legacy_id = 2",
                "update shop.customer set email = null where legacy_id = 3");
        Found found = verify();
        assertThat(columns(found))
                .isEqualTo(Map.of(
                        "customer CHANGED email", 1L,
                        "customer CHANGED name", 1L,
                        "law turnover CHANGED turnover because LAW", 1L,
                        "purchase CHANGED amount", 1L,
                        "purchase CHANGED bought_at", 1L,
                        "purchase CHANGED note", 1L));
        assertThat(found.rows("purchase"))
                .isEqualTo(new Equation(2_000, 0, 0, 2_000, 2_000, 1_995, 5, 0, 0, 0, 0, 0, 0, 2));
        assertThat(found.rows("customer")).isEqualTo(new Equation(400, 0, 0, 400, 400, 397, 3, 0, 0, 0, 0, 0, 0, 1));
        assertThat(found.rows("purchase").holds()).isTrue();
        assertThat(shop.freshNumber("select sum(tolerated) from whimbrel.verification_result"))
                .isEqualTo(3);
    }

    @Test
    void rowsWithinAreAMatchThatSaysSoAndNeverAFullOne() throws Exception {
        shop.fresh("update shop.customer set name = upper(name) where legacy_id in (4, 8)");
        VerifyOutcome outcome = outcome(null, 0);
        assertThat(outcome.patterns()).isEmpty();
        assertThat(outcome.results())
                .filteredOn(result ->
                        result.flow().equals("customer") && result.tenant().equals("1"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.MATCH_WITH_WAIVERS);
                    assertThat(result.reason()).isEqualTo("98 of 100 rows equal, 2 rows within declared tolerances");
                });
        assertThat(new Found(outcome).verdicts()).contains("customer 2 FULL_MATCH");
        // Without the tolerance it holds no longer, and once it is looked at again the rows differ.
        shop.mapping(MAPPING.replace("tolerances: { name: { text: case }, email: { text: case } }", "mask_key: false"));
        assertThat(new Found(shop.migration().verification(null).orElseThrow()).verdicts())
                .contains("customer 1 STALE");
        assertThat(columns(verify())).isEqualTo(Map.of("customer CHANGED name", 2L));
    }

    @Test
    void valuesThatChangedPlacesAreADifferenceThoughEachLiesWithin() throws Exception {
        shop.old("update customer set name = 'Ab@x', email = 'ab@x' where customer_id = 4");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.fresh("update shop.customer set name = email, email = name where legacy_id = 4");
        assertThat(verify().patterns()).isEqualTo(Map.of("customer CHANGED name=SWAPPED email=SWAPPED", 1L));
    }

    @Test
    void manyRowsThatLieWithinTogetherBreakALaw() throws Exception {
        shop.fresh("update shop.purchase set amount = amount + 0.01");
        Found found = verify();
        assertThat(found.rows("purchase").tolerated()).isEqualTo(2_000);
        assertThat(found.rows("purchase").equal()).isZero();
        assertThat(columns(found)).isEqualTo(Map.of("law turnover CHANGED turnover because LAW", 1L));
        assertThat(found.verdicts()).contains("law turnover * DIFFERENCES", "purchase 1 MATCH_WITH_WAIVERS");
    }

    @Test
    void aRowThatIsToleratedNowIsNeitherOpenNorNewlyBroken() throws Exception {
        shop.mapping(OldShop.MAPPING);
        shop.fresh("update shop.purchase set amount = amount + 0.01 where legacy_id in (-900, -901)");
        VerifyOutcome exact = outcome(null, 0);
        assertThat(columns(new Found(exact))).isEqualTo(Map.of("purchase CHANGED amount", 2L));
        shop.mapping(MAPPING.replace(LAW, "flows:\n"));
        shop.fresh("update shop.purchase set amount = amount - 0.01 where legacy_id = -902");
        VerifyOutcome tolerant = outcome(exact.verification().id(), 0);
        assertThat(new Found(tolerant).rows("purchase").tolerated()).isEqualTo(3);
        assertThat(Objects.requireNonNull(tolerant.changes()).fates())
                .allSatisfy(fate -> assertThat(fate.kind()).isEqualTo(Fate.Kind.RESOLVED))
                .extracting(Fate::rows)
                .containsExactly(1L, 1L);
    }

    @Test
    void theSelfTestSaysWhatLiesWithinAndDoesNotCallItFound() throws Exception {
        Found found = new Found(outcome(null, 300));
        assertThat(found.patterns()).isEmpty();
        List<Rate> rates = Objects.requireNonNull(tested.get("purchase")).rates();
        assertThat(rates)
                .filteredOn(rate -> rate.column().equals("amount") && rate.mutation() == Mutation.LEAST_STEP
                        || rate.column().equals("bought_at") && rate.mutation() == Mutation.SECOND)
                .hasSize(2)
                .allSatisfy(rate -> {
                    assertThat(rate.tolerated()).isEqualTo(rate.planted()).isPositive();
                    assertThat(rate.found()).isZero();
                    assertThat(rate.isBlind()).isFalse();
                });
        assertThat(rates)
                .filteredOn(rate -> rate.column().equals("note") || rate.mutation() == Mutation.HOUR)
                .isNotEmpty()
                .allSatisfy(rate -> {
                    assertThat(rate.tolerated()).isZero();
                    assertThat(rate.found()).isEqualTo(rate.planted());
                });
        assertThat(rates)
                .allSatisfy(rate -> assertThat(rate.found() + rate.tolerated()).isEqualTo(rate.planted()));
        assertThat(tested.values())
                .allSatisfy(result -> assertThat(result.blind()).isEmpty());
    }

    @Test
    void whoseARowIsStaysExact() throws Exception {
        shop = new OldShop(folder)
                .mapping(OldShop.MAPPING
                        .replace(
                                "      branch_id: { ref: branch, of: branch_id }",
                                "      branch_no: branch_id\n      branch_id: { ref: branch, of: branch_id }")
                        .replace(
                                "lower(email)\" }\n",
                                "lower(email)\" }\n    tolerances: { branch_no: { number: 1 } }\n"))
                .fill(40, 200);
        shop.fresh("alter table shop.customer add column branch_no int");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        assertThat(outcome(null, 0).results())
                .filteredOn(result -> result.flow().equals("customer"))
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPARABLE);
                    assertThat(result.reason()).contains("TOLERANCE_ON_OWNER");
                });
    }

    @Test
    void whatIsToleratedStartsNoRunAnewButIsAnotherComparison() throws Exception {
        String mapping = shop.project().mappingHash();
        String compared = shop.project().comparedHash();
        shop.mapping(MAPPING.replace("number: 0.01", "number: 0.02"));
        assertThat(shop.project().mappingHash()).isEqualTo(mapping);
        assertThat(shop.project().comparedHash()).isNotEqualTo(compared);
        shop.mapping(OldShop.MAPPING);
        assertThat(shop.project().comparedHash()).isEqualTo(mapping);
    }
}
