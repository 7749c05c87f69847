package dev.whimbrel.bench.evidence;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Findings as a comparison hands them to the ledger, made one by one: 8 flows with 5 causes each, 23 tenants, one in fifty on its way.
 *
 * @param rows of all flows
 * @param shift so much further on in the keys: rows that another day has not
 */
public record MadeFindings(long rows, long shift) {
    public static final int TENANTS = 23;

    private static final int FLOWS = 8;
    private static final int CAUSES = 5;
    private static final int ON_THEIR_WAY = 50;

    public static List<String> flows() {
        return IntStream.range(0, FLOWS).mapToObj(flow -> "flow_" + flow).toList();
    }

    public static String tenant(long number) {
        return "tenant-" + number % TENANTS;
    }

    /** Of one flow, which can be gone through as often as one likes. */
    public Iterable<Finding> of(int flow) {
        long own = rows / FLOWS + (flow < rows % FLOWS ? 1 : 0);
        return () -> iterator(flow, own);
    }

    private Iterator<Finding> iterator(int flow, long own) {
        return LongStream.range(shift, shift + own)
                .mapToObj(number -> finding(flow, number))
                .iterator();
    }

    private static Finding finding(int flow, long number) {
        String key = Long.toString(flow * 1_000_000_000L + number);
        Status status = number % ON_THEIR_WAY == 0 ? Status.IN_FLIGHT : Status.STABLE;
        int cause = (int) (number % CAUSES);
        String tenant = tenant(number);
        return switch (cause) {
            case 0 -> new Finding(tenant, key, RowClass.MISSING, List.of(), status, "CHECK_VIOLATED");
            case 1 -> new Finding(tenant, key, RowClass.EXTRA, List.of(), status, "");
            default ->
                new Finding(
                        tenant,
                        key,
                        RowClass.CHANGED,
                        List.of(CELLS.get(cause - 2), CELLS.get(cause - 1), CELLS.get(cause))
                                .subList(0, cause - 1),
                        status,
                        "");
        };
    }

    private static final List<Cell> CELLS = List.of(
            new Cell("email", ValueClass.TEXT_CASE, "", "xxxx.xxxx@xxxx.xx", "Xxxx.xxxx@xxxx.xx"),
            new Cell("amount", ValueClass.NUMBER_ROUNDING, "", "9{4}.9{4} (9)", "9{4}.99 (7)"),
            new Cell(
                    "placed_at", ValueClass.TIME_OFFSET, "+1h", "9{4}-99-99T99:99:99 (19)", "9{4}-99-99T99:99:99 (19)"),
            new Cell("note", ValueClass.TEXT_TRUNCATION, "40/52", "Xxxx xxxx xx xxxx (52)", "Xxxx xxxx xx (40)"),
            new Cell("status", ValueClass.CONTENT, "", "A", "B"));
}
