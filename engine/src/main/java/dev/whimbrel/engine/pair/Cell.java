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
        private static final Unreadable NO_SUCH_TIME = new Unreadable("NO_SUCH_TIME");

        @Override
        public @Nullable Object of(@Nullable Object[] read) {
            Object value = Fitted.value(column, read[place]);
            if (zone != null && value instanceof LocalDateTime wall) {
                // A clock that is put forward leaves times out: to move them to where the clock went would make two
                // times one.
                return zone.getRules().getValidOffsets(wall).isEmpty()
                        ? NO_SUCH_TIME
                        : wall.atZone(zone).toInstant();
            }
            return span && value instanceof LocalTime time ? Duration.ofNanos(time.toNanoOfDay()) : value;
        }

        /** Whether nothing but the comparison's own form is made of what is read, so that it may come as it was sent. */
        boolean isAsRead() {
            return zone == null && !span;
        }

        /** Whether the text of a key says what stands in the column, so that the database finds the row by it. */
        boolean isFindable() {
            return switch (column.type().kind()) {
                case TIMESTAMP -> zone == null;
                case TIME -> !span;
                case JSON, OTHER -> false;
                case BOOLEAN,
                        SMALLINT,
                        INTEGER,
                        BIGINT,
                        DECIMAL,
                        REAL,
                        DOUBLE,
                        TEXT,
                        ENUM,
                        BYTES,
                        DATE,
                        TIMESTAMPTZ,
                        INTERVAL,
                        UUID -> true;
            };
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

    /** A part of a key's text that begins with it is no text that a database would find: null, or what is not what it says. */
    char ODD = '\u0000';

    /** Canonical text of a key, injective also where parts are null, cannot be read or begin with U+0000 themselves. */
    static String text(List<Cell> parts, @Nullable Object[] read) {
        List<Object> texts =
                parts.stream().<Object>map(part -> partText(part.of(read))).toList();
        return new Key(texts).text();
    }

    /** One part of it. */
    static String partText(@Nullable Object part) {
        if (part == null) {
            return String.valueOf(ODD);
        }
        if (part instanceof Unreadable unreadable) {
            return ODD + "?" + unreadable.code();
        }
        if (part instanceof Double number) {
            return Key.partText(number == 0 ? 0.0 : number);
        }
        String text = Key.partText(part);
        return text.indexOf(ODD) == 0 ? ODD + "=" + text : text;
    }
}
