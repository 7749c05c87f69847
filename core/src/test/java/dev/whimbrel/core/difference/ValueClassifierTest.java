package dev.whimbrel.core.difference;

import static dev.whimbrel.core.difference.ValueClass.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Column.Filling;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each class of values by example, with the mask, and beside it what must not be taken for it. */
class ValueClassifierTest {
    private static final Type DECIMAL = Type.decimal(20, 8);

    record Case(
            ValueClass valueClass,
            String mask,
            Type type,
            @Nullable Object expected,
            @Nullable Object actual) {}

    static Stream<Case> representation() {
        return Stream.of(
                same(DECIMAL, new BigDecimal("1.10"), new BigDecimal("1.1")),
                same(Type.INTEGER, 5, 5L),
                same(Type.JSON, "{ \"b\":1, \"a\":2.0}", "{\"a\":2,\"b\":1}"),
                same(Type.REAL, 0.1, (double) 0.1f),
                same(Type.DOUBLE, -0.0, 0.0),
                same(
                        Type.time(Kind.TIMESTAMP, 0),
                        LocalDateTime.parse("2024-01-01T10:00:00.4"),
                        LocalDateTime.parse("2024-01-01T10:00")),
                same(Type.TEXT, "a", "a"),
                same(Type.BYTES, new byte[] {1}, new byte[] {1}),
                same(Type.TEXT, null, null));
    }

    static Stream<Case> nulls() {
        return Stream.of(
                of(NULL_TO_VALUE, "", Type.TEXT, null, "x"),
                of(NULL_TO_VALUE, "", Type.TEXT, null, " "),
                of(NULL_TO_VALUE, "", Type.TEXT, null, "[]"),
                of(NULL_TO_VALUE, "", Type.INTEGER, null, 0L),
                of(NULL_TO_VALUE, "", Type.JSON, "null", "0"),
                of(VALUE_TO_NULL, "", Type.INTEGER, 5L, null),
                of(VALUE_TO_NULL, "", Type.BOOLEAN, false, null),
                of(VALUE_TO_NULL, "", Type.DATE, new Unreadable("ZERO_DATE"), null),
                of(VALUE_TO_NULL, "", Type.JSON, "[0]", null),
                of(NULL_OR_EMPTY, "", Type.TEXT, null, ""),
                of(NULL_OR_EMPTY, "", Type.TEXT, "", null),
                of(NULL_OR_EMPTY, "", Type.JSON, null, "[ ]"),
                of(NULL_OR_EMPTY, "", Type.JSON, "{}", "null"),
                of(NULL_OR_EMPTY, "", Type.JSON, null, "null"),
                of(NULL_OR_EMPTY, "", Type.OTHER, null, "{}"),
                of(NULL_OR_EMPTY, "", Type.BYTES, new byte[0], null));
    }

    static Stream<Case> types() {
        return Stream.of(
                of(TYPE, "number/text", Type.TEXT, 5L, "5"),
                of(TYPE, "boolean/number", Type.INTEGER, true, 1L),
                of(TYPE, "decimal/float", Type.DOUBLE, new BigDecimal("1.5"), 1.5),
                of(TYPE, "date/timestamp", Type.DATE, LocalDate.of(2024, 1, 1), LocalDateTime.of(2024, 1, 1, 0, 0)),
                of(TYPE, "unreadable/text", Type.TEXT, new Unreadable("CAST_FAILED"), "x"),
                of(TYPE, "list/object", Type.JSON, "[1]", "{\"a\":1}"),
                of(TYPE, "text/number", Type.JSON, "\"1\"", "1"),
                of(TYPE, "span/clock", Type.TIME, Duration.ofHours(1), LocalTime.of(1, 0)),
                of(NUMBER_ROUNDING, "cut to 0", Type.INTEGER, new BigDecimal("5.7"), 5L),
                of(CONTENT, "", Type.BOOLEAN, true, false));
    }

    static Stream<Case> texts() {
        return Stream.of(
                text(TEXT_PADDING, "end +2", "abc", "abc  "),
                text(TEXT_PADDING, "start -1", " abc", "abc"),
                text(TEXT_PADDING, "start +1, end -1", "abc ", "\tabc"),
                text(TEXT_PADDING, "end -1", "abc\u00A0", "abc"),
                text(TEXT_PADDING, "start -1", "\uFEFFabc", "abc"),
                text(TEXT_PADDING, "end -1", "abc\0", "abc"),
                text(TEXT_PADDING, "end -2", "  ", ""),
                text(TEXT_WHITESPACE, "", "a  b", "a b"),
                text(TEXT_WHITESPACE, "", "a b", "a\u00A0b"),
                text(TEXT_WHITESPACE, "line ends", "a\r\nb", "a\nb"),
                text(CONTENT, "", "a b", "a c"),
                text(CONTENT, "", "abc ", "abd"),
                text(TEXT_CASE, "upper", "straße", "STRASSE"),
                text(TEXT_CASE, "lower", "Anna", "anna"),
                text(TEXT_CASE, "", "anna", "Anna"),
                text(CONTENT, "", "Anna", "ANNE"),
                text(TEXT_NORMALIZATION, "NFD", "é", "e\u0301"),
                text(TEXT_NORMALIZATION, "NFC", "e\u0301", "é"),
                text(TEXT_NORMALIZATION, "NFKC", "ﬁn", "fin"),
                text(TEXT_NORMALIZATION, "NFKD", "ﬁé", "fie\u0301"),
                text(TEXT_NORMALIZATION, "NFC", "\u212B", "Å"),
                text(TEXT_NORMALIZATION, "", "fin", "ﬁn"),
                text(TEXT_ACCENT, "", "Díaz", "Diaz"),
                text(TEXT_ACCENT, "", "Łódź", "Lodz"),
                text(TEXT_ACCENT, "", "őr", "õr"),
                text(CONTENT, "", "Müller", "Mueller"),
                of(TEXT_TRUNCATION, "4/8", Type.text(4), "abcdefgh", "abcd"),
                text(TEXT_TRUNCATION, "50/65–128", "y".repeat(100), "y".repeat(50)),
                text(TEXT_TRUNCATION, "41–64/65–128", "y".repeat(100), "y".repeat(53)),
                text(TEXT_TRUNCATION, "2/7", "ok🐦 end", "ok"),
                text(TEXT_TRUNCATION, "2/3", "ab🐦", "ab"),
                text(TEXT_TRUNCATION, "3/4", "abéd", "ab\uFFFD"),
                text(CONTENT, "", "abc", "abcd"),
                text(CONTENT, "", "abcd", "bcd"),
                text(CONTENT, "emptied", "abc", ""),
                text(CONTENT, "filled", "", "abc"),
                of(TEXT_PADDING, "", Type.BYTES, new byte[] {1, 2}, new byte[] {1, 2, 0, 0}),
                of(TEXT_TRUNCATION, "2/3", Type.BYTES, new byte[] {1, 2, 3}, new byte[] {1, 2}),
                of(CONTENT, "", Type.BYTES, new byte[] {1, 2, 3}, new byte[] {3, 2, 1}),
                of(TEXT_CASE, "upper", Type.JSON, "\"on\"", "\"ON\""),
                of(TEXT_TRUNCATION, "1/2", Type.JSON, "{]", "{"),
                text(CONTENT, "", "x", "y"));
    }

    static Stream<Case> mojibake() {
        return Stream.of(
                text(TEXT_MOJIBAKE, "UTF-8 as windows-1252", "Müller", "MÃ¼ller"),
                text(TEXT_MOJIBAKE, "UTF-8 as windows-1252", "5 €", "5 â‚¬"),
                text(TEXT_MOJIBAKE, "UTF-8 as windows-1252", "Ávila", "Ã\u0081vila"),
                text(TEXT_MOJIBAKE, "UTF-8 as windows-1252", "Ávila", "Ã?vila"),
                text(TEXT_MOJIBAKE, "UTF-8 as ISO-8859-1", "Ö", "Ã\u0096"),
                text(TEXT_MOJIBAKE, "UTF-8 as windows-1250", "Čech", "ÄŚech"),
                text(TEXT_MOJIBAKE, "UTF-8 as IBM437", "ü", "├╝"),
                text(TEXT_MOJIBAKE, "UTF-8 as windows-1252 twice", "ü", "ÃƒÂ¼"),
                text(TEXT_MOJIBAKE, "UTF-8 not as windows-1252", "MÃ¼ller", "Müller"),
                text(TEXT_MOJIBAKE, "UTF-8 not as windows-1252 twice", "ÃƒÂ¼", "ü"),
                text(TEXT_MOJIBAKE, "windows-1250 as windows-1252", "±ęż", "±ê¿"),
                text(TEXT_MOJIBAKE, "windows-1252 as IBM437", "für", "fⁿr"),
                text(TEXT_MOJIBAKE, "replaced", "Müller", "M?ller"),
                text(TEXT_MOJIBAKE, "replaced", "Müller", "M\uFFFDller"),
                text(TEXT_MOJIBAKE, "replaced", "Müller", "M??ller"),
                text(TEXT_MOJIBAKE, "replaced", "a🐦b", "a????b"),
                text(TEXT_MOJIBAKE, "replaced", "Żółw ü", "???w ü"),
                text(CONTENT, "", "Müller", "M???????ller"),
                text(CONTENT, "", "Muller", "M?ller"),
                text(CONTENT, "", "日本", "中国"),
                text(CONTENT, "", "Müller", "Mäller?"));
    }

    static Stream<Case> numbers() {
        return Stream.of(
                number(NUMBER_ROUNDING, "rounded to 2", "1.456", "1.46"),
                number(NUMBER_ROUNDING, "cut to 2", "1.459", "1.45"),
                number(NUMBER_ROUNDING, "cut to 0", "-3.7", "-3"),
                number(NUMBER_ROUNDING, "rounded to 0", "-3.2", "-4"),
                number(NUMBER_ROUNDING, "cut to 1", "2.5", "2.55"),
                number(NUMBER_ROUNDING, "rounded to 1", "7630.8999", "7630.9"),
                number(NUMBER_ROUNDING, "cut to 3", "1700000000.123456", "1700000000.123"),
                number(CONTENT, "magnitude 1e-2", "1.45", "1.48"),
                number(CONTENT, "magnitude 1e-1", "1.456", "1.6"),
                number(CONTENT, "magnitude 1e0", "123", "120"),
                number(NUMBER_SIGN, "×-1", "12.5", "-12.5"),
                number(CONTENT, "magnitude 1e1", "12.5", "-12.4"),
                number(NUMBER_FACTOR, "×100", "12.34", "1234"),
                number(NUMBER_FACTOR, "×0.001", "1500", "1.5"),
                number(NUMBER_FACTOR, "×10^9", "7", "7000000000"),
                of(NUMBER_FACTOR, "×100", Type.DOUBLE, 1.1, 1.1 * 100),
                number(CONTENT, "magnitude 1e2", "2", "-200"),
                number(CONTENT, "magnitude 1e2", "0", "100"),
                number(NUMBER_OVERFLOW, "mod 2^8", "300", "44"),
                number(NUMBER_OVERFLOW, "mod 2^8", "200", "-56"),
                number(NUMBER_OVERFLOW, "mod 2^16", "70000", "4464"),
                number(NUMBER_OVERFLOW, "mod 2^16", "-1", "65535"),
                number(NUMBER_OVERFLOW, "mod 2^32", "4294967301", "5"),
                number(NUMBER_OVERFLOW, "mod 2^32", "3000000000", "-1294967296"),
                number(NUMBER_OVERFLOW, "mod 2^64", "18446744073709551615", "-1"),
                number(NUMBER_OVERFLOW, "limit of 16 bits", "40001", "32767"),
                number(NUMBER_OVERFLOW, "limit of 8 bits", "-3001", "-128"),
                number(CONTENT, "magnitude 1e2", "44", "300"),
                number(CONTENT, "magnitude 1e2", "300", "45"),
                of(NUMBER_NOISE, "", Type.DOUBLE, 0.3, 0.1 + 0.2),
                of(NUMBER_NOISE, "", Type.DOUBLE, 0.1, (double) 0.1f),
                number(NUMBER_NOISE, "", "0.1", "0.10000000149011612"),
                number(NUMBER_NOISE, "", "1234567.89", "1234567.88"),
                of(NUMBER_NOISE, "", Type.BIGINT, 9007199254740993L, 9007199254740992L),
                of(NUMBER_NOISE, "", Type.BIGINT, 123456789L, 123456792L),
                of(NUMBER_NOISE, "", Type.DOUBLE, 1234.5678901234567, 1234.5678901234569),
                of(CONTENT, "", Type.DOUBLE, Double.NaN, 1.0),
                of(CONTENT, "", Type.DOUBLE, 1.0, Double.POSITIVE_INFINITY),
                of(CONTENT, "", DECIMAL, BigDecimal.ONE.scaleByPowerOfTen(5_000), BigDecimal.ONE),
                of(NUMBER_FACTOR, "×10", Type.JSON, "1", "10"));
    }

    static Stream<Case> moments() {
        return Stream.of(
                time(TIME_PRECISION, "6→0", "2024-05-06T10:11:12.123456", "2024-05-06T10:11:12"),
                time(TIME_PRECISION, "6→3", "2024-05-06T10:11:12.123456", "2024-05-06T10:11:12.123"),
                time(TIME_PRECISION, "1→0", "2024-05-06T10:11:12.7", "2024-05-06T10:11:13"),
                time(TIME_PRECISION, "4→0", "2024-12-31T23:59:59.9996", "2025-01-01T00:00"),
                time(CONTENT, "", "2024-05-06T10:11:12", "2024-05-06T10:11:13"),
                time(CONTENT, "", "2024-05-06T10:11:12.2", "2024-05-06T10:11:13"),
                time(TIME_OFFSET, "+1h", "2024-05-06T10:11:12", "2024-05-06T11:11:12"),
                time(TIME_OFFSET, "-5h45m", "2024-05-06T10:11:12", "2024-05-06T04:26:12"),
                time(TIME_OFFSET, "+26h", "2024-05-06T10:00", "2024-05-07T12:00"),
                time(TIME_OFFSET, "+2h", "2024-05-06T00:00", "2024-05-06T02:00"),
                time(TIME_OFFSET, "-2h", "2024-05-06T00:00", "2024-05-05T22:00"),
                time(CONTENT, "", "2024-05-06T10:00", "2024-05-07T12:15"),
                time(CONTENT, "", "2024-05-06T10:00", "2024-05-06T10:10"),
                of(TIME_OFFSET, "+24h", Type.DATE, LocalDate.of(2024, 5, 6), LocalDate.of(2024, 5, 7)),
                of(CONTENT, "", Type.DATE, LocalDate.of(2024, 5, 6), LocalDate.of(2024, 5, 8)),
                of(
                        TIME_OFFSET,
                        "-30m",
                        Type.TIMESTAMPTZ,
                        Instant.parse("2024-05-06T10:00:00Z"),
                        Instant.parse("2024-05-06T09:30:00Z")),
                of(TIME_OFFSET, "+1h", Type.TIME, LocalTime.of(23, 30), LocalTime.of(0, 30)),
                of(TIME_PRECISION, "3→0", Type.TIME, LocalTime.of(1, 2, 3, 4_000_000), LocalTime.of(1, 2, 3)),
                of(TIME_PRECISION, "3→0", Type.INTERVAL, Duration.ofMillis(1_501), Duration.ofSeconds(2)),
                of(CONTENT, "", Type.INTERVAL, Duration.ofHours(1), Duration.ofHours(2)),
                time(TIME_DATE_ONLY, "time lost", "2024-05-06T10:11:12", "2024-05-06T00:00"),
                time(TIME_DATE_ONLY, "time lost", "2024-05-06T10:00", "2024-05-06T00:00"),
                time(TIME_DATE_ONLY, "time added", "2024-05-06T00:00", "2024-05-06T10:11:12"),
                time(CONTENT, "", "2024-05-06T10:11:12", "2024-05-07T00:00"));
    }

    static Stream<Case> sentinels() {
        Unreadable zero = new Unreadable("ZERO_DATE");
        LocalDate day = LocalDate.of(2024, 5, 6);
        return Stream.of(
                of(TIME_SENTINEL, "from 0000", Type.DATE, zero, day),
                of(TIME_SENTINEL, "to 0000", Type.DATE, day, zero),
                of(TIME_SENTINEL, "from 0000 to 1970", Type.DATE, zero, LocalDate.EPOCH),
                of(TIME_SENTINEL, "to 1753", Type.DATE, day, LocalDate.of(1753, 1, 1)),
                of(TIME_SENTINEL, "to 1899", Type.DATE, day, LocalDate.of(1899, 12, 30)),
                time(TIME_SENTINEL, "to 1900", "2024-05-06T10:11:12", "1900-01-01T00:00"),
                time(TIME_SENTINEL, "from 9999", "9999-12-31T23:59:59", "2024-05-06T10:11:12"),
                of(TIME_SENTINEL, "from 9999 to infinity", Type.DATE, LocalDate.of(9999, 12, 31), LocalDate.MAX),
                of(TIME_SENTINEL, "to infinity", Type.TIMESTAMPTZ, Instant.parse("2024-05-06T10:00:00Z"), Instant.MAX),
                of(
                        TIME_SENTINEL,
                        "to 1970",
                        Type.TIMESTAMPTZ,
                        Instant.parse("2024-05-06T10:00:01Z"),
                        Instant.parse("1969-12-31T23:00:00Z")),
                time(CONTENT, "", "2024-05-06T10:11:12", "1970-01-01T03:04:05"),
                of(CONTENT, "", Type.DATE, day, LocalDate.of(1900, 1, 2)),
                of(CONTENT, "", Type.DATE, new Unreadable("INVALID_DATE"), day));
    }

    static Stream<Case> collections() {
        return Stream.of(
                json(COLLECTION_ORDER, "$", "[1,2,3]", "[3,1,2]"),
                json(COLLECTION_ORDER, "$.tags", "{\"tags\":[1,2]}", "{\"tags\":[2,1]}"),
                json(COLLECTION_MULTIPLICITY, "$", "[1,2]", "[1,2,2]"),
                json(COLLECTION_MULTIPLICITY, "$.a", "{\"a\":[1,2,2]}", "{\"a\":[1,1,2]}"),
                json(COLLECTION_ELEMENT, "$[*]", "[1,2]", "[1,3]"),
                json(COLLECTION_ELEMENT, "$[*] new", "[]", "[1]"),
                json(COLLECTION_ELEMENT, "$.a", "{\"a\":1}", "{\"a\":2}"),
                json(COLLECTION_ELEMENT, "$.a number/text", "{\"a\":1}", "{\"a\":\"1\"}"),
                json(COLLECTION_ELEMENT, "$.a gone", "{\"a\":null}", "{}"),
                json(COLLECTION_ELEMENT, "$.a new", "{}", "{\"a\":1}"),
                json(
                        COLLECTION_ELEMENT,
                        "$.a[*].b, $.c",
                        "{\"a\":[{\"b\":1}],\"c\":[2,1]}",
                        "{\"a\":[{\"b\":2}],\"c\":[1,2]}"),
                json(COLLECTION_ELEMENT, "$.*", "{\"anna@example.org\":1}", "{\"anna@example.org\":2}"),
                json(COLLECTION_ELEMENT, "$.* gone, $.* new", "{\"Anna\":1}", "{\"Bert\":1}"),
                json(
                        COLLECTION_ELEMENT,
                        "$.a, $.b, $.c +1",
                        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}",
                        "{\"a\":2,\"b\":2,\"c\":2,\"d\":2}"));
    }

    static Stream<Case> others() {
        UUID one = new UUID(1, 2);
        return Stream.of(
                of(CONTENT, "", Type.UUID, one, new UUID(1, 3)),
                of(CONTENT, "", Type.OTHER, new Unreadable("CAST_FAILED"), new Unreadable("NOT_BOOLEAN")));
    }

    @ParameterizedTest
    @MethodSource({
        "representation",
        "nulls",
        "types",
        "texts",
        "mojibake",
        "numbers",
        "moments",
        "sentinels",
        "collections",
        "others"
    })
    void says(Case one) {
        ValueDifference difference =
                ValueClassifier.classify(Column.of("c", one.type()), one.expected(), one.actual(), true);
        assertThat(difference).isEqualTo(new ValueDifference(one.valueClass(), one.mask()));
    }

    /** A member may be named for a person, and such a name looks like any other. */
    @Test
    void namesNoMemberOfAPrivateColumn() {
        Column column = Column.of("c", Type.JSON);
        String expected = "{\"friends\":{\"bertha\":1,\"carl\":[1]}}";
        String actual = "{\"friends\":{\"bertha\":2,\"dora\":[1]}}";
        assertThat(ValueClassifier.classify(column, expected, actual).mask()).isEqualTo("$.*.*, $.*.* gone, $.*.* new");
        assertThat(ValueClassifier.classify(column, expected, actual, true).mask())
                .isEqualTo("$.friends.bertha, $.friends.carl gone, $.friends.dora new");
    }

    @ParameterizedTest
    @MethodSource("representation")
    void sameTheOtherWayRound(Case one) {
        ValueDifference difference = ValueClassifier.classify(Column.of("c", one.type()), one.actual(), one.expected());
        assertThat(difference.valueClass()).isEqualTo(REPRESENTATION);
    }

    @org.junit.jupiter.api.Test
    void paddingOfCharMeansNothing() {
        Column column = new Column("c", Type.text(5), "character(5)", true, Filling.NONE);
        assertThat(ValueClassifier.classify(column, "ab", "ab   ").valueClass()).isEqualTo(REPRESENTATION);
        assertThat(ValueClassifier.classify(column, null, "     ").valueClass()).isEqualTo(NULL_OR_EMPTY);
    }

    private static Case of(
            ValueClass valueClass, String mask, Type type, @Nullable Object expected, @Nullable Object actual) {
        return new Case(valueClass, mask, type, expected, actual);
    }

    private static Case same(Type type, @Nullable Object expected, @Nullable Object actual) {
        return of(REPRESENTATION, "", type, expected, actual);
    }

    private static Case text(ValueClass valueClass, String mask, String expected, String actual) {
        return of(valueClass, mask, Type.TEXT, expected, actual);
    }

    private static Case number(ValueClass valueClass, String mask, String expected, String actual) {
        return of(valueClass, mask, DECIMAL, new BigDecimal(expected), new BigDecimal(actual));
    }

    private static Case time(ValueClass valueClass, String mask, String expected, String actual) {
        return of(valueClass, mask, Type.TIMESTAMP, LocalDateTime.parse(expected), LocalDateTime.parse(actual));
    }

    private static Case json(ValueClass valueClass, String mask, String expected, String actual) {
        return of(valueClass, mask, Type.JSON, expected, actual);
    }
}
