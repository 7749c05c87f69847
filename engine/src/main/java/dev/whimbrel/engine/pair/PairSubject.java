package dev.whimbrel.engine.pair;

import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.compare.Disk;
import dev.whimbrel.engine.compare.Names;
import dev.whimbrel.engine.compare.RowComparison;
import dev.whimbrel.engine.moment.Sight;
import dev.whimbrel.engine.selftest.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of a pair's rows is made of.
 *
 * @param tenants whose rows are expected; none means all
 */
record PairSubject(Pair pair, Sight expected, Sight actual, Set<TenantId> tenants) {
    PairSubject {
        tenants = Set.copyOf(tenants);
    }

    /** @param look what a join found, whose rows alone are read then; null where all rows are */
    RowComparison.Subject on(Disk disk, @Nullable FirstLook look) {
        Names names = Names.with(pair.ownerPlace());
        MappingWatch watch = new MappingWatch(pair.ids(), disk.key(), MappingWatch.BOUND);
        Rest rest = new Rest(look);
        TwinRows left = look == null
                ? new TwinRows(pair, pair.expected(), expected, disk.key())
                : new UnlikeRows(pair, pair.expected(), look.left(), expected, look);
        TwinRows right = look == null
                ? new TwinRows(pair, pair.actual(), actual, disk.key())
                : new UnlikeRows(pair, pair.actual(), look.right(), actual, look);
        return new RowComparison.Subject(
                pair.columns(),
                pair.columns().stream().map(Column::name).toList(),
                new ExpectedTwins(left, tenants, rest),
                new ActualTwins(right, rest),
                new PairExplaining(pair, names, watch),
                names,
                watch,
                pair.keys(),
                pair.isFindable());
    }

    /** About how many rows the larger side has, -1 where nobody knows. */
    long rows() {
        return Math.max(pair.expected().table().rows(), pair.actual().table().rows());
    }

    /** The columns that are compared as the actual side's table has them, and not as they are compared; by the expected side's names. */
    List<Column> tableColumns() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < pair.columns().size(); i++) {
            Column compared = pair.columns().get(i);
            columns.add(
                    pair.actual().values().get(i) instanceof Cell.Own own
                            ? new Column(
                                    compared.name(),
                                    own.column().type(),
                                    own.column().nativeType(),
                                    own.column().nullable(),
                                    own.column().filling())
                            : compared);
        }
        return columns;
    }

    /** Places of columns that are told by the row that they lead to. */
    Set<Integer> references() {
        return IntStream.range(0, pair.columns().size())
                .filter(i -> pair.actual().values().get(i) instanceof Cell.Lead)
                .boxed()
                .collect(Collectors.toSet());
    }

    /** By which keys rows are known once they are mutated, in a comparison on this disk. */
    Keys keys(Disk disk) {
        return new MutatedKeys(pair, disk.key());
    }
}
