package dev.whimbrel.control.ledger;

import java.util.List;

/**
 * Why a row could not land as it should.
 *
 * @param columns the offending target columns
 * @param shownKey the source key as it may be shown: clear or masked
 * @param detail a sentence without content
 * @param sample masked values of the source columns concerned
 */
public record Issue(
        String sourceKey,
        String code,
        List<String> columns,
        String tenant,
        String shownKey,
        String detail,
        String sample) {
    public Issue {
        columns = List.copyOf(columns);
    }
}
