package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.expression.Refused.Reason;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** What the validator lets pass and must not: comparisons of unlike families, and arithmetic of intervals beyond date + interval. */
final class TypeRules extends SqlBasicVisitor<@Nullable Void> {
    private final Front.Session session;
    private final List<Reason> reasons = new ArrayList<>();

    private TypeRules(Front.Session session) {
        this.session = session;
    }

    static void check(SqlNode validated, Front.Session session) {
        TypeRules rules = new TypeRules(session);
        validated.accept(rules);
        if (!rules.reasons.isEmpty()) {
            throw new Refused(rules.reasons);
        }
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (SqlKind.COMPARISON.contains(call.getKind()) || call.getKind() == SqlKind.BETWEEN) {
            for (int i = 1; i < Math.min(3, call.operandCount()); i++) {
                compare(call, call.operand(0), call.operand(i));
            }
        }
        if (SqlKind.BINARY_ARITHMETIC.contains(call.getKind())) {
            arithmetic(call);
        }
        return super.visit(call);
    }

    private void compare(SqlCall call, SqlNode left, SqlNode right) {
        Type a = type(left);
        Type b = type(right);
        if (a != null && b != null && !comparable(a, b)) {
            reasons.add(Reason.at(
                    call.getParserPosition(),
                    "TYPE_MISMATCH",
                    "cannot compare " + a + " with " + b,
                    b.isText() && a.kind() == Type.Kind.DATE
                            ? "Write date '2024-12-31', or cast one side."
                            : "Cast one side: cast(… as " + a.kind().name().toLowerCase(java.util.Locale.ROOT) + ")."));
        }
    }

    static boolean comparable(Type a, Type b) {
        boolean days = days(a) && days(b);
        return a.kind() == b.kind() || (a.isText() && b.isText()) || (a.isNumber() && b.isNumber()) || days;
    }

    private static boolean days(Type type) {
        return type.kind() == Type.Kind.DATE || type.kind() == Type.Kind.TIMESTAMP;
    }

    private void arithmetic(SqlCall call) {
        Type a = type(call.operand(0));
        Type b = type(call.operand(1));
        if (a == null || b == null || (a.isNumber() && b.isNumber())) {
            return;
        }
        boolean step = b.kind() == Type.Kind.INTERVAL
                && (days(a) || a.kind() == Type.Kind.TIMESTAMPTZ || a.kind() == Type.Kind.TIME)
                && (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS);
        if (!step) {
            reasons.add(Reason.at(
                    call.getParserPosition(),
                    "TYPE_MISMATCH",
                    "cannot calculate " + a + " " + call.getOperator().getName() + " " + b,
                    "Numbers go with numbers; for dates write x + interval '1' day, date_add(x, n, 'day') or"
                            + " days_between(a, b)."));
        }
    }

    private @Nullable Type type(SqlNode node) {
        RelDataType type = session.typeOf(node);
        return type == null ? null : Types.of(type);
    }
}
