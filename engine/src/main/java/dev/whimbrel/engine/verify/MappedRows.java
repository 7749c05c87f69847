package dev.whimbrel.engine.verify;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.engine.against.InputWatch;
import dev.whimbrel.engine.compare.ExpectedRow;
import dev.whimbrel.engine.compare.ExpectedRows;
import dev.whimbrel.engine.compare.ReadCounts;
import dev.whimbrel.engine.moment.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expected rows of a flow whose rows stand alone: each becomes one row of the target. Only the first look is at the kept moment. */
final class MappedRows implements ExpectedRows {
    /** Keys in one statement. */
    private static final int BATCH = 500;

    private final ComparedFlow flow;
    private final Sight source;
    private final Leads leads;
    private final InputWatch watch;
    private final @Nullable Touched touched;
    private boolean told;

    /** @param touched the rows that alone are expected; null for all */
    MappedRows(ComparedFlow flow, Sight source, Leads leads, InputWatch watch, @Nullable Touched touched) {
        this.flow = flow;
        this.source = source;
        this.leads = leads;
        this.watch = watch;
        this.touched = touched;
    }

    @Override
    public void each(ReadCounts read, Consumer<ExpectedRow> rows) {
        Source from = told ? source.now() : source.first();
        told = true;
        read(from, read, key -> true, rows);
        // What was read of some rows alone is kept for no other verification: the watch is not told that this was all.
        if (touched == null) {
            watch.end();
        }
    }

    @Override
    public void again(ReadCounts read, Predicate<String> wanted, Consumer<ExpectedRow> rows) {
        read(source.now(), read, wanted, rows);
    }

    private void read(Source from, ReadCounts read, Predicate<String> wanted, Consumer<ExpectedRow> rows) {
        if (touched != null) {
            touched.each(keys -> find(from, keys, read, rows));
            return;
        }
        try (SourceRows stream = from.scan(flow.work().read())) {
            pass(stream, read, wanted, rows);
        }
    }

    private void pass(
            SourceRows stream, @Nullable ReadCounts read, Predicate<String> wanted, Consumer<ExpectedRow> rows) {
        Leads.Following following = leads.following(rows);
        for (SourceRow row = stream.next(); row != null; row = stream.next()) {
            if (!wanted.test(row.key().text())) {
                Objects.requireNonNull(read).read(row.owner());
                continue;
            }
            MappedRow mapped = flow.work().mapper().map(row);
            Digest input = watch.of(row);
            if (read != null) {
                read.read(mapped.owner());
                watch.read(row, input);
                if (!mapped.filtered()) {
                    watch.expects(mapped.key().text());
                }
            }
            if (!mapped.filtered()) {
                following.add(row(mapped, input));
            } else if (read != null) {
                read.excluded(mapped.owner());
            }
        }
        following.end();
    }

    private ExpectedRow row(MappedRow mapped, Digest input) {
        return mapped.faults().isEmpty()
                ? new ExpectedRow(
                        mapped.key().text(),
                        mapped.owner(),
                        leads.values(mapped.values(), mapped.references()),
                        "",
                        input)
                : new ExpectedRow(
                        mapped.key().text(),
                        mapped.owner(),
                        null,
                        mapped.faults().get(0).code(),
                        input);
    }

    @Override
    public Map<String, List<ExpectedRow>> find(Collection<String> keys) {
        Map<String, List<ExpectedRow>> found = new HashMap<>();
        find(source.now(), keys, null, row -> found.computeIfAbsent(row.key(), key -> new ArrayList<>())
                .add(row));
        return found;
    }

    private void find(Source at, Collection<String> keys, @Nullable ReadCounts read, Consumer<ExpectedRow> rows) {
        List<Key> all = keys.stream().map(this::key).collect(Collectors.toList());
        for (int from = 0; from < all.size(); from += BATCH) {
            try (SourceRows stream =
                    at.find(flow.work().read(), all.subList(from, Math.min(all.size(), from + BATCH)))) {
                pass(stream, read, key -> true, rows);
            }
        }
    }

    private Key key(String text) {
        return new Key(List.copyOf(Key.split(text, flow.work().read().key().size())));
    }
}
