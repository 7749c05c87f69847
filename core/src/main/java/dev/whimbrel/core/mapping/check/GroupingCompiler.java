package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Order;
import dev.whimbrel.core.mapping.CompiledFlow.Resolve;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.mapping.expression.Expression;
import dev.whimbrel.core.mapping.function.Casts;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles survivors and consolidation. */
final class GroupingCompiler {
    private static final Pattern ORDER = Pattern.compile("(?is)(.*?)(?:\\s+(asc|desc))?\\s*");

    private final FlowScope scope;
    private final Flow flow;
    private final FlowPass pass;

    GroupingCompiler(FlowScope scope, FlowPass pass) {
        this.scope = scope;
        this.flow = scope.flow();
        this.pass = pass;
    }

    Optional<CompiledGrouping> compile(Grouping grouping, List<Write> writes) {
        boolean survivors = grouping instanceof Grouping.Survivors;
        String path = survivors ? "survivors" : "consolidate";
        List<Evaluator> by = new ArrayList<>();
        for (String text : grouping.by()) {
            pass.expression(text, place(path, "by")).ifPresent(e -> by.add(e.evaluator()));
        }
        if (by.isEmpty()) {
            return Optional.empty();
        }
        if (grouping instanceof Grouping.Survivors rule) {
            return Optional.of(new CompiledGrouping.Survivors(by, keep(rule)));
        }
        return Optional.of(
                new CompiledGrouping.Consolidation(by, resolutions((Grouping.Consolidation) grouping, writes)));
    }

    private Place place(String path, String part) {
        Place exact = flow.places().get(path + "." + part);
        return exact != null ? exact : flow.place(path);
    }

    private List<Order> keep(Grouping.Survivors rule) {
        List<Order> keep = new ArrayList<>();
        for (String text : rule.keep()) {
            Matcher parts = ORDER.matcher(text);
            String expression = parts.matches() ? parts.group(1) : text;
            boolean descending = parts.group(2) != null && parts.group(2).equalsIgnoreCase("desc");
            pass.expression(expression, place("survivors", "keep"))
                    .ifPresent(e -> keep.add(new Order(e.evaluator(), e.type(), descending)));
        }
        return keep;
    }

    private List<Resolve> resolutions(Grouping.Consolidation rule, List<Write> writes) {
        for (String name : rule.resolve().keySet()) {
            boolean known = writes.stream().anyMatch(w -> w.column().name().equals(name));
            if (!known) {
                pass.problem(FlowScope.unknownColumn(
                        name,
                        "the fields of flow " + flow.name(),
                        writes.stream().map(w -> w.column().name()).toList(),
                        place("consolidate", "resolve." + name)));
            }
        }
        List<Resolve> resolutions = new ArrayList<>();
        for (Write write : writes) {
            Grouping.Resolution resolution = rule.resolve().get(write.column().name());
            resolutions.add(
                    resolution == null
                            ? new Resolve(Grouping.Rule.FIRST, null, List.of())
                            : resolve(resolution, write.column()));
        }
        return resolutions;
    }

    private Resolve resolve(Grouping.Resolution resolution, Column column) {
        Place place = place("consolidate", "resolve." + column.name());
        String argument = resolution.argument();
        Evaluator latest = null;
        if (resolution.rule() == Grouping.Rule.LATEST) {
            if (argument == null) {
                pass.error(
                        "EXPRESSION_INVALID",
                        place,
                        "Cannot tell by what " + column.name() + " is latest",
                        "Write { latest: column }.");
            } else {
                latest = pass.expression(argument, place)
                        .map(Expression::evaluator)
                        .orElse(null);
            }
        }
        List<Object> values = new ArrayList<>();
        for (String text : resolution.values()) {
            try {
                Object value = Casts.cast(text, column.type());
                if (value != null) {
                    values.add(value);
                }
            } catch (RowFault fault) {
                pass.error(
                        "TYPE_MISMATCH",
                        place,
                        "Cannot rank a value of " + column.name() + ": the column is " + column.type(),
                        "Write values of this type.");
            }
        }
        demand(resolution, column, values, place);
        return new Resolve(resolution.rule(), latest, values);
    }

    private void demand(Grouping.Resolution resolution, Column column, List<Object> values, Place place) {
        boolean text = column.type().isText();
        boolean needsList = values.isEmpty()
                && (resolution.rule() == Grouping.Rule.PRIORITY
                        || (resolution.rule() == Grouping.Rule.MOST_RESTRICTIVE
                                && column.type().kind() != Type.Kind.BOOLEAN));
        if (needsList) {
            pass.error(
                    "TYPE_MISMATCH",
                    place,
                    "Cannot rank the values of " + column.name() + ": there is no list of them",
                    "Write the values in brackets, best first; only a boolean goes without.");
        }
        if (resolution.rule() == Grouping.Rule.LONGEST && !text) {
            pass.error(
                    "TYPE_MISMATCH",
                    place,
                    "Cannot take the longest " + column.name() + ": it is " + column.type(),
                    "Only texts have a length.");
        }
    }
}
