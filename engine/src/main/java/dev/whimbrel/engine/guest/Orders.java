package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Brake;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a person ordered, or a calendar, in a sentence. */
public final class Orders {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

    private Orders() {}

    /** Such as "throttled to 500 rows/s by ann@host". */
    public static String throttled(Brake.Quota quota, int processes) {
        Long rows = quota.rowsPerSecond();
        Integer workers = quota.workers();
        StringBuilder text = new StringBuilder("throttled to ");
        if (rows != null) {
            text.append(String.format(Locale.ROOT, "%,d rows/s", rows));
        }
        if (workers != null) {
            text.append(rows == null ? "" : " and ").append(workers).append(workers == 1 ? " worker" : " workers");
        }
        text.append(processes > 1 ? " for its " + processes + " processes" : "");
        return text.append(" by ").append(quota.by()).toString();
    }

    /** Such as "paused by ann@host since 2026-01-05 10:00 UTC: month's end". */
    public static String paused(Brake.Pause pause) {
        return "paused by " + pause.by() + " since " + utc(pause.at())
                + (pause.reason() == null ? "" : ": " + pause.reason());
    }

    static String closed(Instant opening, ZoneId zone) {
        String local = zone.normalized().equals(ZoneOffset.UTC)
                ? ""
                : TIME.format(opening.atZone(zone)) + " " + zone.getId() + " (";
        return "outside its time windows; goes on " + local + utc(opening) + (local.isEmpty() ? "" : ")");
    }

    private static String utc(Instant at) {
        return TIME.format(at.atZone(ZoneOffset.UTC)) + " UTC";
    }
}
