package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.mapping.expression.Expression;
import dev.whimbrel.core.mapping.expression.Expressions;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One compilation of a flow over a given list of columns. */
final class FlowPass {
    private final FlowScope scope;
    private final Flow flow;
    private final List<Read> reads;
    private final List<Problem> problems;
    private final FillCompiler fills;
    private final Set<Integer> used = new TreeSet<>();

    FlowPass(
            FlowScope scope,
            Map<String, FlowScope> scopes,
            MappingCheck.Input input,
            List<Read> reads,
            List<Problem> problems) {
        this.scope = scope;
        this.flow = scope.flow();
        this.reads = reads;
        this.problems = problems;
        fills = new FillCompiler(scope, scopes, input, this);
    }

    /** Indexes of the columns that were read. */
    Set<Integer> used() {
        return used;
    }

    /** Empty where something could not be compiled; problems say what. */
    Optional<CompiledFlow> compile() {
        int before = problems.size();
        List<Write> writes = writes();
        Optional<Evaluator> where = where();
        Optional<CompiledGrouping> grouping =
                Optional.ofNullable(flow.grouping()).flatMap(g -> new GroupingCompiler(scope, this).compile(g, writes));
        boolean errors = problems.subList(before, problems.size()).stream()
                .anyMatch(p -> p.severity() == Problem.Severity.ERROR);
        return errors
                ? Optional.empty()
                : Optional.of(new CompiledFlow(
                        flow, scope.source(), scope.target(), scope.key(), reads, writes, where, grouping));
    }

    private List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        Set<String> written = new HashSet<>();
        flow.fields().forEach((name, rule) -> {
            Place place = flow.place("fields." + name);
            Column column = scope.target().column(name).orElse(null);
            if (column == null) {
                problems.add(FlowScope.unknownColumn(
                        name, scope.target().name().toString(), scope.target().columnNames(), place));
            } else if (!written.add(column.name())) {
                error("COLUMN_TWICE", place, "Cannot fill " + column.name() + " twice", "Keep one of its rules.");
            } else {
                write(column, rule, place).ifPresent(writes::add);
            }
        });
        sourceKey(written).ifPresent(writes::add);
        return writes;
    }

    private Optional<Write> write(Column column, FieldRule rule, Place place) {
        if (column.filling() == Column.Filling.COMPUTED) {
            error(
                    "COLUMN_COMPUTED",
                    place,
                    "Cannot write " + column.name() + ": the target computes it",
                    "Take it out of fields.");
            return Optional.empty();
        }
        Set<Integer> outer = new TreeSet<>(used);
        used.clear();
        Optional<Fill> fill = fills.compile(column, rule, place);
        List<String> inputs =
                used.stream().map(index -> reads.get(index).label()).toList();
        used.addAll(outer);
        return fill.map(f -> new Write(column, f, inputs));
    }

    private Optional<Write> sourceKey(Set<String> written) {
        String name = flow.sourceKeyColumn();
        Place place = flow.place("source_key");
        Table target = scope.target();
        Column column = target.column(name).orElse(null);
        if (column == null) {
            problems.add(FlowScope.unknownColumn(name, target.name().toString(), target.columnNames(), place));
            return Optional.empty();
        }
        if (written.contains(column.name())) {
            error(
                    "SOURCE_KEY_MAPPED",
                    place,
                    "Cannot fill " + column.name() + " by a rule: it keeps the source key",
                    "Take it out of fields.");
            return Optional.empty();
        }
        if (!FlowCompiler.keepsKey(column, scope)) {
            error(
                    "TYPE_MISMATCH",
                    place,
                    "Cannot keep the source key in " + column.name() + ": it is " + column.type(),
                    "The column must be text, or an integer where the key is one whole number.");
            return Optional.empty();
        }
        boolean indexed = List.of(column.name()).equals(target.primaryKey())
                || target.uniqueKeys().stream()
                        .map(UniqueKey::columns)
                        .anyMatch(
                                columns -> !columns.isEmpty() && columns.get(0).equals(column.name()));
        if (!indexed && !(flow.grouping() instanceof Grouping.Consolidation)) {
            problems.add(Problem.warning(
                    "SOURCE_KEY_NOT_INDEXED",
                    place,
                    "Column " + target.name() + "." + column.name() + " has no unique key",
                    "Without one, finding a row by its source key reads the whole table: create unique index on "
                            + target.name() + " (" + column.name() + ")."));
        }
        return Optional.of(new Write(column, new Fill.SourceKey(), scope.key()));
    }

    private Optional<Evaluator> where() {
        String text = flow.where();
        if (text == null) {
            return Optional.empty();
        }
        Optional<Expression> expression = expression(text, flow.place("where"));
        if (expression.isPresent() && expression.orElseThrow().type().kind() != Type.Kind.BOOLEAN) {
            error(
                    "TYPE_MISMATCH",
                    flow.place("where"),
                    "Cannot filter by " + expression.orElseThrow().type() + ": where takes a condition",
                    "Write a comparison, such as deleted = 0.");
        }
        return expression.map(Expression::evaluator);
    }

    /** Compiles over this pass's columns and notes what is read. */
    Optional<Expression> expression(String text, Place place) {
        Optional<Expression> expression = Expressions.compile(text, reads, place, problems::add);
        expression.ifPresent(e -> used.addAll(e.inputs()));
        return expression;
    }

    /** A copy of one column. */
    Optional<Expression> column(String name, Place place) {
        Optional<Integer> index = Expressions.find(name, reads);
        if (index.isEmpty()) {
            problems.add(FlowScope.unknownColumn(
                    name,
                    scope.source().name().toString(),
                    reads.stream().map(Read::label).toList(),
                    place));
        }
        return index.map(i -> {
            used.add(i);
            return Expressions.column(reads.get(i), i);
        });
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    void error(String code, Place place, String message, @Nullable String next) {
        problems.add(Problem.error(code, place, message, next == null ? "" : next));
    }
}
