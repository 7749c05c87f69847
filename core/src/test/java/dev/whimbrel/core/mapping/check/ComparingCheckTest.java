package dev.whimbrel.core.mapping.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.Comparing;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing may be loosened by which rows are told apart, or that is not compared by its value. */
class ComparingCheckTest {
    private static final Tolerance CENT = new Tolerance.OfNumber(new BigDecimal("0.01"));
    private static final Tolerance SECOND = new Tolerance.OfTime(Duration.ofSeconds(1));
    private static final Tolerance DAY = new Tolerance.OfTime(Duration.ofDays(1));
    private static final Tolerance CASE = new Tolerance.OfText(ValueClass.TEXT_CASE);

    private static final Schema SOURCE = new Schema(List.of(table(
            List.of(column("id", Type.BIGINT), column("number", Type.BIGINT), column("amount", Type.decimal(9, 2))),
            List.of("number"))));
    private static final Schema TARGET = new Schema(List.of(table(
            List.of(
                    column("pk", Type.BIGINT),
                    column("legacy_id", Type.BIGINT),
                    column("number", Type.BIGINT),
                    column("total", Type.decimal(9, 2)),
                    column("seen", Type.DATE),
                    column("other", Type.BIGINT)),
            List.of("legacy_id"),
            List.of("number"))));

    private static Column column(String name, Type type) {
        return new Column(name, type, type.toString(), false, Column.Filling.NONE);
    }

    @SafeVarargs
    private static Table table(List<Column> columns, List<String>... unique) {
        List<UniqueKey> keys = List.of(unique).stream()
                .map(key -> new UniqueKey("u", key, true))
                .toList();
        return new Table(
                TableName.parse("bill"), columns, List.of(columns.get(0).name()), keys, List.of(), List.of(), -1, -1);
    }

    private static List<String> problems(Comparing comparing) {
        Map<String, FieldRule> fields = Map.of(
                "pk", new FieldRule.Generated(FieldRule.Generator.SEQUENCE),
                "number", new FieldRule.Copy("number"),
                "total", new FieldRule.Copy("amount"),
                "seen", new FieldRule.Constant(null),
                "other", new FieldRule.Copy("number"));
        Flow flow = new Flow(
                "bill",
                TableName.parse("bill"),
                List.of(),
                List.of(),
                null,
                null,
                TableName.parse("bill"),
                "legacy_id",
                fields,
                Map.of(),
                Set.of(),
                false,
                null,
                comparing,
                Map.of(
                        "tolerances.total", new Place("m.yaml", "t", 7, 3),
                        "surrogate", new Place("m.yaml", "s", 8, 3),
                        "ids", new Place("m.yaml", "i", 9, 3)));
        return MappingCheck.check(new MappingCheck.Input(List.of(flow), Map.of(), SOURCE, TARGET, Map.of(), Set.of()))
                .problems()
                .stream()
                .filter(problem -> problem.code().startsWith("TOLERANCE")
                        || problem.code().startsWith("SURROGATE")
                        || problem.code().startsWith("IDS")
                        || problem.message().contains("find column"))
                .map(ComparingCheckTest::words)
                .toList();
    }

    private static String words(Problem problem) {
        return problem.code() + " " + problem.place().line();
    }

    private static List<String> tolerance(String column, Tolerance tolerance) {
        return problems(new Comparing(List.of(), Set.of(), Map.of(column, tolerance)));
    }

    @Test
    void aToleranceFitsItsColumn() {
        assertThat(tolerance("total", CENT)).isEmpty();
        assertThat(tolerance("TOTAL", CENT)).isEmpty();
        assertThat(tolerance("total", SECOND)).containsExactly("TOLERANCE_WRONG_TYPE 7");
        assertThat(tolerance("total", CASE)).containsExactly("TOLERANCE_WRONG_TYPE 7");
        assertThat(tolerance("seen", SECOND)).containsExactly("TOLERANCE_WRONG_TYPE 0");
        assertThat(tolerance("seen", DAY)).isEmpty();
        assertThat(tolerance("totl", CENT)).containsExactly("COLUMN_UNKNOWN 0");
    }

    @Test
    void byWhatRowsAreToldApartStaysExact() {
        assertThat(tolerance("pk", CENT)).containsExactly("TOLERANCE_ON_KEY 0");
        assertThat(tolerance("legacy_id", CENT)).containsExactly("TOLERANCE_ON_KEY 0");
        assertThat(tolerance("Legacy_ID", CENT)).containsExactly("TOLERANCE_ON_KEY 0");
        assertThat(problems(new Comparing(List.of(), Set.of(), Map.of("seen", DAY, "SEEN", DAY))))
                .containsExactly("TOLERANCE_TWICE 0");
        assertThat(problems(new Comparing(List.of("number"), Set.of(), Map.of("number", CENT))))
                .containsExactly("TOLERANCE_NEEDLESS 0");
    }

    @Test
    void aSurrogateIsAKeyByItselfOnBothSides() {
        assertThat(problems(new Comparing(List.of("number"), Set.of(), Map.of())))
                .isEmpty();
        assertThat(problems(new Comparing(List.of("other"), Set.of(), Map.of())))
                .containsExactly("SURROGATE_UNGUARDED 8");
        assertThat(problems(new Comparing(List.of("total"), Set.of(), Map.of())))
                .containsExactly("SURROGATE_UNGUARDED 8");
        assertThat(problems(new Comparing(List.of("pk"), Set.of(), Map.of()))).containsExactly("SURROGATE_NEEDLESS 8");
        assertThat(problems(new Comparing(List.of("legacy_id"), Set.of(), Map.of())))
                .containsExactly("SURROGATE_NEEDLESS 8");
        assertThat(problems(new Comparing(List.of("nowhere"), Set.of(), Map.of())))
                .containsExactly("COLUMN_UNKNOWN 8");
    }

    @Test
    void anIdIsAValueThatIsComparedAndTellsNoRowsApart() {
        assertThat(problems(new Comparing(List.of(), Set.of("number", "total"), Map.of())))
                .isEmpty();
        assertThat(problems(new Comparing(List.of(), Set.of("legacy_id"), Map.of())))
                .containsExactly("IDS_NEEDLESS 9");
        assertThat(problems(new Comparing(List.of("number"), Set.of("number"), Map.of())))
                .containsExactly("IDS_NEEDLESS 9");
        assertThat(problems(new Comparing(List.of(), Set.of("nowhere"), Map.of())))
                .containsExactly("COLUMN_UNKNOWN 9");
    }
}
