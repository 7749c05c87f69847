package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ids of patterns: the same for ever under one version, and no two patterns share one. */
class TaxonomyTest {
    private static final Pattern PATTERN = new Pattern(
            "client", RowClass.CHANGED, List.of("born"), List.of(ValueClass.TIME_OFFSET), List.of("+1h"), "");

    @Test
    void isTheSameForEver() {
        assertThat(Taxonomy.id(PATTERN)).matches("[0-9a-f]{12}").isEqualTo(Taxonomy.id(2, PATTERN));
        assertThat(Taxonomy.id(1, PATTERN)).isEqualTo("d0aa5516a815");
        assertThat(Taxonomy.id(2, PATTERN)).isEqualTo("2c6961d570b7");
    }

    @Test
    void differsInEveryPart() {
        Set<String> ids = new HashSet<>();
        List<Pattern> patterns = List.of(
                PATTERN,
                of("clien", "born", ""),
                of("client", "t", "born"),
                of("clientb", "orn", ""),
                new Pattern("client", RowClass.MISSING, List.of(), List.of(), List.of(), ""),
                new Pattern("client", RowClass.EXTRA, List.of(), List.of(), List.of(), ""),
                new Pattern("client", RowClass.MISSING, List.of(), List.of(), List.of(), "RULE"),
                two(List.of("a", "bc"), ""),
                two(List.of("ab", "c"), ""),
                two(List.of("a", "bc"), "x"),
                new Pattern(
                        "client",
                        RowClass.CHANGED,
                        List.of("born"),
                        List.of(ValueClass.TIME_OFFSET),
                        List.of(""),
                        "+1h"));
        patterns.forEach(pattern -> ids.add(Taxonomy.id(pattern)));
        ids.add(Taxonomy.id(Taxonomy.VERSION + 1, PATTERN));
        assertThat(ids).hasSize(patterns.size() + 1);
    }

    private static Pattern of(String flow, String column, String cause) {
        return new Pattern(
                flow, RowClass.CHANGED, List.of(column), List.of(ValueClass.TIME_OFFSET), List.of("+1h"), cause);
    }

    private static Pattern two(List<String> columns, String mask) {
        return new Pattern(
                "client",
                RowClass.CHANGED,
                columns,
                List.of(ValueClass.CONTENT, ValueClass.CONTENT),
                List.of("", mask),
                "");
    }
}
