package dev.whimbrel.engine.pair;

import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.Unreadable;
import dev.whimbrel.engine.compare.ActualRows;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a value that is compared is made of what is read of a row of one side. */
sealed interface Cell {
    @Nullable
    Object of(@Nullable Object[] read);

    /**
     * A column's own value, in the form that it shares with its twin's.
     *
     * @param place among what is read
     * @param zone of wall-clock times that stand for moments; null where there is none
     * @param span whether times of day are told as spans, which the twin's are
     */
    record Own(int place, Column column, @Nullable ZoneId zone, boolean span) implements Cell {
        @Override
        public @Nullable Object of(@Nullable Object[] read) {
            Object value = Fitted.value(column, read[place]);
            if (zone != null && value instanceof LocalDateTime wall) {
                // A time that the zone's clocks skip is no moment; moved to one, it would pass for another.
                return zone.getRules().getValidOffsets(wall).isEmpty()
                        ? SKIPPED
                        : wall.atZone(zone).toInstant();
            }
            return span && value instanceof LocalTime time ? Duration.ofNanos(time.toNanoOfDay()) : value;
        }
    }

    /**
     * A reference, told by the key of the row that it leads to and not by the number that happens to stand for that.
     *
     * @param place of the reference itself
     * @param found place of what it refers to, read through a join: null where nothing stands there
     * @param key of the row that it leads to
     */
    record Lead(int place, int found, List<Cell> key) implements Cell {
        public Lead {
            key = List.copyOf(key);
        }

        @Override
        public @Nullable Object of(@Nullable Object[] read) {
            if (read[place] == null) {
                return null;
            }
            return read[found] == null ? ActualRows.NOWHERE : text(key, read);
        }
    }

    /** Stands for a wall-clock time that there never was in its zone. */
    Unreadable SKIPPED = new Unreadable("TIME_SKIPPED_BY_ZONE");

    /** Stands for null in the text of a key; PostgreSQL has no text that holds it, and no database has keys of it. */
    String NULL = "\u0000";

    /**
     * Canonical text of a key. Where a text of MariaDB should look like a null, no harm is done: the columns of the key are compared
     * too.
     */
    static String text(List<Cell> parts, @Nullable Object[] read) {
        List<Object> texts =
                parts.stream().<Object>map(part -> partText(part.of(read))).toList();
        return new Key(texts).text();
    }

    private static String partText(@Nullable Object part) {
        return part == null ? NULL : Key.partText(part);
    }
}
