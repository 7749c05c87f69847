package dev.whimbrel.core.mapping;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow checked against the real tables and ready to map rows.
 *
 * @param key names of the source columns that identify a row
 * @param reads source columns in the order in which a row's values come, key columns among them; the index in this list is the
 *     index in the row
 * @param writes target columns in the order in which mapped values come, the source key column among them; columns that are left
 *     to the target's default are absent
 */
public record CompiledFlow(
        Flow flow,
        Table source,
        Table target,
        List<String> key,
        List<Read> reads,
        List<Write> writes,
        Optional<Evaluator> where,
        Optional<CompiledGrouping> grouping) {
    public CompiledFlow {
        key = List.copyOf(key);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    public String name() {
        return flow.name();
    }

    /** A source column to read; {@code alias} is null for the flow's own table. */
    public record Read(@Nullable String alias, Column column) {
        /** {@code column} or {@code alias.column}. */
        public String label() {
            return alias == null ? column.name() : alias + "." + column.name();
        }
    }

    /**
     * A target column and where its value comes from.
     *
     * @param inputs labels of the source columns that the value is made from, for masks and lineage
     */
    public record Write(Column column, Fill fill, List<String> inputs) {
        public Write {
            inputs = List.copyOf(inputs);
        }
    }

    /** Where the value of a target column comes from. */
    public sealed interface Fill {
        /** Computed from the row alone; the evaluator gives a value of the target column's own Java class. */
        record Value(Evaluator evaluator) implements Fill {}

        /** The canonical text (or, for a numeric column and a one-part integer key, the number) of the source key. */
        record SourceKey() implements Fill {}

        /**
         * The new key of another flow's row. The evaluators give the parts of that flow's source key; a null part gives null.
         *
         * @param deferred the reference is set by a second pass, since its flow is this one or comes later in a cycle
         */
        record Reference(String flow, List<Evaluator> key, boolean deferred) implements Fill {}

        /** A new key. */
        record Generated(FieldRule.Generator generator) implements Fill {}
    }

    /** A compiled grouping: rows with equal {@code by} values, none of them null, are one group. */
    public sealed interface CompiledGrouping {
        List<Evaluator> by();

        /** See {@link Grouping.Survivors}. */
        record Survivors(List<Evaluator> by, List<Order> keep) implements CompiledGrouping {}

        /** See {@link Grouping.Consolidation}; {@code resolutions} has one for each of the flow's writes, in their order. */
        record Consolidation(List<Evaluator> by, List<Resolve> resolutions) implements CompiledGrouping {}
    }

    /** One term of an order. Values compare as their Java class does, texts by code point. */
    public record Order(Evaluator by, Type type, boolean descending) {}

    /** One column's resolution; {@code argument} only for LATEST, {@code values} only for lists (of the column's Java class). */
    public record Resolve(Grouping.Rule rule, @Nullable Evaluator argument, List<Object> values) {}
}
