package dev.whimbrel.core.mapping.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.mapping.Comparing;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Mapper;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.schema.CheckRule;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CarryRuleTest {
    @Test
    void aColumnTakesAllValuesOfItsOwnKindOnly() {
        assertThat(CarryRule.takesAll(of("text", Type.TEXT), of("varchar", Type.text(5))))
                .isTrue();
        assertThat(CarryRule.takesAll(of("character(5)", Type.text(5)), of("text", Type.TEXT)))
                .isFalse();
        assertThat(CarryRule.takesAll(of("text", Type.TEXT), of("bpchar", Type.text(5))))
                .isFalse();
        assertThat(CarryRule.takesAll(of("jsonb", Type.JSON), of("jsonb", Type.JSON)))
                .isTrue();
        assertThat(CarryRule.takesAll(of("json", Type.JSON), of("jsonb", Type.JSON)))
                .isFalse();
        assertThat(CarryRule.takesAll(of("longtext", Type.TEXT), of("jsonb", Type.JSON)))
                .isFalse();
        assertThat(CarryRule.takesAll(of("numeric", Type.decimal(14, 2)), of("numeric", Type.decimal(14, 2))))
                .isTrue();
        assertThat(CarryRule.takesAll(of("numeric", Type.decimal(14, 2)), of("numeric", Type.decimal(-1, -1))))
                .isTrue();
        assertThat(CarryRule.takesAll(of("numeric", Type.decimal(14, 2)), of("numeric", Type.decimal(16, 3))))
                .isFalse();
        assertThat(CarryRule.takesAll(of("a", moment(6)), of("b", moment(6)))).isTrue();
        assertThat(CarryRule.takesAll(of("a", moment(6)), of("b", moment(0)))).isFalse();
        assertThat(CarryRule.takesAll(of("uuid", Type.UUID), of("uuid", Type.UUID)))
                .isTrue();
        assertThat(CarryRule.takesAll(of("text", Type.TEXT), of("uuid", Type.UUID)))
                .isFalse();
    }

    @Test
    void onlyWhatIsCopiedAndNeitherKeyNorJudgedIsCarried() {
        assertThat(CarryRule.labels(flow())).containsExactlyInAnyOrder("name", "twice");
    }

    /** A text that was carried is judged by its bytes where they are few enough, and read where they are not. */
    @Test
    void aCarriedValueIsReadWhereItMatters() {
        CompiledFlow flow = flow();
        List<String> labels =
                flow.reads().stream().map(CompiledFlow.Read::label).toList();
        Text fits = new Text("fünfzehn Zeich");
        Text tooLong = new Text("sechzehn Zeichen");
        assertThat(faults(flow, labels, fits)).isEmpty();
        assertThat(faults(flow, labels, tooLong)).extracting(FieldFault::code).containsExactly("TOO_LONG");
        @Nullable Object[] mapped = mapped(flow, labels, fits);
        List<String> columns =
                flow.writes().stream().map(w -> w.column().name()).toList();
        assertThat(mapped[columns.indexOf("name")]).isSameAs(fits);
        assertThat(mapped[columns.indexOf("upper")]).isEqualTo("FÜNFZEHN ZEICH");
    }

    private static List<FieldFault> faults(CompiledFlow flow, List<String> labels, Text name) {
        List<Column> columns =
                flow.writes().stream().map(CompiledFlow.Write::column).toList();
        return RowRules.of(flow.target(), columns).check(mapped(flow, labels, name));
    }

    private static @Nullable Object[] mapped(CompiledFlow flow, List<String> labels, Text name) {
        @Nullable Object[] values = new Object[labels.size()];
        values[labels.indexOf("id")] = 1L;
        values[labels.indexOf("name")] = name;
        values[labels.indexOf("code")] = "c";
        values[labels.indexOf("mail")] = "m";
        return new Mapper(flow)
                .map(new SourceRow(Key.of(1L), new TenantId("1"), values, null, 0))
                .values();
    }

    private static Column of(String nativeType, Type type) {
        return new Column("c", type, nativeType, true, Column.Filling.NONE);
    }

    private static Type moment(int precision) {
        return Type.time(Type.Kind.TIMESTAMPTZ, precision);
    }

    private static Column column(String name, Type type) {
        return new Column(name, type, type.toString(), true, Column.Filling.NONE);
    }

    /** Copies of a plain text, of a unique one, of one that a CHECK asks for, of one that goes into two columns, and an expression. */
    private static CompiledFlow flow() {
        Table source = new Table(
                new TableName("", "person"),
                List.of(
                        column("id", Type.BIGINT),
                        column("name", Type.TEXT),
                        column("code", Type.TEXT),
                        column("mail", Type.TEXT),
                        column("twice", Type.TEXT),
                        column("short", Type.TEXT)),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                -1,
                -1);
        Table target = new Table(
                new TableName("public", "person"),
                List.of(
                        column("id", Type.BIGINT),
                        column("legacy_id", Type.BIGINT),
                        column("name", Type.text(15)),
                        column("upper", Type.TEXT),
                        column("code", Type.TEXT),
                        column("mail", Type.TEXT),
                        column("one", Type.TEXT),
                        column("two", Type.TEXT),
                        column("flag", Type.enumeration(List.of("a")))),
                List.of("id"),
                List.of(
                        new UniqueKey("code", List.of("code"), true),
                        new UniqueKey("legacy", List.of("legacy_id"), true)),
                List.of(),
                List.of(new CheckRule("mail", "CHECK ((mail <> ''::text))")),
                -1,
                -1);
        Map<String, FieldRule> fields = new LinkedHashMap<>();
        fields.put("id", new FieldRule.Copy("id"));
        fields.put("name", new FieldRule.Copy("name"));
        fields.put("upper", new FieldRule.Sql("upper(name)"));
        fields.put("code", new FieldRule.Copy("code"));
        fields.put("mail", new FieldRule.Copy("mail"));
        fields.put("one", new FieldRule.Copy("twice"));
        fields.put("two", new FieldRule.Copy("twice"));
        fields.put("flag", new FieldRule.Copy("short"));
        Flow flow = new Flow(
                "person",
                source.name(),
                List.of("id"),
                List.of(),
                null,
                null,
                target.name(),
                "legacy_id",
                fields,
                Map.of(),
                Set.of(),
                false,
                null,
                Comparing.EXACT,
                Map.of("", Place.NOWHERE));
        MappingCheck.Checked checked = MappingCheck.check(new MappingCheck.Input(
                List.of(flow), Map.of(), new Schema(List.of(source)), new Schema(List.of(target)), Map.of(), Set.of()));
        assertThat(checked.problems()).isEmpty();
        return checked.flows().get(0);
    }

    /** A text as a source might send it. */
    private record Text(String text) implements Carried {
        @Override
        public Object value() {
            return text;
        }

        @Override
        public void addTo(Canonical form) {
            form.add(text);
        }

        @Override
        public int length() {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        }
    }
}
