package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.difference.ValueClass;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the masks of differences that can be said in words; any other mask is left to be shown as it is. */
final class MaskWords {
    private static final Pattern OFFSET = Pattern.compile("([+−-])(?:(\\d{1,3})h)?\\s?(?:(\\d{1,2})m(?:in)?)?");
    private static final Pattern FACTOR = Pattern.compile("([×x*÷/])\\s?(0\\.0*1|10+)");
    private static final Pattern CUT = Pattern.compile("(?:prefix )?(\\d{1,9})/(\\d{1,9})");
    private static final Pattern BITS = Pattern.compile("(?:mod )?2\\^(\\d{1,2})");
    private static final List<String> NUMBERS = List.of(
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private MaskWords() {}

    /** Words for class and mask together; empty where the mask is none that is known for this class. */
    static String woven(ValueClass valueClass, String mask) {
        return switch (valueClass) {
            case TIME_OFFSET -> offset(OFFSET.matcher(mask));
            case NUMBER_FACTOR -> factor(FACTOR.matcher(mask));
            case TEXT_TRUNCATION -> cut(CUT.matcher(mask));
            case NUMBER_OVERFLOW -> overflow(BITS.matcher(mask));
            case REPRESENTATION,
                    NULL_TO_VALUE,
                    VALUE_TO_NULL,
                    NULL_OR_EMPTY,
                    TYPE,
                    STALE,
                    SWAPPED,
                    DEFAULTED,
                    TEXT_PADDING,
                    TEXT_WHITESPACE,
                    TEXT_CASE,
                    TEXT_ACCENT,
                    TEXT_NORMALIZATION,
                    TEXT_MOJIBAKE,
                    NUMBER_ROUNDING,
                    NUMBER_SIGN,
                    NUMBER_NOISE,
                    TIME_PRECISION,
                    TIME_DATE_ONLY,
                    TIME_SENTINEL,
                    MAPPING,
                    RENAMED_ID,
                    COLLECTION_ORDER,
                    COLLECTION_MULTIPLICITY,
                    COLLECTION_ELEMENT,
                    CONTENT -> "";
        };
    }

    private static String offset(Matcher mask) {
        if (!mask.matches() || mask.group(2) == null && mask.group(3) == null) {
            return "";
        }
        int hours = mask.group(2) == null ? 0 : Integer.parseInt(mask.group(2));
        int minutes = mask.group(3) == null ? 0 : Integer.parseInt(mask.group(3));
        String both = hours > 0 && minutes > 0 ? " and " : "";
        String span = (hours > 0 ? some(hours, "hour") : "") + both + (minutes > 0 ? some(minutes, "minute") : "");
        return "time is " + span + (mask.group(1).equals("+") ? " later" : " earlier");
    }

    private static String factor(Matcher mask) {
        if (!mask.matches()) {
            return "";
        }
        boolean part = mask.group(2).startsWith("0");
        long factor = part ? tenth(mask.group(2)) : power(mask.group(2));
        boolean times = "×x*".contains(mask.group(1)) != part;
        return times
                ? "number is " + Words.count(factor) + " times as much"
                : "number is one of " + Words.count(factor) + " parts";
    }

    private static long tenth(String decimal) {
        return power("1" + "0".repeat(decimal.length() - 2));
    }

    private static long power(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static String cut(Matcher mask) {
        return mask.matches() ? "text cut: " + mask.group(1) + " of " + mask.group(2) + " characters left" : "";
    }

    private static String overflow(Matcher mask) {
        return mask.matches() ? "number wrapped around at " + mask.group(1) + " bits" : "";
    }

    private static String some(int number, String noun) {
        String word = number < NUMBERS.size() ? NUMBERS.get(number) : Integer.toString(number);
        return word + " " + noun + (number == 1 ? "" : "s");
    }
}
