package dev.whimbrel.app.cli.report.beta;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.ArrivalFile;
import dev.whimbrel.control.arrival.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An arrival in words and in JSON; the same wherever one is told. */
final class ArrivalFacts {
    private ArrivalFacts() {}

    static Map<String, @Nullable Object> json(Arrival arrival) {
        return Json.object(
                "id", arrival.id(),
                "tenant", arrival.tenant().text(),
                "kind", arrival.kind().name(),
                "name", arrival.name(),
                "hash", arrival.hash(),
                "size", arrival.size(),
                "inbox", arrival.origin().inbox(),
                "from", arrival.origin().from(),
                "receivedAt", arrival.origin().at().toString(),
                "receivedBy", arrival.origin().by(),
                "keptAt", arrival.keptAt(),
                "expiresAt", arrival.expiresAt().toString(),
                "removedAt", text(arrival.removedAt()),
                "files", arrival.files().stream().map(ArrivalFacts::json).toList());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Map<String, @Nullable Object> json(ArrivalFile file) {
        Shape shape = file.shape();
        return Json.object(
                "name", file.name(),
                "hash", file.hash(),
                "size", file.size(),
                "modifiedAt", file.modified().toString(),
                "object", file.object(),
                "keyId", file.keyId(),
                "encoding", shape.encoding(),
                "delimiter", shape.separator(),
                "columns", shape.columns(),
                "header", shape.header(),
                "lines", shape.lines(),
                "records", shape.records(),
                "uneven", shape.uneven());
    }

    /** A file's shape in one line. */
    static String shape(Shape shape) {
        List<String> parts = new ArrayList<>();
        parts.add(shape.encoding());
        parts.add(Words.count(shape.columns(), "column")
                + shape.delimiter().map(it -> " by " + delimiter(it)).orElse(""));
        Long records = shape.records();
        parts.add(
                records == null
                        ? Words.count(shape.lines(), "line") + ", a quote never closed"
                        : Words.count(records, "record"));
        if (shape.uneven() > 0) {
            parts.add(Words.count(shape.uneven()) + " with another number of columns");
        }
        if (!shape.header().isEmpty()) {
            parts.add("header " + Words.visible(String.join(", ", shape.header())));
        }
        return String.join("; ", parts);
    }

    private static String delimiter(String text) {
        return switch (text) {
            case "," -> "commas";
            case ";" -> "semicolons";
            case "\t" -> "tabs";
            default -> text;
        };
    }

    static String expiry(Arrival arrival) {
        Instant removed = arrival.removedAt();
        return removed == null ? Words.time(arrival.expiresAt()) : "removed " + Words.time(removed);
    }
}
