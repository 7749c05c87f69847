package dev.whimbrel.core.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * What findings of one cause have in common. It has no tenant and no value in it, so that the rows of all tenants and days under
 * one pattern add up.
 *
 * @param flow which of the mapping's flows, or which comparison
 * @param columns of rows on both sides, the columns that differ, in the order of the table
 * @param classes for each of {@code columns} how
 * @param masks for each of {@code columns} what the difference is, where that is the same for all rows of the pattern, such as
 *     {@code +1h}; else empty
 * @param cause see {@link Finding#cause()}
 */
public record Pattern(
        String flow,
        RowClass rowClass,
        List<String> columns,
        List<ValueClass> classes,
        List<String> masks,
        String cause) {
    public Pattern {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
        masks = List.copyOf(masks);
    }

    public static Pattern of(String flow, Finding finding) {
        List<String> columns = new ArrayList<>();
        List<ValueClass> classes = new ArrayList<>();
        List<String> masks = new ArrayList<>();
        for (Cell cell : finding.cells()) {
            columns.add(cell.column());
            classes.add(cell.valueClass());
            masks.add(isConstant(cell.valueClass()) ? cell.mask() : "");
        }
        return new Pattern(flow, finding.rowClass(), columns, classes, masks, finding.cause());
    }

    /** Whether the mask of such a difference names its cause, and not how long the value at hand is. */
    private static boolean isConstant(ValueClass valueClass) {
        return switch (valueClass) {
            case TIME_OFFSET, NUMBER_FACTOR, NUMBER_OVERFLOW, TEXT_MOJIBAKE, TEXT_NORMALIZATION -> true;
            default -> false;
        };
    }
}
