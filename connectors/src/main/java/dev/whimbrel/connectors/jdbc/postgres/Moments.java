package dev.whimbrel.connectors.jdbc.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Dates and moments as PostgreSQL reads and writes them: years before 1 as BC, years of more than four digits without a plus
 * sign. The driver's own reader is not used: it knows no 29 February before Christ.
 */
final class Moments {
    private Moments() {}

    static String text(Object moment) {
        if (moment instanceof Instant instant) {
            return infinite(instant.equals(Instant.MAX), instant.equals(Instant.MIN), () -> {
                LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
                return date(utc.toLocalDate(), " " + utc.toLocalTime() + "+00");
            });
        }
        if (moment instanceof LocalDateTime local) {
            return infinite(
                    local.equals(LocalDateTime.MAX),
                    local.equals(LocalDateTime.MIN),
                    () -> date(local.toLocalDate(), " " + local.toLocalTime()));
        }
        LocalDate day = (LocalDate) moment;
        return infinite(day.equals(LocalDate.MAX), day.equals(LocalDate.MIN), () -> date(day, ""));
    }

    private static String infinite(boolean most, boolean least, java.util.function.Supplier<String> finite) {
        return most ? "infinity" : least ? "-infinity" : finite.get();
    }

    private static String date(LocalDate day, String time) {
        int year = day.getYear();
        String text =
                String.format("%04d-%02d-%02d", year > 0 ? year : 1 - year, day.getMonthValue(), day.getDayOfMonth());
        return text + time + (year > 0 ? "" : " BC");
    }

    /** Reads {@code 2024-02-29}, {@code 0044-03-15 BC} or {@code infinity}. */
    static LocalDate date(String text) {
        if (text.endsWith("infinity")) {
            return text.startsWith("-") ? LocalDate.MIN : LocalDate.MAX;
        }
        String digits = text.endsWith(" BC") ? text.substring(0, text.length() - 3) : text;
        int day = digits.length() - 2;
        int year = Integer.parseInt(digits, 0, day - 4, 10);
        return LocalDate.of(
                text.length() == digits.length() ? year : 1 - year,
                Integer.parseInt(digits, day - 3, day - 1, 10),
                Integer.parseInt(digits, day, day + 2, 10));
    }

    /** Reads a date and a time. */
    static LocalDateTime local(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return text.startsWith("-") ? LocalDateTime.MIN : LocalDateTime.MAX;
        }
        boolean before = text.endsWith(" BC");
        String time = before ? text.substring(blank + 1, text.length() - 3) : text.substring(blank + 1);
        LocalDate day = date(before ? text.substring(0, blank) + " BC" : text.substring(0, blank));
        return LocalDateTime.of(day, LocalTime.parse(time));
    }

    /** Reads a date, a time and the zone, which the session fixes to UTC. */
    static Instant instant(String text) {
        if (text.endsWith("infinity")) {
            return text.startsWith("-") ? Instant.MIN : Instant.MAX;
        }
        int zone = text.indexOf('+', text.indexOf(' '));
        if (zone < 0 || !text.startsWith("+00", zone)) {
            throw new IllegalStateException("The session's time zone is not UTC");
        }
        return local(text.substring(0, zone) + text.substring(zone + 3)).toInstant(ZoneOffset.UTC);
    }
}
