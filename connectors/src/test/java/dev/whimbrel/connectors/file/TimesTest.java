package dev.whimbrel.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.value.Type;
import dev.whimbrel.core.value.Unreadable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by hand is what the formatter reads: the same values of good texts, the same codes for bad ones. */
class TimesTest {
    private static final int TEXTS = 4_000;
    private static final String CHARACTERS = "0123456789 -+:.TtZz,/0\u0663x\t";

    private static final List<Type> TYPES = List.of(Type.DATE, Type.TIME, Type.TIMESTAMP, Type.TIMESTAMPTZ);

    private static final List<String> DAYS = List.of("yyyy-MM-dd", "dd.MM.yyyy", "yyyyMMdd", "MM/dd/uuuu", "ddMMyyyy");
    private static final List<String> CLOCKS = List.of(
            "HH:mm:ss", "HH:mm", "HHmmss", "HH:mm:ss.SSS", "HHmmssSSS", "HH:mm:ss,SSSSSSSSS", "HH'h'mm", "HH:mm:ss.S");
    private static final List<String> BETWEEN = List.of(" ", "'T'", "", "_", "' at '", " 't'");
    /** None of these is plain, or not for every type; each has something that a hand would get wrong. */
    private static final List<String> OTHERS = List.of(
            "yy-MM-dd",
            "d.M.yyyy",
            "yyyy0MM0dd",
            "yyyy-MM-dd'1'",
            "yyyy-MM-dd[ HH:mm]",
            "dd MMM yyyy",
            "yyyy-MM-dd HH",
            "yyyy-MM-dd HH:mm:ss''",
            "yyyy-MM-dd G HH:mm",
            "yyyy-MM-dd hh:mm a",
            "yyyy-MM-dd dd HH:mm",
            "yyyy-DDD",
            "yyyy-MM-dd HH:mm:ss.nnn",
            "yyyy-MM-dd HH:mmX",
            "yyyy-MM-dd ssSSS",
            "SSSyyyyMMddHHmmss",
            "HHyyyyMMddmm");

    private static Field field(Type type, @Nullable String pattern, @Nullable String zone) {
        Field.Format plain = Field.Format.PLAIN;
        return new Field(
                "t", type, 0, 0, new Field.Format(pattern, "en", zone, plain.decimal(), null, plain.yes(), plain.no()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void isoIsReadAsTheFormatterReadsIt(long seed) {
        Random random = new Random(seed);
        for (Type type : TYPES) {
            for (String zone : new String[] {null, "Europe/Berlin", "+03:00"}) {
                Field field = field(type, null, zone);
                int good = agree(seed, field, random, () -> iso(random, type));
                assertThat(good).as("readable texts of %s, seed %d", type, seed).isGreaterThan(TEXTS / 20);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 60, 700})
    void patternsAreReadAsTheFormatterReadsThem(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Type type = TYPES.get(i % TYPES.size());
            String pattern = pattern(random, type);
            Field field = field(type, pattern, "America/New_York");
            DateTimeFormatter written = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            int good = agree(seed, field, random, () -> time(random)
                    .atOffset(ZoneOffset.UTC)
                    .format(written));
            if (PlainForm.of(field, ZoneOffset.UTC) != PlainForm.NONE) {
                assertThat(good)
                        .as("readable texts of %s, seed %d", pattern, seed)
                        .isGreaterThan(100);
            }
        }
    }

    private static String pattern(Random random, Type type) {
        if (random.nextInt(4) == 0) {
            return one(random, OTHERS);
        }
        String day = one(random, DAYS);
        String clock = one(random, CLOCKS);
        return switch (type.kind()) {
            case DATE -> random.nextInt(4) == 0 ? clock : day;
            case TIME -> random.nextInt(4) == 0 ? day : clock;
            default -> random.nextBoolean() ? day + one(random, BETWEEN) + clock : clock + one(random, BETWEEN) + day;
        };
    }

    private interface Text {
        String make();
    }

    /** Compares on texts as made and on spoilt ones; gives how many were read as values. */
    private static int agree(long seed, Field field, Random random, Text texts) {
        Conversion quick = Times.of(field);
        Conversion thorough = Times.thorough(field);
        int good = 0;
        int many = field.format().pattern() == null ? TEXTS : 400;
        for (int i = 0; i < many; i++) {
            String text = texts.make();
            if (i % 3 != 0) {
                text = spoilt(random, text);
            }
            Object expected = thorough.convert(text);
            Object found = quick.convert(text);
            if (!found.equals(expected)) {
                assertThat(found).as("seed %d, %s, <%s>", seed, field, text).isEqualTo(expected);
            }
            good += expected instanceof Unreadable ? 0 : 1;
        }
        return good;
    }

    private static String spoilt(Random random, String text) {
        StringBuilder spoilt = new StringBuilder(text);
        int at = random.nextInt(text.length());
        char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(4)) {
            case 0 -> spoilt.setCharAt(at, c);
            case 1 -> spoilt.insert(at, c);
            case 2 -> spoilt.deleteCharAt(at);
            default -> spoilt.setLength(at);
        }
        return spoilt.toString();
    }

    private static LocalDateTime time(Random random) {
        int year = random.nextInt(10) == 0 ? random.nextInt(10_000) : 1990 + random.nextInt(60);
        LocalDateTime time = LocalDateTime.of(year, 1, 1, 0, 0).plusSeconds(random.nextInt(366 * 86_400));
        return random.nextBoolean() ? time.withNano(random.nextInt(1_000_000_000)) : time;
    }

    private static String iso(Random random, Type type) {
        if (random.nextInt(40) == 0) {
            return one(random, List.of("0000-00-00", "0000-00-00 00:00:00", "0000-00-00 00:00:00.000"));
        }
        LocalDateTime time = time(random);
        // Days and hours may be such as no calendar and no clock has.
        String day = "%04d-%02d-%02d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        random.nextInt(8) == 0 ? 27 + random.nextInt(6) : time.getDayOfMonth());
        String clock = "%02d:%02d"
                .formatted(random.nextInt(12) == 0 ? 23 + random.nextInt(3) : time.getHour(), time.getMinute());
        if (random.nextInt(6) != 0) {
            clock += ":%02d".formatted(random.nextInt(20) == 0 ? 60 : time.getSecond());
            clock += one(random, List.of("", "", fraction(random)));
        }
        String both = day + one(random, List.of("T", " ", " ", "T", "", " T", "  ", "t")) + clock;
        return switch (type.kind()) {
            case DATE -> random.nextInt(9) == 0 ? both : day;
            case TIME -> random.nextInt(9) == 0 ? both : clock;
            case TIMESTAMP -> both;
            default -> both + offset(random);
        };
    }

    private static String fraction(Random random) {
        StringBuilder digits = new StringBuilder(".");
        for (int i = random.nextInt(11); i > 0; i--) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String offset(Random random) {
        String hours = "%s%02d".formatted(one(random, List.of("+", "-")), random.nextInt(20));
        String minutes = "%02d".formatted(random.nextInt(62));
        return one(random, List.of("", "", " "))
                + one(
                        random,
                        List.of(
                                "Z",
                                "+00",
                                "+00:00",
                                "-00:00",
                                "+0000",
                                hours,
                                hours + minutes,
                                hours + ":" + minutes,
                                "",
                                "z",
                                "+00+00",
                                hours + ":"));
    }

    private static <T> T one(Random random, List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    @ParameterizedTest(name = "{0} is read by hand: {1}")
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss, true",
        "dd.MM.yyyy HH:mm, true",
        "yyyyMMddHHmmssSSS, true",
        "yyyy-MM-dd'T'HH:mm:ss.SSSSSS, true",
        "yyyy-MM-dd HH, false",
        "yyyy0MM0dd HH:mm, false",
        "yy-MM-dd HH:mm, false",
        "d.M.yyyy HH:mm, false",
        "yyyy-MM-dd HH:mm[:ss], false",
    })
    void whichPatternsArePlain(String pattern, boolean plain) {
        assertThat(PlainForm.of(field(Type.TIMESTAMP, pattern, null), null) != PlainForm.NONE)
                .isEqualTo(plain);
    }

    @Test
    void plainTextsNeedNoFormatter() {
        PlainForm moments = PlainForm.of(field(Type.TIMESTAMPTZ, null, null), null);
        for (String text : List.of(
                "2021-03-04 05:06:07.123456+00",
                "2021-03-04T05:06Z",
                "2021-03-04T05:06:07 +02:00",
                "2021-03-04 05:06:07-0330")) {
            assertThat(moments.read(text)).as(text).isNotNull();
        }
        assertThat(moments.read("2021-02-29 05:06:07+00")).isNull();
        assertThat(moments.read("2021-03-04 05:06:07")).isNull();
    }
}
