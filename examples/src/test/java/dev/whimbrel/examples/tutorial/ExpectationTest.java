package dev.whimbrel.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A loose comparison must still be able to fail. */
class ExpectationTest {
    @Test
    void linesInOrderWithOthersBetween() {
        assertThat(Expectation.missing("a\n…c…", "x\na\n\nb\n  1 c  2\n")).isNull();
        assertThat(Expectation.missing("12 | Ada", "12  |   Ada")).isNull();
        assertThat(Expectation.missing("…", "")).isNull();
    }

    @Test
    void wrongOrderOrAbsent() {
        assertThat(Expectation.missing("b\na", "a\nb")).isEqualTo("a");
        assertThat(Expectation.missing("…ZERO_DATE…", "LOOKUP_MISSING 1")).isEqualTo("…ZERO_DATE…");
        assertThat(Expectation.missing("0", "10")).isEqualTo("0");
    }
}
