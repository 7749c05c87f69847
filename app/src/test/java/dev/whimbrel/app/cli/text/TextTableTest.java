package dev.whimbrel.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Tables line up, keep their numbers whole and fit the screen; numbers and spans read the same in every locale. */
final class TextTableTest {
    private static TextTable table() {
        return new TextTable()
                .words("flow")
                .numbers("rows")
                .words("why")
                .row("client", 61_203L, "a long reason that does not fit")
                .row("x", 7, "short");
    }

    @Test
    void linesUp() {
        assertThat(table().lines(Integer.MAX_VALUE))
                .containsExactly(
                        "flow      rows  why",
                        "client  61,203  a long reason that does not fit",
                        "x            7  short");
    }

    @Test
    void cutsWordsAndNeverNumbers() {
        assertThat(table().lines(30)).allMatch(line -> line.length() <= 30);
        assertThat(table().lines(30).get(1)).contains("61,203").endsWith("…");
        assertThat(table().lines(3).get(1)).contains("61,203");
    }

    @Test
    void aLineBreakInACellDoesNotBreakTheTable() {
        assertThat(new TextTable().words("a").row("x\ny").lines(80)).hasSize(2);
    }

    @Test
    void wordsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Words.count(1234567)).isEqualTo("1,234,567");
            assertThat(Words.count(1, "row")).isEqualTo("1 row");
            assertThat(Words.span(Duration.ofMillis(1500))).isEqualTo("1.5 s");
            assertThat(Words.span(Duration.ofSeconds(3725))).isEqualTo("1 h 2 min");
        } finally {
            Locale.setDefault(before);
        }
    }
}
