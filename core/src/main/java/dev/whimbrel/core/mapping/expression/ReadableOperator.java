package dev.whimbrel.core.mapping.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** {@code readable(column)}: the column's value, and null where the source holds one that cannot be read. */
final class ReadableOperator extends SqlFunction {
    static final ReadableOperator INSTANCE = new ReadableOperator();

    private ReadableOperator() {
        super(
                "readable",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0_FORCE_NULLABLE,
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return Front.TYPES.createTypeWithNullability(validator.deriveType(scope, call.operand(0)), true);
    }
}
