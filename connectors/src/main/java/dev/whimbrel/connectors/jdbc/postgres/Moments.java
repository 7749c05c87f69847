package dev.whimbrel.connectors.jdbc.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates and moments as PostgreSQL reads them: years before 1 as BC, years of more than four digits without a plus sign. */
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
}
