package dev.whimbrel.core.difference;

import static dev.whimbrel.core.difference.ValueClass.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Type.Kind;
import dev.whimbrel.core.value.Unreadable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random values with a mutation of each kind, and random pairs of all types. */
class MutationTest {
    private static final int ROUNDS = 2_000;

    /** Classes that say the same of a pair and of its reverse. */
    private static final Set<ValueClass> SYMMETRIC = EnumSet.of(
            REPRESENTATION,
            NULL_OR_EMPTY,
            TYPE,
            TEXT_PADDING,
            TEXT_WHITESPACE,
            TEXT_CASE,
            TEXT_ACCENT,
            TEXT_NORMALIZATION,
            NUMBER_ROUNDING,
            NUMBER_SIGN,
            NUMBER_FACTOR,
            TIME_PRECISION,
            TIME_SENTINEL,
            COLLECTION_ORDER,
            COLLECTION_MULTIPLICITY,
            COLLECTION_ELEMENT);

    record Mutation(String name, ValueClass valueClass, Type type, Function<Random, @Nullable Object[]> pair) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutation> mutations() {
        return Stream.of(
                text("pad", TEXT_PADDING, (t, r) -> t + " ".repeat(1 + r.nextInt(5))),
                text("white space", TEXT_WHITESPACE, (t, r) -> t.replaceFirst(" ", r.nextBoolean() ? "  " : "\t")),
                text("upper", TEXT_CASE, (t, r) -> t.toUpperCase(Locale.ROOT)),
                text("without accents", TEXT_ACCENT, (t, r) -> Normalizer.normalize(t, Form.NFD)
                        .replaceAll("\\p{M}", "")),
                text("NFD", TEXT_NORMALIZATION, (t, r) -> Normalizer.normalize(t, Form.NFD)),
                text("truncate", TEXT_TRUNCATION, (t, r) -> t.substring(0, t.length() - 2 - r.nextInt(3))
                        .stripTrailing()),
                text("mojibake 1252", TEXT_MOJIBAKE, (t, r) -> mojibake(t, "windows-1252")),
                text("mojibake latin 1", TEXT_MOJIBAKE, (t, r) -> mojibake(t, "ISO-8859-1")),
                text("mojibake 1250", TEXT_MOJIBAKE, (t, r) -> mojibake(t, "windows-1250")),
                text("mojibake 437", TEXT_MOJIBAKE, (t, r) -> mojibake(t, "IBM437")),
                text(
                        "question marks",
                        TEXT_MOJIBAKE,
                        (t, r) -> new String(t.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)),
                text(
                        "latin 1 as UTF-8",
                        TEXT_MOJIBAKE,
                        (t, r) -> new String(t.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)),
                text("null", VALUE_TO_NULL, (t, r) -> null),
                new Mutation("round", NUMBER_ROUNDING, Type.decimal(20, 6), r -> {
                    BigDecimal number = decimal(r, 4);
                    return pair(number, number.setScale(1 + r.nextInt(2), java.math.RoundingMode.HALF_UP));
                }),
                new Mutation("cut", NUMBER_ROUNDING, Type.decimal(20, 6), r -> {
                    BigDecimal number = decimal(r, 4);
                    return pair(number, number.setScale(1 + r.nextInt(2), java.math.RoundingMode.DOWN));
                }),
                new Mutation("sign", NUMBER_SIGN, Type.decimal(20, 6), r -> {
                    BigDecimal number = decimal(r, 4);
                    return pair(number, number.negate());
                }),
                new Mutation("scale", NUMBER_FACTOR, Type.decimal(20, 6), r -> {
                    BigDecimal number = decimal(r, 4);
                    return pair(number, number.scaleByPowerOfTen(r.nextBoolean() ? 2 : -3));
                }),
                new Mutation("16 bits", NUMBER_OVERFLOW, Type.BIGINT, r -> {
                    long number = 70_001 + r.nextInt(1_000_000) * 10L;
                    return pair(number, (long) (short) number);
                }),
                new Mutation("32 bits", NUMBER_OVERFLOW, Type.BIGINT, r -> {
                    long number = 5_000_000_001L + r.nextInt(1_000_000) * 10L;
                    return pair(number, (long) (int) number);
                }),
                new Mutation("float", NUMBER_NOISE, Type.DOUBLE, r -> {
                    double number = (10 * r.nextInt(100_000) + 1 + r.nextInt(4)) / 1000.0;
                    return pair(number, (double) (float) number);
                }),
                new Mutation("microseconds", TIME_PRECISION, Type.TIMESTAMP, r -> {
                    LocalDateTime moment = moment(r).withNano(1_000 * (1 + r.nextInt(999_998)));
                    return pair(moment, moment.truncatedTo(r.nextBoolean() ? ChronoUnit.SECONDS : ChronoUnit.MILLIS));
                }),
                new Mutation("zone", TIME_OFFSET, Type.TIMESTAMP, r -> {
                    LocalDateTime moment = moment(r);
                    return pair(moment, moment.plusMinutes(15L * (1 + r.nextInt(104)) * (r.nextBoolean() ? 1 : -1)));
                }),
                new Mutation("date only", TIME_DATE_ONLY, Type.TIMESTAMP, r -> {
                    LocalDateTime moment = moment(r);
                    return pair(moment, moment.truncatedTo(ChronoUnit.DAYS));
                }),
                new Mutation("sentinel", TIME_SENTINEL, Type.TIMESTAMP, r -> {
                    LocalDate day = List.of(
                                    LocalDate.EPOCH,
                                    LocalDate.of(1900, 1, 1),
                                    LocalDate.of(1753, 1, 1),
                                    LocalDate.of(9999, 12, 31))
                            .get(r.nextInt(4));
                    return pair(moment(r), day.atStartOfDay());
                }),
                new Mutation("shuffle", COLLECTION_ORDER, Type.JSON, r -> {
                    List<Integer> list = list(r);
                    List<Integer> other = new ArrayList<>(list);
                    Collections.rotate(other, 1);
                    return pair(list.toString(), other.toString());
                }),
                new Mutation("double an element", COLLECTION_MULTIPLICITY, Type.JSON, r -> {
                    List<Integer> list = list(r);
                    List<Integer> other = new ArrayList<>(list);
                    other.add(list.get(r.nextInt(list.size())));
                    return pair(list.toString(), other.toString());
                }),
                new Mutation("change an element", COLLECTION_ELEMENT, Type.JSON, r -> {
                    List<Integer> list = list(r);
                    List<Integer> other = new ArrayList<>(list);
                    other.set(r.nextInt(list.size()), 1_000);
                    return pair(list.toString(), other.toString());
                }));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isFoundForWhatItIs(Mutation mutation) {
        Random random = random();
        Column column = Column.of("c", mutation.type());
        int tried = 0;
        for (int i = 0; i < ROUNDS; i++) {
            @Nullable Object[] pair = mutation.pair().apply(random);
            if (!Equality.isSame(column, pair[0], pair[1])) {
                ValueDifference found = ValueClassifier.classify(column, pair[0], pair[1]);
                assertThat(found.valueClass())
                        .as("%s -> %s: %s", pair[0], pair[1], found.mask())
                        .isEqualTo(mutation.valueClass());
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void everyPairHasAClassAndEqualOnesOnlyOne() {
        Random random = random();
        for (int i = 0; i < 20 * ROUNDS; i++) {
            Column column = Column.of("c", types().get(random.nextInt(types().size())));
            Object expected = any(random, column.type().kind());
            Object actual = random.nextInt(10) == 0
                    ? any(random, Kind.values()[random.nextInt(Kind.values().length)])
                    : any(random, column.type().kind());
            ValueDifference there = ValueClassifier.classify(column, expected, actual);
            ValueDifference back = ValueClassifier.classify(column, actual, expected);
            String what = column.type() + " " + expected + " -> " + actual;
            assertThat(there.valueClass() == REPRESENTATION)
                    .as(what)
                    .isEqualTo(Equality.form(column, expected).equals(Equality.form(column, actual)));
            if (SYMMETRIC.contains(there.valueClass())) {
                assertThat(back.valueClass()).as(what).isEqualTo(there.valueClass());
            }
            assertThat(there.valueClass() == NULL_TO_VALUE).as(what).isEqualTo(back.valueClass() == VALUE_TO_NULL);
            assertThat(ValueClassifier.classify(column, expected, expected).valueClass())
                    .isEqualTo(REPRESENTATION);
        }
    }

    /** A mask is built of a few words, lengths, powers of ten and names of years; a text of the value is not among them. */
    @Test
    void masksNeverHoldAValue() {
        Random random = random();
        for (int i = 0; i < ROUNDS; i++) {
            String secret = "q" + Long.toString(Math.abs(random.nextLong()), 36) + "zq";
            for (String other :
                    List.of(secret + " ", secret.toUpperCase(Locale.ROOT), secret.substring(0, 6), "x" + secret)) {
                assertThat(ValueClassifier.classify(Column.of("c", Type.TEXT), secret, other)
                                .mask())
                        .doesNotContain(secret.substring(0, 4));
                String json = "{\"" + secret.replaceAll("\\d", "n") + "\":[\"" + secret + "\"]}";
                String changed = "{\"" + secret.replaceAll("\\d", "n") + "\":[\"" + other + "\"]}";
                assertThat(ValueClassifier.classify(Column.of("c", Type.JSON), json, changed)
                                .mask()
                                .toLowerCase(Locale.ROOT))
                        .doesNotContain(
                                secret.substring(0, 4),
                                secret.replaceAll("\\d", "n").substring(0, 4));
            }
        }
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.out.println("MutationTest: seed " + seed);
        return new Random(seed);
    }

    private interface Change {
        @Nullable
        String of(String text, Random random);
    }

    private static Mutation text(String name, ValueClass valueClass, Change change) {
        return new Mutation(name, valueClass, Type.TEXT, random -> {
            String text = words(random);
            return pair(text, change.of(text, random));
        });
    }

    /** Two words with a letter beyond ASCII in the first, and letters only. */
    private static String words(Random random) {
        return word(random) + "äéöüñ".charAt(random.nextInt(5)) + word(random) + " " + word(random) + "abc";
    }

    private static String word(Random random) {
        return random.ints(2 + random.nextInt(6), 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String mojibake(String text, String charset) {
        return new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(charset));
    }

    private static @Nullable Object[] pair(@Nullable Object expected, @Nullable Object actual) {
        return new @Nullable Object[] {expected, actual};
    }

    private static BigDecimal decimal(Random random, int scale) {
        return new BigDecimal(BigInteger.valueOf(10L * random.nextInt(10_000_000) + 1 + random.nextInt(9)), scale);
    }

    /** A moment of a full second that is no quarter-hour. */
    private static LocalDateTime moment(Random random) {
        return LocalDateTime.of(2001, 1, 1, 0, 0)
                .plusMinutes(15L * random.nextInt(800_000))
                .plusSeconds(1 + random.nextInt(899));
    }

    private static List<Integer> list(Random random) {
        return random.ints(2 + random.nextInt(6), 0, 900).distinct().boxed().toList();
    }

    private static List<Type> types() {
        List<Type> types = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            types.add(Type.of(kind));
        }
        return types;
    }

    private static @Nullable Object any(Random random, Kind kind) {
        if (random.nextInt(20) == 0) {
            return null;
        }
        return switch (kind) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT, INTEGER, BIGINT -> random.nextLong() >> random.nextInt(64);
            case DECIMAL -> new BigDecimal(new BigInteger(1 + random.nextInt(40), random), random.nextInt(12) - 3);
            case REAL, DOUBLE -> random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * random.nextInt(1000);
            case TEXT, ENUM, OTHER ->
                List.of("", " ", "a", "A", "ab", "á", "a\u0301", "Ã¡", "?", "[]", "{}")
                        .get(random.nextInt(11));
            case BYTES -> new byte[random.nextInt(3)];
            case DATE -> random.nextInt(9) == 0 ? new Unreadable("ZERO_DATE") : LocalDate.ofEpochDay(random.nextInt(4));
            case TIME -> LocalTime.ofSecondOfDay(450L * random.nextInt(190));
            case TIMESTAMP -> random.nextInt(9) == 0 ? LocalDateTime.MAX : moment(random);
            case TIMESTAMPTZ ->
                random.nextInt(9) == 0 ? Instant.MIN : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1000));
            case INTERVAL -> Duration.ofMillis(random.nextInt(5_000));
            case UUID -> new UUID(0, random.nextInt(3));
            case JSON ->
                List.of(
                                "null",
                                "[]",
                                "{}",
                                "\"\"",
                                "[1,2]",
                                "[2,1]",
                                "[1,2,2]",
                                "{\"a\":1}",
                                "{\"a\":[1]}",
                                "1",
                                "1.0",
                                "x{")
                        .get(random.nextInt(12));
        };
    }
}
