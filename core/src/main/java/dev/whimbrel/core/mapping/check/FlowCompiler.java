package dev.whimbrel.core.mapping.check;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Read;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.check.Accounting.Disposition;
import dev.whimbrel.core.mapping.expression.Expressions;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compiles one flow: once over all columns, to find what is wrong and what is read, and once more over only what is read, so that
 * rows carry nothing else.
 */
final class FlowCompiler {
    private final FlowScope scope;
    private final Flow flow;
    private final Map<String, FlowScope> scopes;
    private final MappingCheck.Input input;
    private final List<Problem> problems;
    private final Accountant accountant;

    FlowCompiler(
            FlowScope scope,
            Map<String, FlowScope> scopes,
            MappingCheck.Input input,
            List<Problem> problems,
            Accountant accountant) {
        this.scope = scope;
        this.flow = scope.flow();
        this.scopes = scopes;
        this.input = input;
        this.problems = problems;
        this.accountant = accountant;
    }

    /** The flow, or empty where there was an ERROR; the books are kept either way. */
    Optional<CompiledFlow> compile() {
        List<Problem> found = new ArrayList<>();
        FlowPass first = new FlowPass(scope, scopes, input, scope.columns(), found);
        Optional<CompiledFlow> whole = first.compile();
        Set<Integer> used = new TreeSet<>(first.used());
        for (String column : scope.key()) {
            Expressions.find(column, scope.columns()).ifPresent(used::add);
        }
        for (Flow.Join join : flow.joins()) {
            join.on().forEach(name -> scope.source()
                    .column(name)
                    .ifPresent(c -> accountant.used(scope.source(), c.name(), flow.name())));
        }
        List<Read> reads = new ArrayList<>();
        for (int index : used) {
            Read read = scope.columns().get(index);
            reads.add(read);
            accountant.used(scope.table(read.alias()), read.column().name(), flow.name());
        }
        drops(found);
        publicColumns(found);
        new ComparingCheck(scope, found).check();
        targets();
        problems.addAll(found);
        boolean errors = found.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
        if (errors || whole.isEmpty()) {
            return Optional.empty();
        }
        return new FlowPass(scope, scopes, input, reads, new ArrayList<>()).compile();
    }

    private void drops(List<Problem> found) {
        flow.dropped().forEach((pattern, reason) -> {
            boolean wild = pattern.endsWith("*");
            Pattern wanted = Pattern.compile(
                    wild ? Pattern.quote(pattern.substring(0, pattern.length() - 1)) + "[^.]*" : Pattern.quote(pattern),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            boolean any = false;
            for (Read read : scope.columns()) {
                if (wanted.matcher(read.label()).matches()) {
                    any = true;
                    drop(read, pattern, reason, wild, found);
                }
            }
            if (!any) {
                found.add(FlowScope.unknownColumn(
                        pattern, scope.source().name().toString(), labels(), flow.place("drop." + pattern)));
            }
        });
    }

    private void drop(Read read, String pattern, String reason, boolean wild, List<Problem> found) {
        Table table = scope.table(read.alias());
        if (!wild && accountant.isUsed(table, read.column().name())) {
            found.add(Problem.warning(
                    "MAPPED_AND_DROPPED",
                    flow.place("drop." + pattern),
                    "Column " + read.label() + " is both read and dropped; it counts as mapped",
                    "Take it out of drop."));
        }
        accountant.dropped(table, read.column().name(), reason);
    }

    private List<String> labels() {
        return scope.columns().stream().map(Read::label).toList();
    }

    private void publicColumns(List<Problem> found) {
        for (String column : flow.publicColumns()) {
            if (Expressions.find(column, scope.columns()).isEmpty()) {
                found.add(FlowScope.unknownColumn(
                        column, scope.source().name().toString(), labels(), flow.place("public")));
            }
        }
    }

    private void targets() {
        Table target = scope.target();
        flow.fields().forEach((name, rule) -> target.column(name)
                .ifPresent(c -> accountant.filled(target, c.name(), flow.name(), disposition(rule))));
        target.column(flow.sourceKeyColumn())
                .ifPresent(c -> accountant.filled(target, c.name(), flow.name(), Disposition.SOURCE_KEY));
    }

    private static Disposition disposition(FieldRule rule) {
        if (rule instanceof FieldRule.Generated) {
            return Disposition.GENERATED;
        }
        return rule instanceof FieldRule.Default ? Disposition.DEFAULTED : Disposition.FED;
    }

    /** Whether a column can keep the text or, where there is one whole number, the number of a source key. */
    static boolean keepsKey(Column column, FlowScope scope) {
        Type type = column.type();
        if (type.isText() && type.kind() != Type.Kind.JSON && type.kind() != Type.Kind.ENUM) {
            return true;
        }
        return type.isInteger()
                && scope.key().size() == 1
                && scope.source()
                        .column(scope.key().get(0))
                        .filter(c -> c.type().isInteger())
                        .isPresent();
    }
}
