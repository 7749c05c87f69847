package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.mapping.expression.Expression;
import dev.whimbrel.core.mapping.expression.Expressions;
import dev.whimbrel.core.mapping.function.Casts;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the rule of one target column into what fills it. */
final class FillCompiler {
    private final FlowScope scope;
    private final Map<String, FlowScope> scopes;
    private final MappingCheck.Input input;
    private final FlowPass pass;

    FillCompiler(FlowScope scope, Map<String, FlowScope> scopes, MappingCheck.Input input, FlowPass pass) {
        this.scope = scope;
        this.scopes = scopes;
        this.input = input;
        this.pass = pass;
    }

    /** Empty for a column that is left to its default, and after an error. */
    Optional<Fill> compile(Column column, FieldRule rule, Place place) {
        if (rule instanceof FieldRule.Copy copy) {
            return pass.column(copy.column(), place).flatMap(e -> value(e, column, place));
        }
        if (rule instanceof FieldRule.Sql sql) {
            return pass.expression(sql.text(), place).flatMap(e -> value(e, column, place));
        }
        if (rule instanceof FieldRule.Constant constant) {
            return constant(constant.value(), column, place);
        }
        if (rule instanceof FieldRule.Lookup lookup) {
            return lookup(lookup, column, place);
        }
        if (rule instanceof FieldRule.Reference reference) {
            return reference(reference, column, place);
        }
        if (rule instanceof FieldRule.Generated generated) {
            return generated(generated.generator(), column, place);
        }
        if (!column.nullable() && column.filling() == Column.Filling.NONE) {
            pass.error(
                    "DEFAULT_MISSING",
                    place,
                    "Cannot leave " + column.name() + " to its default: it has none and must have a value",
                    "Give it a rule.");
        }
        return Optional.empty();
    }

    private Optional<Fill> value(Expression expression, Column column, Place place) {
        Optional<String> misfit = TypeFit.misfit(expression.type(), column.type());
        misfit.ifPresent(hint -> mismatch(expression.type(), column, place, hint));
        return misfit.isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Fill.Value(TypeFit.converted(expression.evaluator(), expression.type(), column.type())));
    }

    private void mismatch(Type from, Column column, Place place, String hint) {
        pass.error(
                "TYPE_MISMATCH",
                place,
                "Cannot put " + from + " into " + column.name() + ", which is " + column.type(),
                hint);
    }

    private Optional<Fill> constant(@Nullable Object value, Column column, Place place) {
        @Nullable Object converted = null;
        try {
            boolean sensible = value == null || value instanceof String || fits(value, column.type());
            if (!sensible) {
                throw new RowFault("TYPE_MISMATCH", "another family");
            }
            converted = Casts.cast(value, column.type());
        } catch (RowFault fault) {
            pass.error(
                    "TYPE_MISMATCH",
                    place,
                    "Cannot put the constant into " + column.name() + ", which is " + column.type(),
                    "Write a value of this type.");
            return Optional.empty();
        }
        FieldFault fault = ColumnRule.of(column).fault(converted);
        if (fault != null) {
            pass.error(
                    fault.code(),
                    place,
                    "Cannot put the constant into " + column.name() + ": " + fault.detail(),
                    "Write a value that the column takes.");
            return Optional.empty();
        }
        Object fixed = converted;
        return Optional.of(new Fill.Value(row -> fixed));
    }

    private static boolean fits(Object value, Type type) {
        return value instanceof Boolean ? type.kind() == Type.Kind.BOOLEAN : type.isNumber() || type.isText();
    }

    private Optional<Fill> lookup(FieldRule.Lookup rule, Column column, Place place) {
        Optional<Expression> of = pass.expression(rule.of(), place);
        LookupTable table = input.lookups().get(rule.lookup());
        if (table == null) {
            pass.error(
                    "LOOKUP_UNKNOWN",
                    place,
                    "Cannot find lookup " + rule.lookup(),
                    Expressions.nearest(rule.lookup(), input.lookups().keySet())
                            .map(n -> "Did you mean " + n + "?")
                            .orElse("Declare it under lookups."));
            return Optional.empty();
        }
        Optional<String> misfit = TypeFit.misfit(table.type(), column.type());
        if (misfit.isPresent()) {
            return lookupText(table, of, column, place, misfit.orElseThrow());
        }
        return of.map(e -> new Fill.Value(TypeFit.converted(found(table, e.evaluator()), table.type(), column.type())));
    }

    /** Values of a lookup that came as text are cast once, when the flow is compiled. */
    private Optional<Fill> lookupText(
            LookupTable table, Optional<Expression> of, Column column, Place place, String hint) {
        if (!table.type().isText()) {
            mismatch(table.type(), column, place, hint);
            return Optional.empty();
        }
        Map<String, Object> values = new java.util.HashMap<>();
        try {
            table.values().forEach((key, value) -> {
                Object cast = Casts.cast(value, column.type());
                if (cast != null) {
                    values.put(key, cast);
                }
            });
        } catch (RowFault fault) {
            mismatch(table.type(), column, place, "Not every value of lookup " + table.name() + " is of this type.");
            return Optional.empty();
        }
        LookupTable typed = new LookupTable(table.name(), column.type(), values);
        return of.map(e -> new Fill.Value(found(typed, e.evaluator())));
    }

    private static Evaluator found(LookupTable table, Evaluator of) {
        RowFault missing = new RowFault("LOOKUP_MISSING", "lookup " + table.name() + " has no such value");
        return row -> {
            Object old = of.eval(row);
            if (old == null) {
                return null;
            }
            Object value = table.find(old);
            if (value == null) {
                throw missing;
            }
            return value;
        };
    }

    private Optional<Fill> generated(FieldRule.Generator generator, Column column, Place place) {
        boolean fits =
                switch (generator) {
                    case SEQUENCE -> column.filling() == Column.Filling.IDENTITY;
                    case UUID -> column.type().kind() == Type.Kind.UUID;
                };
        if (!fits) {
            pass.error(
                    "TYPE_MISMATCH",
                    place,
                    "Cannot generate " + column.name() + ", which is " + column.type(),
                    generator == FieldRule.Generator.SEQUENCE
                            ? "A sequence fills an identity or serial column."
                            : "The column must be of type uuid.");
            return Optional.empty();
        }
        return Optional.of(new Fill.Generated(generator));
    }

    private Optional<Fill> reference(FieldRule.Reference rule, Column column, Place place) {
        List<Optional<Expression>> parts = new ArrayList<>();
        rule.of().forEach(text -> parts.add(pass.expression(text, place)));
        FlowScope other = scopes.get(rule.flow());
        if (other == null) {
            unknownFlow(rule, place);
            return Optional.empty();
        }
        boolean sound = parts.stream().allMatch(Optional::isPresent);
        sound &= targetKey(rule, other, column, place);
        sound &= sourceKey(rule, other, parts, place);
        boolean deferred = position(rule.flow()) >= position(scope.flow().name());
        if (deferred && !column.nullable()) {
            pass.error(
                    "CYCLE_NOT_NULLABLE",
                    place,
                    "Cannot set " + column.name() + " afterwards: it refers to flow " + rule.flow()
                            + (other == scope ? " itself" : " in a cycle") + " and must have a value at once",
                    "Let the target column be nullable while data move, or break the cycle elsewhere.");
            return Optional.empty();
        }
        if (!sound) {
            return Optional.empty();
        }
        List<Evaluator> key = parts.stream()
                .flatMap(Optional::stream)
                .map(Expression::evaluator)
                .toList();
        return Optional.of(new Fill.Reference(rule.flow(), key, deferred));
    }

    private void unknownFlow(FieldRule.Reference rule, Place place) {
        List<String> names = input.flows().stream().map(Flow::name).toList();
        if (!names.contains(rule.flow())) {
            pass.error(
                    "FLOW_UNKNOWN",
                    place,
                    "Cannot find flow " + rule.flow(),
                    Expressions.nearest(rule.flow(), names)
                            .map(n -> "Did you mean " + n + "?")
                            .orElse("Name one of the flows of this file."));
        } else {
            pass.error(
                    "FLOW_BROKEN",
                    place,
                    "Cannot refer to flow " + rule.flow() + ": it has problems of its own",
                    "Mend that flow first.");
        }
    }

    private int position(String name) {
        return List.copyOf(scopes.keySet()).indexOf(name);
    }

    private boolean targetKey(FieldRule.Reference rule, FlowScope other, Column column, Place place) {
        List<String> key = other.target().primaryKey();
        Column parent = key.size() == 1 ? other.target().column(key.get(0)).orElse(null) : null;
        if (parent == null) {
            pass.error(
                    "KEY_MISSING",
                    place,
                    "Cannot refer to " + other.target().name() + ": its primary key has " + key.size() + " columns",
                    "A reference needs a primary key of one column.");
            return false;
        }
        boolean fits = TypeFit.misfit(parent.type(), column.type()).isEmpty()
                && parent.type().kind().javaClass() == column.type().kind().javaClass();
        if (!fits) {
            pass.error(
                    "TYPE_MISMATCH",
                    place,
                    "Cannot put keys of flow " + rule.flow() + " into " + column.name() + ": " + parent.type()
                            + " against " + column.type(),
                    "Both must be of one type.");
        }
        return fits;
    }

    private boolean sourceKey(
            FieldRule.Reference rule, FlowScope other, List<Optional<Expression>> parts, Place place) {
        if (parts.size() != other.key().size()) {
            pass.error(
                    "REFERENCE_KEY",
                    place,
                    "Cannot refer to flow " + rule.flow() + " by " + parts.size() + " values: its source key is "
                            + String.join(", ", other.key()),
                    "Give `of` one expression for each column of that key, in its order.");
            return false;
        }
        boolean sound = true;
        for (int i = 0; i < parts.size(); i++) {
            Type wanted =
                    other.source().column(other.key().get(i)).map(Column::type).orElse(Type.TEXT);
            Type given = parts.get(i).map(Expression::type).orElse(wanted);
            if (!comparable(given, wanted)) {
                sound = false;
                pass.error(
                        "TYPE_MISMATCH",
                        place,
                        "Cannot compare " + given + " with " + wanted + ", the key "
                                + other.key().get(i) + " of flow " + rule.flow(),
                        "Write cast(… as " + wanted.kind().name().toLowerCase(java.util.Locale.ROOT) + ").");
            }
        }
        return sound;
    }

    /** Keys meet by their canonical text: whole numbers and decimals do, text and text, and else a kind with itself. */
    private static boolean comparable(Type a, Type b) {
        boolean exact =
                (a.isInteger() || a.kind() == Type.Kind.DECIMAL) && (b.isInteger() || b.kind() == Type.Kind.DECIMAL);
        return exact || (a.isText() && b.isText()) || a.kind() == b.kind();
    }
}
