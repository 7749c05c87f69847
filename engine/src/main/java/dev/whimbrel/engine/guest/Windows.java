package dev.whimbrel.engine.guest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a run may work: while the clock on the wall shows a time inside a window. Where clocks change, that is what counts: an
 * hour that is shown twice is twice inside or outside, and one that is left out opens nothing but what is open after it.
 *
 * @param list none means always
 */
public record Windows(List<Window> list, ZoneId zone) {
    public static final Windows ALWAYS = new Windows(List.of(), ZoneOffset.UTC);

    public Windows {
        list = List.copyOf(list);
    }

    /**
     * From a time on some days to a time, which is of the next day unless it is later.
     *
     * @param whole to the end of the day, midnight
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, boolean whole) {
        public Window {
            days = Set.copyOf(days);
            if (from.equals(to) && !whole) {
                throw new IllegalArgumentException("A window has a length");
            }
        }

        boolean holds(LocalDateTime at) {
            LocalTime time = at.toLocalTime();
            boolean today = days.contains(at.getDayOfWeek());
            if (whole || from.isBefore(to)) {
                return today && !time.isBefore(from) && (whole || time.isBefore(to));
            }
            return today && !time.isBefore(from)
                    || days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(to);
        }
    }

    /** Reads such as {@code Mon-Fri 20:00-06:00} or {@code Sat,Sun 00:00-24:00}; empty where the text is none. */
    public static Optional<Window> parse(String text) {
        return WindowText.parse(text);
    }

    public boolean isOpen(Instant at) {
        LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
        return list.isEmpty() || list.stream().anyMatch(window -> window.holds(wall));
    }

    /** The first moment from {@code now} on at which a window is open; each week has one. */
    public Instant opening(Instant now) {
        if (isOpen(now)) {
            return now;
        }
        TreeSet<Instant> moments = new TreeSet<>();
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (int day = -1; day <= 15; day++) {
            for (Window window : list) {
                moments.addAll(moments(today.plusDays(day).atTime(window.from())));
            }
        }
        ZoneOffsetTransition change = zone.getRules().nextTransition(now);
        if (change != null) {
            moments.add(change.getInstant());
        }
        return moments.tailSet(now).stream().filter(this::isOpen).findFirst().orElse(now.plusSeconds(3600));
    }

    /** When the wall shows this: once, twice, or, where it is left out, the moment at which it is passed over. */
    private List<Instant> moments(LocalDateTime wall) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        return offsets.isEmpty()
                ? List.of(rules.getTransition(wall).getInstant())
                : offsets.stream().map(wall::toInstant).toList();
    }

    static Set<DayOfWeek> between(DayOfWeek first, DayOfWeek last) {
        Set<DayOfWeek> days = EnumSet.of(first);
        for (DayOfWeek day = first; day != last; day = day.plus(1)) {
            days.add(day.plus(1));
        }
        return days;
    }
}
