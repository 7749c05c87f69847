package dev.whimbrel.app.cli.report.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks become words where they can be read, and stand as they are where they cannot. */
final class DifferenceWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIME_OFFSET|+1h|time is one hour later",
                "TIME_OFFSET|-2h|time is two hours earlier",
                "TIME_OFFSET|+5h30m|time is five hours and 30 minutes later",
                "TIME_OFFSET|-45min|time is 45 minutes earlier",
                "TIME_OFFSET|+26h|time is 26 hours later",
                "TIME_OFFSET|+|time shifted (+)",
                "TIME_OFFSET|soon|time shifted (soon)",
                "NUMBER_FACTOR|×100|number is 100 times as much",
                "NUMBER_FACTOR|÷1000|number is one of 1,000 parts",
                "NUMBER_FACTOR|×0.01|number is one of 100 parts",
                "TEXT_TRUNCATION|30/34|text cut: 30 of 34 characters left",
                "TEXT_TRUNCATION|prefix 30/34|text cut: 30 of 34 characters left",
                "NUMBER_OVERFLOW|2^16|number wrapped around at 16 bits",
                "TEXT_MOJIBAKE|cp1252|text garbled by a wrong encoding (cp1252)",
                "CONTENT|''|other value"
            })
    void weavesMasksIn(ValueClass valueClass, String mask, String words) {
        assertThat(DifferenceWords.of(valueClass, mask)).isEqualTo(words);
    }

    @Test
    void everyClassHasWordsOfItsOwn() {
        assertThat(RowClass.values()).extracting(DifferenceWords::of).doesNotHaveDuplicates();
        assertThat(ValueClass.values())
                .extracting((ValueClass one) -> DifferenceWords.of(one))
                .doesNotHaveDuplicates();
        assertThat(ValueClass.values()).extracting(DifferenceWords::meaning).allMatch(text -> text.endsWith("."));
    }
}
