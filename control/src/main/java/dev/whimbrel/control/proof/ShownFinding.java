package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Status;
import java.util.List;

/**
 * A finding as it may be shown.
 *
 * @param key the row's key, or its shape where keys are masked
 * @param token stands for the row in all verifications of this project: 16 hex digits of a keyed digest of tenant, flow and key
 */
public record ShownFinding(String pattern, String tenant, String key, String token, Status status, List<Cell> cells) {
    public ShownFinding {
        cells = List.copyOf(cells);
    }
}
