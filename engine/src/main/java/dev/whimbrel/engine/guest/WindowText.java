package dev.whimbrel.engine.guest;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a time window. */
final class WindowText {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final Pattern FORM =
            Pattern.compile("(?<days>[A-Za-z, -]+) +(?<from>\\d\\d:\\d\\d) ?- ?(?<to>\\d\\d:\\d\\d)");

    private WindowText() {}

    static Optional<Windows.Window> parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            boolean whole =
                    matcher.group("to").equals("24:00") || matcher.group("to").equals("00:00");
            return Optional.of(new Windows.Window(
                    days(matcher.group("days")),
                    LocalTime.parse(matcher.group("from")),
                    whole ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group("to")),
                    whole));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.trim().split("-", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException("More than two ends");
            }
            days.addAll(Windows.between(day(ends[0]), day(ends[ends.length - 1])));
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        int number = DAYS.indexOf(text.trim());
        if (number < 0) {
            throw new IllegalArgumentException("No day");
        }
        return DayOfWeek.of(number + 1);
    }
}
