package dev.whimbrel.core.mapping;

import java.util.List;

/**
 * Why a row cannot land, and which target columns are concerned.
 *
 * @param detail a sentence without any of the row's content, such as "longer than 40 characters"
 */
public record FieldFault(String code, List<String> columns, String detail) {
    public FieldFault {
        columns = List.copyOf(columns);
    }
}
