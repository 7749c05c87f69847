package dev.whimbrel.core.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler of expressions, first of all its guards against what Calcite does by itself. */
final class ExpressionsTest {
    private static final Place PLACE = new Place("migration.yaml", "flows.client.fields.x", 12, 20);

    private static final List<Read> COLUMNS = List.of(
            read("id", Type.BIGINT, false),
            read("email", Type.text(80), true),
            read("amount", Type.decimal(14, 2), true),
            read("born", Type.DATE, true),
            read("seen", Type.time(Type.Kind.TIMESTAMP, 6), true),
            read("changed", Type.TIMESTAMPTZ, true),
            read("flag", Type.BOOLEAN, true),
            read("price", Type.of(Type.Kind.DECIMAL), true),
            read("ratio", Type.DOUBLE, true),
            read("Straße 1", Type.TEXT, true),
            new Read("adr", Column.of("city", Type.TEXT)),
            read("uid", Type.UUID, true),
            read("small", Type.SMALLINT, true),
            read("span", Type.INTERVAL, true));

    private static Read read(String name, Type type, boolean nullable) {
        return new Read(null, new Column(name, type, type.toString(), nullable, Column.Filling.NONE));
    }

    private static Expression compile(String text) {
        List<Problem> problems = new ArrayList<>();
        var expression = Expressions.compile(text, COLUMNS, PLACE, problems::add);
        assertThat(problems).isEmpty();
        return expression.orElseThrow();
    }

    private static List<Problem> problems(String text) {
        List<Problem> problems = new ArrayList<>();
        assertThat(Expressions.compile(text, COLUMNS, PLACE, problems::add)).isEmpty();
        assertThat(problems).isNotEmpty();
        return problems;
    }

    private static @Nullable Object[] row() {
        return new Object[] {
            7L,
            " Anna@Example.org ",
            new BigDecimal("10.50"),
            LocalDate.of(2024, 2, 29),
            LocalDateTime.of(2024, 1, 1, 0, 0, 0, 123_456_000),
            Instant.parse("2024-01-01T00:00:00.000001Z"),
            true,
            new BigDecimal("1234567890123456789012345678901234567890.000000000000000000001"),
            0.5,
            "x",
            "Köln",
            new UUID(1, 2),
            3L,
            Duration.ofSeconds(1, 1000)
        };
    }

    private static @Nullable Object eval(String text) {
        return compile(text).evaluator().eval(row());
    }

    @Test
    void guard1TextsAreUtf8IncludingFourByteCharacters() {
        assertThat(eval("'日本 🐦 é' || adr.city")).isEqualTo("日本 🐦 éKöln");
        assertThat(eval("case when adr.city = 'Köln' then '🐦' else 'ø' end")).isEqualTo("🐦");
    }

    @Test
    void guard2BranchesOfUnequalLengthAreNotPadded() {
        assertThat(eval("case when id = 1 then 'active' when id = 7 then 'no' else '' end"))
                .isEqualTo("no");
        assertThat(eval("coalesce(case when id = 1 then 'active' end, 'a')")).isEqualTo("a");
        assertThat(eval("greatest('a', 'bcd')")).isEqualTo("bcd");
    }

    @Test
    void guard2DecimalsAreExactBeyondNineteenDigits() {
        assertThat(eval("price * 2"))
                .isEqualTo(new BigDecimal("2469135780246913578024691357802469135780.000000000000000000002"));
        assertThat(eval("price + 0.1"))
                .isEqualTo(new BigDecimal("1234567890123456789012345678901234567890.100000000000000000001"));
        assertThat((BigDecimal) eval("cast(amount as decimal(14,2)) * 1.19")).isEqualByComparingTo("12.495");
        assertThat(eval("12345678901234567890123.5 - 0.5")).isEqualTo(new BigDecimal("12345678901234567890123.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email = 5",
                "email <> id",
                "email in (1, 2)",
                "email between 1 and 2",
                "amount + 'x'",
                "id || 'x'",
                "born = '2024-01-01'",
                "seen < changed",
                "born < seen",
                "flag = 1",
                "lower(id)",
                "case when id = 1 then 'a' else 2 end",
                "coalesce(email, 5)",
                "id and flag",
                "not id",
                "born - born",
                "cast(born as integer)",
                "cast(seen as timestamptz)",
                "case when id then 1 end",
            })
    void guard3TypesAreNeverCoerced(String text) {
        assertThat(problems(text)).extracting(Problem::code).containsAnyOf("TYPE_MISMATCH", "EXPRESSION_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(select 1)",
                "id in (select 1)",
                "exists (select 1)",
                "id = any (select 1)",
                "count(*)",
                "count(distinct id)",
                "max(id)",
                "sum(id) over ()",
                "row_number() over (order by id)",
                "system_user",
                "current_date",
                "now()",
                "random()",
                "unknown_thing(id)",
                "multiset[1]",
                "array[1]",
                "row(1, 2)",
                "id[1]",
                "next value for s",
                "?",
                "{fn now()}",
                "email ilike 'a'",
                "email similar to 'a'",
                "max(id) filter (where true)",
                "dev.whimbrel.f(id)",
                "*",
            })
    void guard4NothingOutsideTheListCompiles(String text) {
        assertThat(problems(text)).allSatisfy(p -> assertThat(p.severity()).isEqualTo(Problem.Severity.ERROR));
    }

    @Test
    void guard5And6MicrosecondsSurviveArithmetic() {
        assertThat(eval("seen + interval '1' second")).isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0, 1, 123_456_000));
        assertThat(eval("seen - interval '1' month")).isEqualTo(LocalDateTime.of(2023, 12, 1, 0, 0, 0, 123_456_000));
        assertThat(eval("timestamp '2024-01-01 00:00:00.123456' + interval '1.5' second"))
                .isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0, 1, 623_456_000));
        assertThat(eval("changed + interval '2' hour")).isEqualTo(Instant.parse("2024-01-01T02:00:00.000001Z"));
        assertThat(eval("born + interval '1' day")).isEqualTo(LocalDate.of(2024, 3, 1));
        assertThat(eval("seen + span")).isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0, 1, 123_457_000));
        assertThat(problems("seen + interval '0.000001' second(1, 6)").get(0).next())
                .contains("microsecond");
    }

    @Test
    void guard6ManyExpressionsStayFast() {
        List<Expression> expressions = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 150; i++) {
            expressions.add(compile("coalesce(lower(trim(email)), 'x" + i + "') || cast(id + " + i + " as varchar)"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        @Nullable Object[] row = row();
        for (int i = 0; i < 150; i++) {
            assertThat(expressions.get(i).evaluator().eval(row)).isEqualTo("anna@example.org" + (7 + i));
        }
    }

    @Test
    void guard7SyntaxErrorsAreShortAndPointAtThePlace() {
        Problem problem = problems("lower(trim(email)").get(0);
        assertThat(problem.code()).isEqualTo("EXPRESSION_INVALID");
        assertThat(problem.message())
                .hasLineCount(3)
                .contains("it ends too early")
                .contains("^");
        assertThat(problem.message().length()).isLessThan(160);
        Problem second = problems("lower(email)\n  + + * 2").get(0);
        assertThat(second.place().line()).isEqualTo(13);
    }

    @Test
    void guard8DoubleColonGetsAWordOfAdvice() {
        Problem problem = problems("id::varchar").get(0);
        assertThat(problem.message()).contains("`::` is not supported");
        assertThat(problem.next()).contains("cast(x as type)");
    }

    @Test
    void guard9ConstructionIsPaidOnce() {
        compile("id + 1");
        long begin = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            compile("id + " + i);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void guard9ManyThreadsCompileAndEvaluateAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<@Nullable Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int n = i;
                tasks.add(() -> eval("cast(id * " + n + " as varchar) || lower(adr.city)"));
            }
            List<Future<@Nullable Object>> results = threads.invokeAll(tasks);
            for (int i = 0; i < 200; i++) {
                assertThat(results.get(i).get()).isEqualTo(7L * i + "köln");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void guard10CalciteStaysSilentAndLeavesTheCharsetThatTheUserSet() {
        compile("id + 1");
        assertThat(System.getProperty("calcite.default.charset")).isEqualTo("UTF-8");
    }

    @Test
    void positionsAreThoseOfTheFile() {
        Problem problem = problems("lower(emial)").get(0);
        assertThat(problem.code()).isEqualTo("COLUMN_UNKNOWN");
        assertThat(problem.place()).isEqualTo(new Place("migration.yaml", "flows.client.fields.x", 12, 26));
        assertThat(problem.next()).isEqualTo("Did you mean email?");
        assertThat(problems("lowr(email)").get(0).next()).isEqualTo("Did you mean lower?");
    }

    @Test
    void allUnknownColumnsAreReportedTogether() {
        assertThat(problems("emial || citty || nope(id)")).hasSize(3);
    }

    @Test
    void columnsAreFoundByLabelInAnyCaseAndInQuotes() {
        assertThat(eval("EMAIL")).isEqualTo(" Anna@Example.org ");
        assertThat(eval("upper(ADR.City)")).isEqualTo("KÖLN");
        assertThat(eval("upper(\"Straße 1\")")).isEqualTo("X");
        Expression bare = compile("adr.city");
        assertThat(bare.inputs()).isEqualTo(Set.of(10));
        assertThat(compile("id").type()).isEqualTo(Type.BIGINT);
        assertThat(compile("id").nullable()).isFalse();
        assertThat(compile("id + amount").inputs()).isEqualTo(Set.of(0, 2));
    }

    @Test
    void aKeywordAsColumnNeedsQuotesAndTheMessageSaysSo() {
        assertThat(problems("select").get(0).next()).contains("double quotes");
    }

    @Test
    void unreadableValuesAreFaultsUnlessAsked() {
        @Nullable Object[] row = row();
        row[3] = new Unreadable("ZERO_DATE");
        assertThatThrownBy(() -> compile("born").evaluator().eval(row))
                .isInstanceOfSatisfying(
                        RowFault.class, f -> assertThat(f.code()).isEqualTo("ZERO_DATE"));
        assertThatThrownBy(() -> compile("born + interval '1' day").evaluator().eval(row))
                .isInstanceOf(RowFault.class);
        assertThat(compile("readable(born)").evaluator().eval(row)).isNull();
        assertThat(compile("coalesce(readable(born), date '1900-01-01')")
                        .evaluator()
                        .eval(row))
                .isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(compile("readable(born) is null").type()).isEqualTo(Type.BOOLEAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cast(email as integer); CAST_FAILED",
                "cast(id * 100000 as smallint); CAST_FAILED",
                "cast(email as varchar(3)); CAST_FAILED",
                "cast(email as uuid); CAST_FAILED",
                "to_uuid('0000000000000001000000000000000'); CAST_FAILED",
                "to_uuid('000000000000000100000000000000020'); CAST_FAILED",
                "to_uuid('0000000000000001000000000000000g'); CAST_FAILED",
                "to_uuid('000000000000000100000000000000 2'); CAST_FAILED",
                "to_uuid('0000000000000001000000000000000\u0662'); CAST_FAILED",
                "parse_date(email, 'dd.MM.yyyy'); DATE_UNPARSEABLE",
                "parse_date('30.02.2024', 'dd.MM.yyyy'); DATE_UNPARSEABLE",
                "parse_decimal('1.5', 'de'); CAST_FAILED",
                "bool(email, 'Y', 'N'); CAST_FAILED",
                "id / (id - 7); DIVISION_BY_ZERO",
                "id * 9223372036854775807; OUT_OF_RANGE",
                "json_value(email, '$.a'); BAD_JSON",
                "regexp_like(email, email || '('); CAST_FAILED",
                "at_zone(timestamp '2024-03-31 02:30:00', 'Europe/Berlin', 'strict'); CAST_FAILED",
            })
    void whatHasNoValueIsTheRowsFaultAndTellsNothingOfIt(String text, String code) {
        assertThatThrownBy(() -> eval(text)).isInstanceOfSatisfying(RowFault.class, f -> {
            assertThat(f.code()).isEqualTo(code);
            assertThat(f.getMessage()).doesNotContainIgnoringCase("anna");
            assertThat(f.getStackTrace()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"regexp_like(email, '(')", "at_zone(seen, 'Europe/Atlantis')", "parse_date(email, 'QQQQQQ')"})
    void wrongConstantsAreFoundBeforeAnythingRuns(String text) {
        assertThat(problems(text)).hasSize(1);
    }

    @Test
    void nullsPropagateThroughEveryOperator() {
        @Nullable Object[] nulls = new Object[COLUMNS.size()];
        for (String text : List.of(
                "small + 1",
                "lower(email)",
                "email || 'x'",
                "email like 'a%'",
                "amount between 1 and 2",
                "email in ('a')",
                "not flag",
                "-amount",
                "born + interval '1' day",
                "cast(amount as varchar)",
                "substring(email, 1, 2)",
                "case when flag then 1 end",
                "flag and flag",
                "amount = 1",
                "to_char(born, 'yyyy')",
                "json_value(email, '$.a')",
                "at_zone(seen, 'UTC')",
                "round(amount, 2)",
                "nullif(email, 'a')")) {
            assertThat(compile(text).evaluator().eval(nulls)).as(text).isNull();
            assertThat(compile(text).nullable()).as(text).isTrue();
        }
        assertThat(compile("flag or true").evaluator().eval(nulls)).isEqualTo(true);
        assertThat(compile("flag and false").evaluator().eval(nulls)).isEqualTo(false);
        assertThat(compile("email is null").evaluator().eval(nulls)).isEqualTo(true);
        assertThat(compile("coalesce(email, 'x')").nullable()).isFalse();
        assertThat(compile("concat(email, 'x')").evaluator().eval(nulls)).isEqualTo("x");
    }

    @Test
    void mixedNumbersMeetExactly() {
        assertThat(eval("small + id")).isEqualTo(10L);
        assertThat(eval("coalesce(amount, id)")).isEqualTo(new BigDecimal("10.50"));
        assertThat(eval("coalesce(cast(null as integer), amount)")).isEqualTo(new BigDecimal("10.50"));
        assertThat(eval("case when flag then id else amount end")).isEqualTo(new BigDecimal("7"));
        assertThat(eval("id < amount")).isEqualTo(true);
        assertThat(eval("ratio + id")).isEqualTo(7.5);
        assertThat(String.valueOf(eval("1 / 3.0"))).startsWith("0.3333333333333333");
        assertThat(eval("uid = to_uuid('00000000-0000-0001-0000-000000000002')"))
                .isEqualTo(true);
        assertThat(eval("to_uuid(' {ABCDEF01-2345-6789-abcd-EF0123456789} ')"))
                .isEqualTo(UUID.fromString("abcdef01-2345-6789-abcd-ef0123456789"));
    }

    @Test
    void aPluginFoundByTheServiceLoaderIsAFunctionLikeTheOthers() {
        assertThat(eval("test_check_digit(digits_only('4-5-6'), small)")).isEqualTo(0L);
        assertThat(eval("test_check_digit(cast(null as varchar), 7)")).isNull();
        assertThat(compile("test_check_digit('1', 7)").type()).isEqualTo(Type.INTEGER);
        assertThat(problems("test_check_digit(1, 7)").get(0).next()).contains("test_check_digit(text, integer)");
    }
}
