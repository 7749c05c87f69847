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

/** Expected rows of a flow whose rows stand alone: each becomes one row of the target. */
final class MappedRows implements ExpectedRows {
    /** Keys in one statement. */
    private static final int BATCH = 500;

    private final ComparedFlow flow;
    private final Source source;
    private final Leads leads;
    private final InputWatch watch;

    MappedRows(ComparedFlow flow, Source source, Leads leads, InputWatch watch) {
        this.flow = flow;
        this.source = source;
        this.leads = leads;
        this.watch = watch;
    }

    @Override
    public void each(ReadCounts read, Consumer<ExpectedRow> rows) {
        try (SourceRows stream = source.scan(flow.work().read())) {
            pass(stream, read, key -> true, rows);
        }
        watch.end();
    }

    @Override
    public void again(ReadCounts read, Predicate<String> wanted, Consumer<ExpectedRow> rows) {
        try (SourceRows stream = source.scan(flow.work().read())) {
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
        List<Key> all = keys.stream().map(this::key).collect(Collectors.toList());
        for (int from = 0; from < all.size(); from += BATCH) {
            try (SourceRows stream =
                    source.find(flow.work().read(), all.subList(from, Math.min(all.size(), from + BATCH)))) {
                pass(stream, null, key -> true, row -> found.computeIfAbsent(row.key(), key -> new ArrayList<>())
                        .add(row));
            }
        }
        return found;
    }

    private Key key(String text) {
        return new Key(List.copyOf(Key.split(text, flow.work().read().key().size())));
    }
}
