package dev.whimbrel.core.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one target column is filled, as the project file says it. Expression texts are SQL expressions over source columns. */
public sealed interface FieldRule {
    /** The value of a source column, unchanged; {@code column} may be {@code alias.column} of a joined table. */
    record Copy(String column) implements FieldRule {}

    /** A SQL expression. */
    record Sql(String text) implements FieldRule {}

    /** One value for every row: String, Long, BigDecimal, Boolean or null. */
    record Constant(@Nullable Object value) implements FieldRule {}

    /** The value that lookup {@code lookup} has for the expression {@code of}; a missing one is an issue, never null. */
    record Lookup(String lookup, String of) implements FieldRule {}

    /** The new key of the row that flow {@code flow} made from the source row whose key the expressions {@code of} give. */
    record Reference(String flow, List<String> of) implements FieldRule {
        public Reference {
            of = List.copyOf(of);
        }
    }

    /** A new value drawn once per source key and kept over re-runs. */
    record Generated(Generator generator) implements FieldRule {}

    /** Left to the target's own default. */
    record Default() implements FieldRule {}

    /** Where new keys come from. */
    enum Generator {
        /** The target's own sequence or identity column. */
        SEQUENCE,
        /** A UUID computed from flow and source key (RFC 9562 version 8 over SHA-256), the same in every run and environment. */
        UUID
    }
}
