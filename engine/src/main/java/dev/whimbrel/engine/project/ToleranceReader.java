package dev.whimbrel.engine.project;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.difference.ValueClass;
import java.math.BigDecimal;
import java.util.Map;

/** Reads how far the values of a column may lie apart, which the schema has approved: of a flow and of a comparison alike. */
final class ToleranceReader {
    private static final Map<String, ValueClass> EQUALISERS = Map.of(
            "padding", ValueClass.TEXT_PADDING,
            "whitespace", ValueClass.TEXT_WHITESPACE,
            "case", ValueClass.TEXT_CASE,
            "accent", ValueClass.TEXT_ACCENT,
            "normal_form", ValueClass.TEXT_NORMALIZATION);

    private ToleranceReader() {}

    /** {@code number: 0.01}, {@code time: 1s} or {@code text: case}. */
    static Tolerance read(Node node) {
        Node.Entry said = ((Node.Entries) node).entries().get(0);
        String value = Read.text(said.value());
        return switch (said.key().text()) {
            case "number" -> new Tolerance.OfNumber(new BigDecimal(value));
            case "time" -> new Tolerance.OfTime(SettingsReader.duration(value));
            default -> new Tolerance.OfText(java.util.Objects.requireNonNull(EQUALISERS.get(value)));
        };
    }
}
