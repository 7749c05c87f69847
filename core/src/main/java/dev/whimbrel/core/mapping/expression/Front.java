package dev.whimbrel.core.mapping.expression;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.Lex;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite, set up for single expressions: UTF-8, no coercion, no padding, long decimals, microseconds. What is costly is made
 * once and shared; parsers and validators keep state and are made for each expression.
 */
final class Front {
    private static final String CHARSET = "calcite.default.charset";

    static {
        // Calcite reads this once, when its first class is loaded; its own default, Latin 1, refuses most of the
        // world's texts.
        if (System.getProperty(CHARSET) == null) {
            System.setProperty(CHARSET, StandardCharsets.UTF_8.name());
        }
    }

    /** Limits of types. A decimal without limit stands as one of {@link Types#UNLIMITED} digits. */
    private static final RelDataTypeSystem LIMITS = new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
            return switch (type) {
                case DECIMAL -> 4 * Types.UNLIMITED;
                case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 9;
                default -> super.getMaxPrecision(type);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? 2 * Types.UNLIMITED : super.getMaxScale(type);
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    };

    static final RelDataTypeFactory TYPES = new SqlTypeFactoryImpl(LIMITS) {
        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }
    };

    static final RexBuilder REX = new RexBuilder(TYPES);

    private static final SqlParser.Config PARSER = SqlParser.config()
            .withLex(Lex.MYSQL_ANSI)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withConformance(SqlConformanceEnum.LENIENT)
            .withIdentifierMaxLength(256);

    private static final CalciteCatalogReader CATALOGUE = new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false), List.of(), TYPES, new CalciteConnectionConfigImpl(new Properties()));

    /** All that the validator knows: what {@link Rewriter} lets through and the validator looks up again by name. */
    private static final SqlOperatorTable OPERATORS = SqlOperatorTables.of(
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
            SqlStdOperatorTable.CASE);

    private Front() {}

    static SqlNode parse(String text) throws SqlParseException {
        return SqlParser.create(text, PARSER).parseExpression();
    }

    /** One expression's validator and converter. */
    static final class Session {
        final SqlValidator validator = SqlValidatorUtil.newValidator(
                OPERATORS,
                CATALOGUE,
                TYPES,
                SqlValidator.Config.DEFAULT
                        .withTypeCoercionEnabled(false)
                        .withCallRewrite(false)
                        .withConformance(SqlConformanceEnum.LENIENT));

        SqlNode validate(SqlNode node, Map<String, RelDataType> columns) {
            return validator.validateParameterizedExpression(node, columns);
        }

        RexNode convert(SqlNode node, Map<String, RexNode> columns) {
            HepPlanner planner = new HepPlanner(HepProgram.builder().build());
            SqlToRelConverter converter = new SqlToRelConverter(
                    (type, query, schemaPath, viewPath) -> {
                        throw new UnsupportedOperationException();
                    },
                    validator,
                    CATALOGUE,
                    RelOptCluster.create(planner, REX),
                    StandardConvertletTable.INSTANCE,
                    SqlToRelConverter.config());
            return converter.convertExpression(node, columns);
        }

        @Nullable
        RelDataType typeOf(SqlNode node) {
            return validator.getValidatedNodeTypeIfKnown(node);
        }
    }
}
