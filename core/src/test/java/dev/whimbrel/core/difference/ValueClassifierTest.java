package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each class by what belongs to it, and by what is near it and does not. */
class ValueClassifierTest {
    private static final Column TEXT = Column.of("t", Type.TEXT);
    private static final Column NUMBER = Column.of("n", Type.decimal(20, 6));
    private static final Column WHOLE = Column.of("w", Type.BIGINT);
    private static final Column FLOAT = Column.of("f", Type.DOUBLE);
    private static final Column MOMENT = Column.of("m", Type.TIMESTAMP);
    private static final Column INSTANT = Column.of("i", Type.TIMESTAMPTZ);
    private static final Column DAY = Column.of("d", Type.DATE);
    private static final Column JSON = Column.of("j", Type.JSON);
    private static final Column TRUTH = Column.of("b", Type.BOOLEAN);

    private static BigDecimal n(String number) {
        return new BigDecimal(number);
    }

    private static LocalDateTime m(String moment) {
        return LocalDateTime.parse(moment);
    }

    private static String as(String text, String page) {
        return new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(page));
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of(TEXT, null, "x", ValueClass.NULL_TO_VALUE, ""),
                Arguments.of(TEXT, "x", null, ValueClass.VALUE_TO_NULL, ""),
                Arguments.of(TEXT, null, "", ValueClass.NULL_OR_EMPTY, ""),
                Arguments.of(TEXT, "", null, ValueClass.NULL_OR_EMPTY, ""),
                Arguments.of(JSON, null, "[]", ValueClass.NULL_OR_EMPTY, ""),
                Arguments.of(TEXT, " ", null, ValueClass.VALUE_TO_NULL, ""),
                Arguments.of(TEXT, "1", 1L, ValueClass.TYPE, ""),
                Arguments.of(DAY, LocalDate.EPOCH, m("1970-01-01T00:00:00"), ValueClass.TYPE, ""),
                Arguments.of(TEXT, new Unreadable("X"), "x", ValueClass.TYPE, ""),
                Arguments.of(TEXT, "ab", "ab ", ValueClass.TEXT_PADDING, ""),
                Arguments.of(TEXT, "\tab", "ab", ValueClass.TEXT_PADDING, ""),
                Arguments.of(TEXT, "a  b", "a b", ValueClass.TEXT_WHITESPACE, ""),
                Arguments.of(TEXT, "a\r\nb", "a\nb", ValueClass.TEXT_WHITESPACE, ""),
                Arguments.of(TEXT, "a\u00A0b", "a b", ValueClass.TEXT_WHITESPACE, ""),
                Arguments.of(TEXT, "Straße", "STRASSE", ValueClass.TEXT_CASE, ""),
                Arguments.of(TEXT, "Ab", "aB", ValueClass.TEXT_CASE, ""),
                Arguments.of(TEXT, "é", "e\u0301", ValueClass.TEXT_NORMALIZATION, "NFC"),
                Arguments.of(TEXT, "10 m²", "10 m2", ValueClass.TEXT_NORMALIZATION, "NFKC"),
                Arguments.of(TEXT, "café", "cafe", ValueClass.TEXT_ACCENT, ""),
                Arguments.of(TEXT, "abcdef", "abcd", ValueClass.TEXT_TRUNCATION, "4/6"),
                Arguments.of(TEXT, "ab🐦", "ab", ValueClass.TEXT_TRUNCATION, "2/3"),
                Arguments.of(
                        TEXT,
                        "Müller",
                        as("Müller", "windows-1252"),
                        ValueClass.TEXT_MOJIBAKE,
                        "UTF-8 read as windows-1252"),
                Arguments.of(
                        TEXT, as("Łódź", "ISO-8859-1"), "Łódź", ValueClass.TEXT_MOJIBAKE, "ISO-8859-1 mended to UTF-8"),
                Arguments.of(TEXT, "Müller", "M?ller", ValueClass.TEXT_MOJIBAKE, "characters replaced"),
                Arguments.of(TEXT, "a🐦", "a????", ValueClass.TEXT_MOJIBAKE, "characters replaced"),
                Arguments.of(TEXT, "abcd", "abcdef", ValueClass.CONTENT, ""),
                Arguments.of(TEXT, "Muller", "M?ller", ValueClass.CONTENT, ""),
                Arguments.of(TEXT, "Müller", "Meier", ValueClass.CONTENT, ""),
                Arguments.of(NUMBER, n("1.239"), n("1.24"), ValueClass.NUMBER_ROUNDING, ""),
                Arguments.of(NUMBER, n("1.239"), n("1.23"), ValueClass.NUMBER_ROUNDING, ""),
                Arguments.of(NUMBER, n("1.2"), n("1.234"), ValueClass.NUMBER_ROUNDING, ""),
                Arguments.of(NUMBER, n("0.4"), n("0"), ValueClass.NUMBER_ROUNDING, ""),
                Arguments.of(NUMBER, n("5"), n("-5"), ValueClass.NUMBER_SIGN, ""),
                Arguments.of(NUMBER, n("12.34"), n("1234"), ValueClass.NUMBER_FACTOR, "×100"),
                Arguments.of(WHOLE, 5000L, 5L, ValueClass.NUMBER_FACTOR, "÷1000"),
                Arguments.of(WHOLE, 300L, 44L, ValueClass.NUMBER_OVERFLOW, "8 bits"),
                Arguments.of(WHOLE, 4_294_967_299L, 3L, ValueClass.NUMBER_OVERFLOW, "32 bits"),
                Arguments.of(WHOLE, 40_000L, -25_536L, ValueClass.NUMBER_OVERFLOW, "16 bits"),
                Arguments.of(WHOLE, 3_000_000_000L, 2_147_483_647L, ValueClass.NUMBER_OVERFLOW, "held at 32 bits"),
                Arguments.of(FLOAT, 0.1, 0.10000000149, ValueClass.NUMBER_NOISE, ""),
                Arguments.of(NUMBER, n("12.34"), n("99.11"), ValueClass.CONTENT, "about 1e1"),
                Arguments.of(WHOLE, 7L, 9L, ValueClass.CONTENT, "about 1e0"),
                Arguments.of(
                        MOMENT,
                        m("2020-01-01T10:00:00.123456"),
                        m("2020-01-01T10:00:00.123"),
                        ValueClass.TIME_PRECISION,
                        "millis"),
                Arguments.of(
                        MOMENT,
                        m("2020-01-01T10:00:00.6"),
                        m("2020-01-01T10:00:01"),
                        ValueClass.TIME_PRECISION,
                        "seconds"),
                Arguments.of(
                        MOMENT,
                        m("2020-01-01T10:00:31"),
                        m("2020-01-01T10:00:00"),
                        ValueClass.TIME_PRECISION,
                        "minutes"),
                Arguments.of(
                        INSTANT,
                        Instant.parse("2020-01-01T10:00:00Z"),
                        Instant.parse("2020-01-01T11:00:00Z"),
                        ValueClass.TIME_OFFSET,
                        "+1h"),
                Arguments.of(
                        MOMENT, m("2020-01-01T10:00:01"), m("2020-01-01T04:30:01"), ValueClass.TIME_OFFSET, "-5h30m"),
                Arguments.of(
                        DAY,
                        LocalDate.parse("2020-03-01"),
                        LocalDate.parse("2020-02-29"),
                        ValueClass.TIME_OFFSET,
                        "-1d"),
                Arguments.of(MOMENT, m("2020-01-01T10:07:09"), m("2020-01-01T00:00:00"), ValueClass.TIME_DATE_ONLY, ""),
                Arguments.of(
                        DAY,
                        LocalDate.parse("2020-03-01"),
                        LocalDate.parse("1900-01-01"),
                        ValueClass.TIME_SENTINEL,
                        ""),
                Arguments.of(INSTANT, Instant.MAX, Instant.parse("2020-01-01T10:00:00Z"), ValueClass.TIME_SENTINEL, ""),
                Arguments.of(MOMENT, m("2020-01-01T10:00:00"), m("2020-01-01T10:07:00"), ValueClass.CONTENT, ""),
                Arguments.of(DAY, LocalDate.parse("2020-03-01"), LocalDate.parse("2021-03-01"), ValueClass.CONTENT, ""),
                Arguments.of(JSON, "[1,2,3]", "[3,2,1]", ValueClass.COLLECTION_ORDER, "$"),
                Arguments.of(JSON, "{\"a\":[1,1,2]}", "{\"a\":[1,2]}", ValueClass.COLLECTION_MULTIPLICITY, "$.a"),
                Arguments.of(
                        JSON,
                        "{\"a\":{\"b\":1},\"c\":2}",
                        "{\"c\":2,\"a\":{\"b\":7}}",
                        ValueClass.COLLECTION_ELEMENT,
                        "$.a.b"),
                Arguments.of(JSON, "{\"a\":1}", "{\"a\":\"1\"}", ValueClass.TYPE, "$.a"),
                Arguments.of(JSON, "{\"a\":1}", "{\"a\":1,\"b\":\"x,]}\"}", ValueClass.COLLECTION_ELEMENT, "$.b"),
                Arguments.of(JSON, "[1]", "{}", ValueClass.TYPE, "$"),
                Arguments.of(TRUTH, true, false, ValueClass.CONTENT, ""));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void everyDifferenceHasItsClass(
            Column column, @Nullable Object expected, @Nullable Object actual, ValueClass valueClass, String mask) {
        assertThat(ValueClassifier.of(column, expected, actual)).isEqualTo(new ValueDifference(valueClass, mask));
    }

    static Stream<Arguments> equals() {
        return Stream.of(
                Arguments.of(NUMBER, n("1.10"), n("1.1")),
                Arguments.of(NUMBER, 5L, n("5.000")),
                Arguments.of(FLOAT, -0.0, 0.0),
                Arguments.of(JSON, "{\"a\": 1.0, \"b\": [ ]}", "{\"b\":[],\"a\":1}"),
                Arguments.of(TEXT, "x", "x"),
                Arguments.of(TEXT, null, null));
    }

    @ParameterizedTest
    @MethodSource("equals")
    void whatIsTheSameToTheColumnIsNoDifference(Column column, @Nullable Object expected, @Nullable Object actual) {
        assertThat(ValueClassifier.of(column, expected, actual).valueClass()).isEqualTo(ValueClass.REPRESENTATION);
    }

    /** No mask may hold what a person could read a value from: of texts nothing at all but lengths and names of code pages. */
    @Test
    void everyPairHasAClassAndNoMaskShowsAText() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String left = text(random);
            String right = random.nextInt(3) == 0 ? mutated(left, random) : text(random);
            ValueDifference difference = ValueClassifier.of(TEXT, left, right);
            assertThat(difference.valueClass() == ValueClass.REPRESENTATION).isEqualTo(left.equals(right));
            assertThat(difference.mask())
                    .matches("(\\d+/\\d+|[NFKC]+|UTF-8 read as .*|.* mended to UTF-8|characters replaced)?");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append("aB ä\u0301ß🐦?\n9"
                    .codePoints()
                    .skip(random.nextInt(11))
                    .findFirst()
                    .orElse('x'));
        }
        return text.toString();
    }

    private static String mutated(String text, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> text + " ";
            case 1 -> text.toUpperCase(java.util.Locale.ROOT);
            case 2 -> Normalizer.normalize(text, Normalizer.Form.NFD);
            case 3 -> text.isEmpty() ? text : text.substring(1);
            default ->
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        };
    }
}
