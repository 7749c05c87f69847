package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index, key or foreign key of a target table, with all it takes to make it again just as it is.
 *
 * @param name of the index or constraint; those of a key are one
 * @param columns of the key in order, or those that refer to another table; empty for an index on expressions
 * @param holds all columns that the index has values of or looks at; empty for foreign keys
 * @param capacity how many bytes the values of {@code holds} may have together before the index could refuse a row;
 *     {@link #ANY_SIZE} where it never does
 * @param reference where a foreign key leads to; null for all else
 * @param obstacle why the target cannot put it aside and make it again, or could not keep rows out one by one without it; null
 *     where nothing stands against it
 */
public record Fixture(
        TableName table,
        String name,
        Kind kind,
        List<String> columns,
        List<String> holds,
        int capacity,
        @Nullable Reference reference,
        @Nullable String obstacle,
        Recipe recipe) {
    /** The capacity of an index that takes values of every size. */
    public static final int ANY_SIZE = Integer.MAX_VALUE;

    public Fixture {
        columns = List.copyOf(columns);
        holds = List.copyOf(holds);
    }

    /** What it is. */
    public enum Kind {
        PRIMARY_KEY,
        /** A unique index, with or without a constraint of its name. */
        UNIQUE,
        INDEX,
        FOREIGN_KEY;

        public boolean isUnique() {
            return this == PRIMARY_KEY || this == UNIQUE;
        }
    }

    /** The other end of a foreign key; {@code key} is the name of the index there that it needs. */
    public record Reference(TableName table, List<String> columns, String key) {
        public Reference {
            columns = List.copyOf(columns);
        }
    }

    /**
     * How it is made again.
     *
     * @param definition the target's own words for it, by which it is recognised
     * @param statements what makes it, in order
     * @param space where it is stored; null for the database's usual place
     */
    public record Recipe(
            String definition,
            List<String> statements,
            @Nullable String space) {
        public Recipe {
            statements = List.copyOf(statements);
        }
    }

    /** {@code table.name}, as people look for it. */
    public String label() {
        return table + "." + name;
    }
}
