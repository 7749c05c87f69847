package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids of patterns stay what they are, and no two patterns read alike. */
class PatternIdTest {
    private static Pattern changed(List<String> columns, List<String> masks, String cause) {
        return new Pattern(
                "client",
                RowClass.CHANGED,
                columns,
                columns.stream().map(column -> ValueClass.TIME_OFFSET).toList(),
                masks,
                cause);
    }

    @Test
    void anIdIsWhatItWasYesterday() {
        // By Python's hashlib over the parts, each after its length in four bytes.
        assertThat(PatternId.of(changed(List.of("due"), List.of("+1h"), ""))).isEqualTo("fd3ed5bd45ae");
    }

    @Test
    void eachPartCounts() {
        Set<String> ids = Stream.of(
                        changed(List.of("due"), List.of("+1h"), ""),
                        changed(List.of("due"), List.of(""), "+1h"),
                        changed(List.of("due"), List.of("+2h"), ""),
                        changed(List.of("a", "b"), List.of("", ""), ""),
                        changed(List.of("b", "a"), List.of("", ""), ""),
                        changed(List.of("ab"), List.of(""), ""),
                        new Pattern("client", RowClass.MISSING, List.of(), List.of(), List.of(), ""),
                        new Pattern("client", RowClass.EXTRA, List.of(), List.of(), List.of(), ""),
                        new Pattern("order", RowClass.EXTRA, List.of(), List.of(), List.of(), ""),
                        new Pattern(
                                "client",
                                RowClass.CHANGED,
                                List.of("due"),
                                List.of(ValueClass.CONTENT),
                                List.of("+1h"),
                                ""))
                .map(PatternId::of)
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(10).allMatch(id -> id.matches("[0-9a-f]{12}"));
    }
}
