package dev.whimbrel.core.mapping.expression;

import dev.whimbrel.core.mapping.function.Function;
import dev.whimbrel.core.mapping.function.Library;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** A function of our library as Calcite's validator sees it. */
final class LibraryOperator extends SqlFunction {
    private final transient List<Function> overloads;

    LibraryOperator(String name, List<Function> overloads) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                binding -> result(binding, overloads),
                null,
                new Checker(name, overloads),
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.overloads = overloads;
    }

    List<Function> overloads() {
        return overloads;
    }

    /** The overload for arguments of these types, null standing for a bare NULL. */
    static Optional<Function> overload(List<Function> overloads, List<@Nullable Type> types) {
        return overloads.stream().filter(f -> f.fits(types)).findFirst();
    }

    /** Calcite would look a function up by its name once more; ours is known already. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            validator.deriveType(scope, operand);
        }
        return validateOperands(validator, scope, call);
    }

    private static RelDataType result(SqlOperatorBinding binding, List<Function> overloads) {
        List<@Nullable Type> types = new ArrayList<>();
        int nullable = 0;
        for (RelDataType operand : binding.collectOperandTypes()) {
            types.add(Types.of(operand));
            nullable += operand.isNullable() ? 1 : 0;
        }
        Function function = overload(overloads, types)
                .orElseThrow(() -> new IllegalArgumentException("takes " + Library.signatures(overloads)));
        List<Type> known = new ArrayList<>();
        for (Type type : types) {
            if (type != null) {
                known.add(type);
            }
        }
        Type result = function.result().of(known.isEmpty() ? List.of(Type.TEXT) : known);
        boolean mayBeNull =
                switch (function.nulls()) {
                    case STRICT -> nullable > 0;
                    case MAYBE, OPEN -> true;
                    case ALL -> nullable == types.size();
                    case NEVER -> false;
                };
        return Types.of(result, mayBeNull);
    }

    /** Checks arguments against our own families, without coercion. */
    private record Checker(String name, List<Function> overloads) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            List<@Nullable Type> types = new ArrayList<>();
            for (RelDataType operand : binding.collectOperandTypes()) {
                types.add(Types.of(operand));
            }
            boolean fits = overload(overloads, types).isPresent();
            if (!fits && throwOnFailure) {
                throw new Refused(Refused.Reason.at(
                        binding.getCall().getParserPosition(),
                        "TYPE_MISMATCH",
                        name + " does not take "
                                + types.stream().map(String::valueOf).toList(),
                        "Write " + Library.signatures(overloads) + "; cast(… as …) converts."));
            }
            return fits;
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.any();
        }

        @Override
        public String getAllowedSignatures(org.apache.calcite.sql.SqlOperator operator, String operatorName) {
            return Library.signatures(overloads);
        }
    }
}
