package dev.whimbrel.engine.project;

import dev.whimbrel.core.port.ChunkSize;
import java.math.BigDecimal;
import java.time.Duration;

/** Reads the settings; what is absent keeps its default. */
final class SettingsReader {
    private SettingsReader() {}

    static Settings read(Node.Entries map, GuestReader guest) {
        Settings usual = Settings.DEFAULT;
        Settings.Breaker breaker = Read.map(map, "breaker")
                .map(b -> new Settings.Breaker(
                        b.value("share")
                                .map(v -> new BigDecimal(Read.text(v)).doubleValue())
                                .orElse(usual.breaker().share()),
                        b.value("rows")
                                .map(Read::integer)
                                .orElse(usual.breaker().rows())))
                .orElse(usual.breaker());
        ChunkSize chunk = new ChunkSize(
                map.value("chunk_rows").map(Read::integer).orElse(usual.chunk().rows()),
                map.value("chunk_bytes")
                        .map(v -> bytes(Read.text(v)))
                        .orElse(usual.chunk().bytes()));
        return new Settings(
                map.value("workers").map(Read::integer).orElse(usual.workers()),
                chunk,
                breaker,
                map.value("lease").map(v -> duration(Read.text(v))).orElse(usual.lease()),
                map.value("chunk_seconds").map(v -> seconds(Read.text(v))).orElse(usual.chunkTime()),
                Read.text(map, "indexes").map("rebuild"::equals).orElse(usual.rebuild()),
                Read.map(map, "guest").map(guest::read).orElse(usual.guest()));
    }

    /** {@code 16MB}, {@code 512kB} or a number of bytes; one kB is 1024 bytes. */
    static long bytes(String text) {
        long number = Long.parseLong(text.replaceAll("[A-Za-z]", ""));
        return switch (text.replaceAll("[0-9]", "")) {
            case "kB" -> number << 10;
            case "MB" -> number << 20;
            case "GB" -> number << 30;
            default -> number;
        };
    }

    /** {@code 2} or {@code 0.5}. */
    static Duration seconds(String text) {
        return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
    }

    /** {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}. */
    static Duration duration(String text) {
        long number = Long.parseLong(text.replaceAll("[a-z]", ""));
        return switch (text.replaceAll("[0-9]", "")) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
