package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.function.Casts;
import dev.whimbrel.core.value.Type;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** CAST to one type by our own rules; Calcite's would fold constants and round on its own. */
final class CastOperator extends SqlFunction {
    private final Type target;

    CastOperator(Type target) {
        super(
                "cast",
                SqlKind.OTHER_FUNCTION,
                binding -> Types.of(target, binding.getOperandType(0).isNullable()),
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.target = target;
    }

    Type target() {
        return target;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        RelDataType operand = validator.deriveType(scope, call.operand(0));
        Type from = Types.of(operand);
        String refusal = from == null ? null : Casts.refusal(from, target);
        if (refusal != null) {
            throw new Refused(Refused.Reason.at(
                    call.getParserPosition(),
                    "TYPE_MISMATCH",
                    "no cast from " + from + " to " + target,
                    Character.toUpperCase(refusal.charAt(0)) + refusal.substring(1) + "."));
        }
        return Types.of(target, operand.isNullable());
    }
}
