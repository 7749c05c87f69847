package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/** An expression that cannot be compiled, with every reason found. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    /** One reason; line and column count from 1 within the expression, 0 where it is the whole. */
    record Reason(String code, int line, int column, String message, String next) {
        static Reason at(SqlParserPos position, String code, String message, String next) {
            return new Reason(code, position.getLineNum(), position.getColumnNum(), message, next);
        }
    }

    Refused(List<Reason> reasons) {
        super("refused", null, false, false);
        this.reasons = List.copyOf(reasons);
    }

    Refused(Reason reason) {
        this(List.of(reason));
    }

    List<Problem> problems(String text, Place place) {
        List<Problem> problems = new ArrayList<>();
        for (Reason reason : reasons) {
            int line = Math.max(1, reason.line());
            int column = Math.max(1, reason.column());
            problems.add(Problem.error(
                    reason.code(),
                    place.moved(line - 1, column - 1),
                    "Cannot compile the expression: " + reason.message() + caret(text, line, column),
                    reason.next()));
        }
        return problems;
    }

    private static String caret(String text, int line, int column) {
        List<String> lines = text.lines().toList();
        if (line > lines.size()) {
            return "";
        }
        String source = lines.get(line - 1);
        return "\n    " + source + "\n    " + " ".repeat(Math.min(column - 1, source.length())) + "^";
    }
}
