package dev.whimbrel.engine.verify;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.MappingWatch;
import dev.whimbrel.core.difference.ValueClass;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings with what could be told only after the last of them: columns whose codes were mapped otherwise all the way through. */
final class Recoded implements Iterable<Finding> {
    private final Iterable<Finding> findings;
    private final MappingWatch watch;
    private final Map<String, Optional<ValueClass>> known = new HashMap<>();

    Recoded(Iterable<Finding> findings, MappingWatch watch) {
        this.findings = findings;
        this.watch = watch;
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
                finding.tenant(), finding.key(), finding.rowClass(), cells, finding.status(), finding.cause());
    }

    private Cell recoded(Cell cell) {
        if (cell.valueClass() != ValueClass.CONTENT) {
            return cell;
        }
        return known.computeIfAbsent(cell.column(), column -> watch.seen(column).mapping())
                .map(mapping -> new Cell(cell.column(), mapping, "", cell.expected(), cell.actual()))
                .orElse(cell);
    }
}
