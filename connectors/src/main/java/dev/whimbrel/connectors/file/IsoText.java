package dev.whimbrel.connectors.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times in the plain forms of ISO 8601, read from left to right: a year of four digits, one T or space before the time,
 * up to nine digits of a fraction, an offset of Z or hours or hours and minutes. See {@link PlainForm}.
 */
final class IsoText {
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private final String text;
    private int at;

    private IsoText(String text) {
        this.text = text;
    }

    static @Nullable LocalDate date(String text) {
        IsoText iso = new IsoText(text);
        LocalDate day = iso.day();
        return iso.isAtEnd() ? day : null;
    }

    static @Nullable LocalTime time(String text) {
        IsoText iso = new IsoText(text);
        long clock = iso.clock();
        return iso.isAtEnd() ? PlainForm.time(clock) : null;
    }

    static @Nullable LocalDateTime timestamp(String text) {
        IsoText iso = new IsoText(text);
        LocalDate day = iso.day();
        long clock = iso.clockBehindDay();
        return iso.isAtEnd() ? PlainForm.timestamp(day, clock) : null;
    }

    static @Nullable Instant moment(String text, @Nullable ZoneId zone) {
        IsoText iso = new IsoText(text);
        LocalDate day = iso.day();
        long clock = iso.clockBehindDay();
        if (day == null || clock < 0) {
            return null;
        }
        if (iso.isAtEnd()) {
            return PlainForm.moment(PlainForm.timestamp(day, clock), zone);
        }
        iso.skip(' ');
        int offset = iso.offset();
        return offset == NO_OFFSET || !iso.isAtEnd()
                ? null
                : Instant.ofEpochSecond(day.toEpochDay() * 86_400 - offset, clock);
    }

    private @Nullable LocalDate day() {
        int year = number(4);
        int month = skip('-') ? number(2) : -1;
        int day = skip('-') ? number(2) : -1;
        return PlainForm.day(year, month, day);
    }

    private long clockBehindDay() {
        return skip('T') || skip(' ') ? clock() : -1;
    }

    private long clock() {
        int hour = number(2);
        int minute = skip(':') ? number(2) : -1;
        int second = 0;
        int nano = 0;
        if (skip(':')) {
            second = number(2);
            if (skip('.')) {
                nano = fraction();
            }
        }
        return PlainForm.clock(hour, minute, second, nano);
    }

    /** Seconds from UTC, less than a day. */
    private int offset() {
        if (skip('Z')) {
            return 0;
        }
        int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
        int hours = number(2);
        int minutes = 0;
        if (!isAtEnd()) {
            skip(':');
            minutes = number(2);
        }
        boolean is = sign != 0 && hours >= 0 && hours < 18 && minutes >= 0 && minutes < 60;
        return is ? sign * (hours * 3600 + minutes * 60) : NO_OFFSET;
    }

    /** Nanoseconds of one to nine digits; -1 where there are none or more. */
    private int fraction() {
        int value = 0;
        int digits = 0;
        while (at < text.length() && isDigit(text.charAt(at)) && digits < 10) {
            value = digits < 9 ? value * 10 + text.charAt(at) - '0' : -1;
            digits++;
            at++;
        }
        for (int i = digits; i < 9; i++) {
            value *= 10;
        }
        return digits == 0 ? -1 : value;
    }

    /** A number of so many digits; -1 where there are fewer. */
    private int number(int digits) {
        int value = number(text, at, digits);
        at += digits;
        return value;
    }

    static int number(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAtEnd() {
        return at == text.length();
    }
}
