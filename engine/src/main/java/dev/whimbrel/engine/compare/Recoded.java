package dev.whimbrel.engine.compare;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.ValueClass;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings with what could be told only after the last of them: columns whose codes were mapped otherwise all the way through. Rows that
 * are equal are never looked into; that a code was mapped otherwise is said only of columns that differ in a good part of all rows.
 */
final class Recoded implements Iterable<Finding> {
    /** A column that differs in fewer rows than one in so many was not mapped otherwise as a whole. */
    private static final long PART = 20;

    private final Iterable<Finding> findings;
    private final MappingWatch watch;
    private final long expected;
    private final Map<String, Optional<ValueClass>> known = new HashMap<>();

    /** @param expected rows in all */
    Recoded(Iterable<Finding> findings, MappingWatch watch, long expected) {
        this.findings = findings;
        this.watch = watch;
        this.expected = expected;
    }

    @Override
    public Iterator<Finding> iterator() {
        Iterator<Finding> all = findings.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Finding next() {
                return recoded(all.next());
            }
        };
    }

    private Finding recoded(Finding finding) {
        List<Cell> cells = finding.cells().stream().map(this::recoded).toList();
        return new Finding(
                finding.tenant(),
                finding.key(),
                finding.rowClass(),
                cells,
                finding.status(),
                finding.cause(),
                finding.input());
    }

    private Cell recoded(Cell cell) {
        if (cell.valueClass() != ValueClass.CONTENT) {
            return cell;
        }
        return known.computeIfAbsent(cell.column(), this::mapping)
                .map(mapping -> new Cell(cell.column(), mapping, "", cell.expected(), cell.actual()))
                .orElse(cell);
    }

    private Optional<ValueClass> mapping(String column) {
        MappingWatch.Seen seen = watch.seen(column);
        return seen.rows() * PART >= expected ? seen.mapping() : Optional.empty();
    }
}
