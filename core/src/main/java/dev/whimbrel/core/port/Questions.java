package dev.whimbrel.core.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that answers questions in its own language; it never writes for any of them. */
public interface Questions {
    /**
     * Asks a question.
     *
     * @param query in the system's own language
     * @param most rows that are taken of the answer; a longer one is a fault
     */
    Answer ask(String query, int most);

    /**
     * The rows of an answer.
     *
     * @param columns names
     * @param rows values in the order of the columns: Long, BigDecimal, Double, Boolean, String, LocalDate, LocalTime, LocalDateTime,
     *     Instant, UUID, byte[] or null
     */
    record Answer(List<String> columns, List<@Nullable Object[]> rows) {
        public Answer {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
