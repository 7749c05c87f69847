package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.expression.Refused.Reason;
import dev.whimbrel.core.mapping.function.Function;
import dev.whimbrel.core.mapping.function.Library;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The gate: a parsed expression becomes one of columns, literals, a short list of operators and functions of our library.
 * Anything else is refused here, before the validator, which would accept sub-selects and aggregates. All refusals are gathered.
 */
final class Rewriter {
    private static final Set<SqlKind> KEPT = EnumSet.of(
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_UNKNOWN,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.PLUS_PREFIX,
            SqlKind.MINUS_PREFIX,
            SqlKind.BETWEEN,
            SqlKind.CASE);

    private static final Set<String> AGGREGATES = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "array_agg",
            "string_agg",
            "listagg",
            "group_concat",
            "every",
            "some",
            "stddev",
            "variance",
            "any_value",
            "collect",
            "grouping",
            "row_number",
            "rank",
            "lag",
            "lead");

    private static final Set<String> IMPURE = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "now",
            "random",
            "rand",
            "user",
            "current_user",
            "session_user",
            "system_user",
            "gen_random_uuid",
            "uuid");

    private final Columns columns;
    private final List<Reason> reasons = new ArrayList<>();

    Rewriter(Columns columns) {
        this.columns = columns;
    }

    SqlNode rewrite(SqlNode node) {
        SqlNode rewritten = visit(node);
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
        return rewritten;
    }

    private SqlNode visit(SqlNode node) {
        if (node instanceof SqlIdentifier name) {
            return column(name);
        }
        if (node instanceof SqlIntervalLiteral interval) {
            return interval(interval);
        }
        if (node instanceof SqlLiteral) {
            return node;
        }
        if (node instanceof SqlNodeList list) {
            return new SqlNodeList(list.stream().map(this::visit).toList(), list.getParserPosition());
        }
        if (node instanceof SqlCall call) {
            return call(call);
        }
        return refuse(node, "this is not possible here", "Write an expression over columns of the source row.");
    }

    private SqlNode column(SqlIdentifier name) {
        String label = String.join(".", name.names);
        String bare = label.toLowerCase(Locale.ROOT);
        if (columns.find(label).isEmpty() && name.isSimple() && IMPURE.contains(bare)) {
            return impure(name, bare);
        }
        return columns.find(label)
                .<SqlNode>map(i -> new SqlIdentifier(columns.reads().get(i).label(), name.getParserPosition()))
                .orElseGet(() -> {
                    reasons.add(Reason.at(
                            name.getParserPosition(),
                            "COLUMN_UNKNOWN",
                            "unknown column " + label,
                            columns.hint(label)));
                    return name;
                });
    }

    private SqlNode interval(SqlIntervalLiteral interval) {
        Object value = interval.getValue();
        String digits = String.valueOf(value);
        int point = digits.indexOf('.');
        if (point >= 0 && digits.length() - point - 1 > 3) {
            return refuse(
                    interval,
                    "an interval's fraction has three digits at most",
                    "Write date_add(x, 500, 'microsecond').");
        }
        return interval;
    }

    private SqlNode call(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (KEPT.contains(call.getKind())) {
            return operator.createCall(call.getFunctionQuantifier(), call.getParserPosition(), visitAll(call));
        }
        return switch (call.getKind()) {
            case SELECT, ORDER_BY, UNION, INTERSECT, EXCEPT, VALUES, WITH, EXISTS, SCALAR_QUERY, UNIQUE, SOME, ALL ->
                refuse(call, "sub-selects are not possible", "Read another table with `join`, `lookup` or `ref`.");
            case OVER -> refuse(call, "window functions are not possible", "An expression sees one row.");
            case IN, NOT_IN -> in(call);
            case LIKE -> like(call);
            case CAST -> cast(call);
            case TRIM -> trim(call);
            case POSITION -> library("position", call, call.getOperandList());
            case MOD -> library("mod", call, call.getOperandList());
            case EXTRACT ->
                library("extract", call, List.of(unit((SqlIntervalQualifier) call.operand(0)), call.operand(1)));
            case FLOOR, CEIL ->
                call.operandCount() == 1
                        ? library(call.getKind() == SqlKind.FLOOR ? "floor" : "ceil", call, call.getOperandList())
                        : refuse(call, "floor and ceil take a number", "Write date_trunc('month', x).");
            case COALESCE, NULLIF, GREATEST, LEAST -> library(operator.getName(), call, call.getOperandList());
            default -> other(call);
        };
    }

    private SqlNode other(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (operator == SqlStdOperatorTable.CONCAT) {
            return library("||", call, call.getOperandList());
        }
        if (operator == SqlStdOperatorTable.IS_NOT_UNKNOWN) {
            return operator.createCall(call.getParserPosition(), visitAll(call));
        }
        if (operator == SqlStdOperatorTable.PERCENT_REMAINDER) {
            return library("mod", call, call.getOperandList());
        }
        if (operator == SqlStdOperatorTable.NOT_BETWEEN || operator == SqlStdOperatorTable.SYMMETRIC_BETWEEN) {
            return operator.createCall(call.getParserPosition(), visitAll(call));
        }
        String name = operator.getName().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "json_value" ->
                call.operandCount() == 2
                        ? library(name, call, call.getOperandList())
                        : refuse(call, "json_value takes a text and a path", "Write json_value(doc, '$.a.b').");
            case "json_object" -> library(name, call, jsonMembers(call));
            default -> function(call, name);
        };
    }

    private static List<SqlNode> jsonMembers(SqlCall call) {
        boolean special = call.operandCount() > 0 && isSymbol(call.operand(0));
        return call.getOperandList().subList(special ? 1 : 0, call.operandCount());
    }

    private static boolean isSymbol(@Nullable SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getValue() instanceof Enum<?>;
    }

    private SqlNode function(SqlCall call, String name) {
        if (call.getFunctionQuantifier() != null || AGGREGATES.contains(name)) {
            return refuse(call, "aggregate function " + name + " is not possible", "An expression sees one row.");
        }
        if (IMPURE.contains(name)) {
            return impure(call, name);
        }
        if (name.equals("readable")) {
            return readable(call);
        }
        boolean named = call.getOperator() instanceof SqlUnresolvedFunction
                || call.getOperator() instanceof org.apache.calcite.sql.SqlFunction;
        if (!Library.shared().find(name).isEmpty() && named) {
            return library(name, call, call.getOperandList());
        }
        String hint = Columns.nearest(name, Library.shared().names())
                .map(n -> "Did you mean " + n + "?")
                .orElse("docs/guide/expressions.md lists all functions.");
        return refuse(call, (named ? "unknown function " : "unknown operator ") + name, hint);
    }

    private SqlNode readable(SqlCall call) {
        if (call.operandCount() != 1 || !(call.operand(0) instanceof SqlIdentifier)) {
            return refuse(call, "readable takes one column", "Write readable(column).");
        }
        return new SqlBasicCall(ReadableOperator.INSTANCE, visitAll(call), call.getParserPosition());
    }

    private SqlNode impure(SqlNode node, String name) {
        return refuse(
                node,
                name + " is not possible: the same row must give the same value in every run",
                "Use a constant, or leave the column to the target's default.");
    }

    private SqlNode in(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList list) || list.isEmpty()) {
            return refuse(call, "sub-selects are not possible", "Read another table with `join`, `lookup` or `ref`.");
        }
        SqlNode left = visit(call.operand(0));
        SqlNode any = null;
        for (SqlNode item : list) {
            SqlNode right = visit(item);
            SqlNode same = SqlStdOperatorTable.EQUALS.createCall(item.getParserPosition(), left, right);
            any = any == null ? same : SqlStdOperatorTable.OR.createCall(call.getParserPosition(), any, same);
        }
        return call.getKind() == SqlKind.IN ? java.util.Objects.requireNonNull(any) : not(call, any);
    }

    private static SqlNode not(SqlNode call, @Nullable SqlNode operand) {
        return SqlStdOperatorTable.NOT.createCall(call.getParserPosition(), operand);
    }

    private SqlNode like(SqlCall call) {
        String name = call.getOperator().getName();
        if (!name.equals("LIKE") && !name.equals("NOT LIKE")) {
            return refuse(call, name + " is not possible", "Write lower(x) like '…' or regexp_like(x, '…').");
        }
        SqlNode like = library("like", call, call.getOperandList());
        return ((SqlLikeOperator) call.getOperator()).isNegated() ? not(call, like) : like;
    }

    private SqlNode trim(SqlCall call) {
        String name =
                switch (((SqlLiteral) call.operand(0)).getValueAs(SqlTrimFunction.Flag.class)) {
                    case BOTH -> "trim";
                    case LEADING -> "ltrim";
                    case TRAILING -> "rtrim";
                };
        return library(name, call, List.of(call.operand(2), call.operand(1)));
    }

    private SqlNode cast(SqlCall call) {
        Type target = call.operand(1) instanceof SqlDataTypeSpec spec ? TypeNames.read(spec) : null;
        if (target == null || (call.operandCount() > 2 && !isNull(call.operand(2)))) {
            return refuse(
                    call,
                    "unknown type of cast",
                    "Types: boolean, smallint, integer, bigint, decimal(p, s), real, double, varchar(n), varbinary, date,"
                            + " time, timestamp, timestamptz, uuid, json.");
        }
        return new SqlBasicCall(new CastOperator(target), List.of(visit(call.operand(0))), call.getParserPosition());
    }

    private static boolean isNull(SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getValue() == null;
    }

    private static SqlNode unit(SqlIntervalQualifier qualifier) {
        String name = qualifier.timeFrameName;
        String unit = name != null ? name : qualifier.getStartUnit().name();
        return SqlLiteral.createCharString(unit.toLowerCase(Locale.ROOT), qualifier.getParserPosition());
    }

    private SqlNode library(String name, SqlCall call, List<SqlNode> operands) {
        List<Function> overloads = Library.shared().find(name);
        String known = name.toLowerCase(Locale.ROOT);
        List<SqlNode> arguments = new ArrayList<>();
        for (SqlNode operand : operands) {
            boolean unit = operand instanceof SqlIntervalQualifier;
            arguments.add(visit(unit ? named((SqlIntervalQualifier) operand) : operand));
        }
        SqlParserPos position = call.getParserPosition();
        return new SqlBasicCall(new LibraryOperator(known, overloads), arguments, position);
    }

    /** Calcite's parser takes a column after DATE_TRUNC's comma for a unit of time. */
    private static SqlNode named(SqlIntervalQualifier qualifier) {
        String name = qualifier.timeFrameName;
        return name == null ? unit(qualifier) : new SqlIdentifier(name, qualifier.getParserPosition());
    }

    private List<SqlNode> visitAll(SqlCall call) {
        List<@Nullable SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(operand == null ? null : visit(operand));
        }
        return operands;
    }

    private SqlNode refuse(SqlNode node, String message, String next) {
        reasons.add(Reason.at(node.getParserPosition(), Expressions.INVALID, message, next));
        return node;
    }
}
