package dev.whimbrel.core.mapping.group;

import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Order;
import dev.whimbrel.core.mapping.CompiledFlow.Resolve;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.mapping.function.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one row of the rows of a group, or says which columns keep it from doing so. The result depends on the members alone and
 * not on their order. "Smallest source key" means the least canonical text by code point, numbers by value.
 */
public final class GroupResolver {
    private final List<Resolve> resolutions;

    public GroupResolver(CompiledGrouping.Consolidation grouping) {
        resolutions = grouping.resolutions();
    }

    /**
     * A row of a group.
     *
     * @param key canonical text of its source key
     * @param values by write
     * @param order see {@link dev.whimbrel.core.mapping.MappedRow#order}
     */
    public record Member(
            String key, @Nullable Object[] values, @Nullable Object[] order) {}

    /**
     * What became of a group.
     *
     * @param values by write
     * @param origins by write, the key of the member that gave the value; null where all are null
     * @param conflicts indexes of the writes whose values a person has to decide; the values are of no use while there is one
     */
    public record Merged(
            @Nullable Object[] values, @Nullable String[] origins, List<Integer> conflicts) {
        public Merged {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** Merges at least one member. */
    public Merged merge(List<Member> members) {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort((a, b) -> compareKeys(a.key(), b.key()));
        @Nullable Object[] values = new Object[resolutions.size()];
        @Nullable String[] origins = new String[resolutions.size()];
        List<Integer> conflicts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Member chosen = null;
            for (Member member : sorted) {
                if (member.values()[i] == null) {
                    continue;
                }
                if (chosen == null) {
                    chosen = member;
                } else if (conflict(i, chosen, member)) {
                    conflicts.add(i);
                    break;
                } else if (better(i, member, chosen)) {
                    chosen = member;
                }
            }
            values[i] = chosen == null ? null : chosen.values()[i];
            origins[i] = chosen == null ? null : chosen.key();
        }
        return new Merged(values, origins, conflicts);
    }

    private boolean conflict(int index, Member chosen, Member other) {
        return resolutions.get(index).rule() == Grouping.Rule.CONFLICT
                && !Values.same(chosen.values()[index], other.values()[index]);
    }

    /** Whether a member with a greater key beats the one chosen so far; ties stay with the smaller key. */
    private boolean better(int index, Member member, Member chosen) {
        Resolve resolve = resolutions.get(index);
        Object value = present(member.values()[index]);
        Object best = present(chosen.values()[index]);
        return switch (resolve.rule()) {
            case FIRST, CONFLICT -> false;
            case LATEST -> compareNullsFirst(member.order()[index], chosen.order()[index]) > 0;
            case LONGEST -> longer(value, best);
            case MOST_RESTRICTIVE ->
                resolve.values().isEmpty()
                        ? Boolean.TRUE.equals(value) && !Boolean.TRUE.equals(best)
                        : rank(value, resolve) < rank(best, resolve);
            case PRIORITY -> rank(value, resolve) < rank(best, resolve);
        };
    }

    private static boolean longer(Object value, Object best) {
        String text = value.toString();
        String other = best.toString();
        int length = Integer.compare(text.codePointCount(0, text.length()), other.codePointCount(0, other.length()));
        return length > 0 || (length == 0 && Values.compare(text, other) < 0);
    }

    /** Values that the list does not name come last. */
    private static int rank(Object value, Resolve resolve) {
        for (int i = 0; i < resolve.values().size(); i++) {
            if (Values.same(resolve.values().get(i), value)) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static int compareNullsFirst(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return Values.compare(a, b);
    }

    private static Object present(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }

    /** The order in which the first member survives: as {@code keep} says, nulls last, then the smallest source key. */
    public static Comparator<Member> survivors(CompiledGrouping.Survivors grouping) {
        List<Order> keep = grouping.keep();
        return (a, b) -> {
            for (int i = 0; i < keep.size(); i++) {
                Object x = a.order()[i];
                Object y = b.order()[i];
                int order;
                if (x == null || y == null) {
                    order = x == y ? 0 : x == null ? 1 : -1;
                } else {
                    order = Values.compare(x, y) * (keep.get(i).descending() ? -1 : 1);
                }
                if (order != 0) {
                    return order;
                }
            }
            return compareKeys(a.key(), b.key());
        };
    }

    /** Whole numbers by value, other texts by code point, numbers before texts. */
    public static int compareKeys(String a, String b) {
        boolean number = isNumber(a);
        if (number != isNumber(b)) {
            return number ? -1 : 1;
        }
        if (number) {
            int order = new java.math.BigInteger(a).compareTo(new java.math.BigInteger(b));
            return order != 0 ? order : Values.compare(a, b);
        }
        return Values.compare(a, b);
    }

    private static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        if (text.length() == from || text.length() > 40) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
