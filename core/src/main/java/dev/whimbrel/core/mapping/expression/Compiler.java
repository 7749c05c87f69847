package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.Evaluator;
import dev.whimbrel.core.mapping.expression.Refused.Reason;
import dev.whimbrel.core.value.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The stations of an expression: parse, gate, validate, check types, convert, close. */
final class Compiler {
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"(.*?)\" at line", Pattern.DOTALL);
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)");

    private Compiler() {}

    static Expression compile(String text, Columns columns) {
        SqlNode gated = new Rewriter(columns).rewrite(parse(text));
        Map<String, RelDataType> types = new HashMap<>();
        Map<String, RexNode> inputs = new HashMap<>();
        for (int i = 0; i < columns.reads().size(); i++) {
            var read = columns.reads().get(i);
            RelDataType type = Types.of(read.column().type(), read.column().nullable());
            types.put(read.label(), type);
            inputs.put(read.label(), Front.REX.makeInputRef(type, i));
        }
        RexNode rex = convert(gated, types, inputs);
        Evaluator evaluator;
        try {
            evaluator = Closures.compile(rex);
        } catch (IllegalArgumentException e) {
            throw new Refused(whole(String.valueOf(e.getMessage())));
        }
        Type type = Types.of(rex.getType());
        return new Expression(type == null ? Type.TEXT : type, rex.getType().isNullable(), inputs(rex), evaluator);
    }

    private static RexNode convert(SqlNode gated, Map<String, RelDataType> types, Map<String, RexNode> inputs) {
        Front.Session session = new Front.Session();
        try {
            SqlNode validated = session.validate(gated, types);
            TypeRules.check(validated, session);
            return session.convert(validated, inputs);
        } catch (CalciteContextException e) {
            Throwable cause = e.getCause();
            String message = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
            throw new Refused(new Reason(
                    "TYPE_MISMATCH",
                    e.getPosLine(),
                    e.getPosColumn(),
                    first(message),
                    "Types are never converted silently: cast(… as …) says what is meant."));
        } catch (IllegalArgumentException | CalciteException | UnsupportedOperationException | AssertionError e) {
            throw new Refused(whole(first(String.valueOf(e.getMessage()))));
        }
    }

    private static SqlNode parse(String text) {
        try {
            return Front.parse(text);
        } catch (SqlParseException e) {
            throw new Refused(syntax(text, e));
        }
    }

    private static Reason syntax(String text, SqlParseException e) {
        SqlParserPos position = e.getPos();
        int line = position == null ? 1 : position.getLineNum();
        int column = position == null ? 1 : position.getColumnNum();
        String message = String.valueOf(e.getMessage());
        Matcher lexical = LEXICAL.matcher(message);
        if (lexical.find()) {
            line = Integer.parseInt(lexical.group(1));
            column = Integer.parseInt(lexical.group(2));
        }
        int colons = text.indexOf("::");
        if (colons >= 0
                && (message.contains(":") && message.contains("\":\"")
                        || at(text, line, column).startsWith(":"))) {
            return new Reason(Expressions.INVALID, line, column, "`::` is not supported", "Write cast(x as type).");
        }
        Matcher encountered = ENCOUNTERED.matcher(message);
        String what = "not valid SQL";
        if (encountered.find()) {
            String token = encountered.group(1).strip();
            what = token.equals("<EOF>") ? "it ends too early" : "unexpected " + token;
        } else if (!lexical.hitEnd() && message.startsWith("Lexical")) {
            what = "unexpected character";
        }
        return new Reason(
                Expressions.INVALID,
                line,
                column,
                what,
                "Texts stand in single quotes; a column whose name is a word of SQL stands in double quotes.");
    }

    private static String at(String text, int line, int column) {
        List<String> lines = text.lines().toList();
        String source = line <= lines.size() ? lines.get(line - 1) : "";
        return column <= source.length() ? source.substring(column - 1) : "";
    }

    private static Reason whole(String message) {
        return new Reason(Expressions.INVALID, 1, 1, message, "docs/guide/expressions.md lists what is possible.");
    }

    private static String first(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static Set<Integer> inputs(RexNode rex) {
        Set<Integer> inputs = new TreeSet<>();
        rex.accept(new RexVisitorImpl<@Nullable Void>(true) {
            @Override
            public @Nullable Void visitInputRef(RexInputRef reference) {
                inputs.add(reference.getIndex());
                return null;
            }
        });
        return inputs;
    }
}
