package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.compare.Fitted;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which source columns may travel in the form in which their server sends them, see {@link dev.whimbrel.core.compare.Carried}: those
 * that are copied into columns which can take every value of theirs as it is, and by whose values nothing is looked up or judged.
 */
public final class CarryRule {
    private static final int MICROSECONDS = 6;

    private final CompiledFlow flow;
    private final Set<String> looked = new HashSet<>();

    private CarryRule(CompiledFlow flow) {
        this.flow = flow;
        Table target = flow.target();
        looked.addAll(target.primaryKey());
        target.uniqueKeys().forEach(key -> looked.addAll(key.columns()));
        target.foreignKeys().forEach(key -> looked.addAll(key.columns()));
    }

    /** Whether the text of a CHECK has the column's name in it, be it by chance: then the column's values may be asked for. */
    private boolean isJudged(Column column) {
        String name = column.name().replace("\"", "\"\"");
        return flow.target().checks().stream()
                .anyMatch(check -> check.condition().contains(name));
    }

    /** Labels of these columns; see {@link Read#label()}. */
    public static Set<String> labels(CompiledFlow flow) {
        if (flow.grouping().isPresent()) {
            // Rows of groups are put by and compared value by value.
            return Set.of();
        }
        CarryRule rule = new CarryRule(flow);
        Map<String, Boolean> fits = new HashMap<>();
        for (Write write : flow.writes()) {
            if (write.fill() instanceof Fill.Value
                    && flow.flow().fields().get(write.column().name()) instanceof FieldRule.Copy) {
                write.inputs()
                        .forEach(label -> fits.merge(label, rule.fits(label, write.column()), Boolean::logicalAnd));
            }
        }
        fits.values().removeIf(fit -> !fit);
        return Set.copyOf(fits.keySet());
    }

    private boolean fits(String label, Column to) {
        return !looked.contains(to.name())
                && !isJudged(to)
                && flow.reads().stream()
                        .filter(read -> read.label().equals(label))
                        .map(Read::column)
                        .allMatch(from -> takesAll(from, to));
    }

    /** Whether a column's values may be compared in the form in which their server sends them. */
    public static boolean isCarried(Column column) {
        return takesAll(column, column);
    }

    /** Whether {@code to} keeps every value of {@code from} without a change, and without a question but that for its length. */
    static boolean takesAll(Column from, Column to) {
        Type had = from.type();
        Type wanted = to.type();
        if (had.kind() != wanted.kind()) {
            return false;
        }
        return switch (had.kind()) {
            case UUID -> true;
            // How long they are shows in their form, see ColumnRule.
            case TEXT -> !Fitted.isPadded(from) && !Fitted.isPadded(to);
            case BYTES -> true;
            case JSON -> from.nativeType().equals("jsonb") && to.nativeType().equals("jsonb");
            case DECIMAL ->
                wanted.precision() < 0 || (had.precision() == wanted.precision() && had.scale() == wanted.scale());
            case TIMESTAMP, TIMESTAMPTZ -> wanted.precision() < 0 || wanted.precision() >= MICROSECONDS;
            // To read these costs no more than to carry them.
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, INTERVAL, ENUM, OTHER -> false;
        };
    }
}
