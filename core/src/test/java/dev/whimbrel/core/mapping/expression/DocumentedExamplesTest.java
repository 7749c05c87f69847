package dev.whimbrel.core.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.function.Library;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Executes every example of the guide to expressions, and sees to it that every function has one. */
final class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)` → (?:`([^`]*)`|(null))");

    @TestFactory
    Stream<DynamicTest> everyDocumentedExampleGivesItsResult() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(guide());
        while (matcher.find()) {
            String expression = matcher.group(1);
            String expected = matcher.group(2);
            tests.add(DynamicTest.dynamicTest(
                    expression, () -> assertThat(shown(expression)).isEqualTo(expected)));
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    @Test
    void everyFunctionHasAnExecutedExample() throws IOException {
        StringBuilder examples = new StringBuilder();
        Matcher matcher = EXAMPLE.matcher(guide());
        while (matcher.find()) {
            examples.append(matcher.group(1)).append('\n');
        }
        assertThat(Library.shared().names())
                .filteredOn(name -> !name.startsWith("test_"))
                .allSatisfy(name -> assertThat(examples).contains(name));
    }

    private static @Nullable String shown(String expression) {
        List<Problem> problems = new ArrayList<>();
        Optional<Expression> compiled = Expressions.compile(expression, List.of(), Place.NOWHERE, problems::add);
        assertThat(problems).isEmpty();
        Object value = compiled.orElseThrow().evaluator().eval(new Object[0]);
        if (value != null) {
            assertThat(value).isInstanceOf(compiled.orElseThrow().type().kind().javaClass());
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? null : value.toString();
    }

    private static String guide() throws IOException {
        Path guide = Path.of("..", "docs", "guide", "expressions.md");
        return Files.readString(guide);
    }
}
