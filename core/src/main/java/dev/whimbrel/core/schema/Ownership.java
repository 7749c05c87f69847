package dev.whimbrel.core.schema;

import java.util.List;

/** How the owners of a table's rows are found. */
public sealed interface Ownership {
    /** The rows belong to every tenant, such as a catalogue; they move once, with the first tenant. */
    record Everyone() implements Ownership {}

    /** A row belongs to every tenant that any of these paths leads to: one is its owner, several share it, none is an orphan. */
    record Paths(List<Path> paths) implements Ownership {
        public Paths {
            paths = List.copyOf(paths);
        }
    }

    /** All rows belong to one tenant, such as a file that one branch sent. */
    record Constant(String tenant) implements Ownership {}

    /** Steps from the table to the one whose {@code tenantColumn} holds the tenant's key; no step where the table has it itself. */
    record Path(List<Step> steps, String tenantColumn) {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step from the rows in hand to rows of {@code to} where {@code columns} equal {@code toColumns}. {@code single} says that
     * at most one row is met: the step goes along a foreign key to its parent. Otherwise it goes to children, and may fan out.
     */
    record Step(List<String> columns, TableName to, List<String> toColumns, boolean single) {
        public Step {
            columns = List.copyOf(columns);
            toColumns = List.copyOf(toColumns);
        }
    }
}
