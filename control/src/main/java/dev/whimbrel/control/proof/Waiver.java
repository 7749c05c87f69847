package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.ValueClass;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Differences that somebody has accepted.
 *
 * @param id its number; 0 before it is stored
 * @param tenant whose rows it is about; null for all
 * @param parts columns that may differ and how. A row whose differing columns are some of these is covered, one that differs in
 *     any other column as well is not. Empty for rows that differ as a whole.
 * @param cause what is known of why they differ, as in {@link Pattern#cause()}; null for any
 * @param reason why they are accepted, and {@code approver} by whom: neither may be blank
 * @param expiresOn the last day on which it counts
 * @param capRows how many rows it may cover in one verification, of all tenants together. Where there are more it covers none.
 */
public record Waiver(
        long id,
        String project,
        String flow,
        @Nullable String tenant,
        RowClass rowClass,
        List<Part> parts,
        @Nullable String cause,
        String reason,
        String approver,
        LocalDate expiresOn,
        long capRows) {
    /**
     * One column that may differ.
     *
     * @param valueClass how; null for any way
     * @param mask what the difference is, as in {@link Pattern#masks()}, such as {@code +1h}; null for any of the class
     */
    public record Part(
            String column,
            @Nullable ValueClass valueClass,
            @Nullable String mask) {
        boolean accepts(ValueClass difference, String shown) {
            return (valueClass == null || valueClass == difference) && (mask == null || mask.equals(shown));
        }
    }

    public Waiver {
        parts = List.copyOf(parts);
        if (reason.isBlank() || approver.isBlank()) {
            throw new IllegalArgumentException("A waiver names a reason and who approved it");
        }
        if (rowClass == RowClass.WRONG_TENANT) {
            throw new IllegalArgumentException("That a row stands under another tenant is never accepted");
        }
        if (capRows < 1) {
            throw new IllegalArgumentException("A waiver covers at least one row");
        }
        if (parts.stream().map(Part::column).distinct().count() < parts.size()) {
            throw new IllegalArgumentException("A waiver names a column once");
        }
        if (rowClass == RowClass.CHANGED && parts.isEmpty()) {
            throw new IllegalArgumentException("A waiver of changed rows names the columns that may differ");
        }
    }

    /** The same as stored. */
    Waiver numbered(long number) {
        return new Waiver(number, project, flow, tenant, rowClass, parts, cause, reason, approver, expiresOn, capRows);
    }

    /**
     * Whether it speaks of such rows, whatever the day and however many they are.
     *
     * @param owner null for rows of all tenants, of which only a waiver for all of them speaks
     */
    public boolean speaksOf(Pattern pattern, @Nullable String owner) {
        return pattern.flow().equals(flow)
                && pattern.rowClass() == rowClass
                && (tenant == null || tenant.equals(owner))
                && (cause == null || cause.equals(pattern.cause()))
                && (parts.isEmpty() ? pattern.columns().isEmpty() : accepts(pattern));
    }

    private boolean accepts(Pattern pattern) {
        for (int i = 0; i < pattern.columns().size(); i++) {
            if (!accepts(
                    pattern.columns().get(i),
                    pattern.classes().get(i),
                    pattern.masks().get(i))) {
                return false;
            }
        }
        return !pattern.columns().isEmpty();
    }

    private boolean accepts(String column, ValueClass valueClass, String mask) {
        return parts.stream().anyMatch(part -> part.column().equals(column) && part.accepts(valueClass, mask));
    }
}
