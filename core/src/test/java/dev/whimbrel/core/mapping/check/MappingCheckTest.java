package dev.whimbrel.core.mapping.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.Comparing;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.FieldFault;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.mapping.LookupTable;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.mapping.Mapper;
import dev.whimbrel.core.mapping.check.Accounting.Disposition;
import dev.whimbrel.core.mapping.check.MappingCheck.Checked;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.schema.UniqueKey;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.core.value.Type;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The check of a mapping on small tables, and the mapper that comes out of it. */
final class MappingCheckTest {
    private static final Schema SOURCE = new Schema(List.of(
            table(
                    "site",
                    List.of(column("site_id", Type.INTEGER, false), column("name", Type.text(50), true)),
                    "site_id"),
            table(
                    "client",
                    List.of(
                            column("client_id", Type.INTEGER, false),
                            column("site_id", Type.INTEGER, true),
                            column("parent_id", Type.INTEGER, true),
                            column("name", Type.text(50), true),
                            column("state", Type.text(1), true),
                            column("born", Type.TIMESTAMP, true),
                            column("amount", Type.decimal(10, 2), true),
                            column("fax", Type.text(20), true)),
                    "client_id"),
            table("log", List.of(column("id", Type.INTEGER, false)), "id")));

    private static final Schema TARGET = new Schema(List.of(
            table(
                    "place",
                    List.of(
                            new Column("id", Type.BIGINT, "bigint", false, Column.Filling.IDENTITY),
                            column("legacy_id", Type.BIGINT, false),
                            column("title", Type.text(50), true)),
                    "id"),
            table(
                    "person",
                    List.of(
                            new Column("id", Type.BIGINT, "bigint", false, Column.Filling.IDENTITY),
                            column("legacy_id", Type.TEXT, false),
                            column("place_id", Type.BIGINT, false),
                            column("boss_id", Type.BIGINT, true),
                            column("name", Type.text(50), false),
                            column("status", Type.TEXT, true),
                            column("amount", Type.decimal(12, 2), true),
                            new Column("made", Type.TIMESTAMPTZ, "timestamptz", false, Column.Filling.DEFAULT)),
                    "id")));

    private static final Map<String, LookupTable> LOOKUPS =
            Map.of("status", new LookupTable("status", Type.TEXT, Map.of("A", "active")));

    private static Column column(String name, Type type, boolean nullable) {
        return new Column(name, type, type.toString(), nullable, Column.Filling.NONE);
    }

    private static Table table(String name, List<Column> columns, String key) {
        List<ForeignKey> keys = name.equals("person")
                ? List.of(new ForeignKey("fk", List.of("place_id"), TableName.parse("place"), List.of("id")))
                : List.of();
        List<UniqueKey> unique = List.of(new UniqueKey("u", List.of("legacy_id"), true));
        return new Table(TableName.parse(name), columns, List.of(key), unique, keys, List.of(), -1, -1);
    }

    private static Flow flow(
            String name,
            String from,
            String to,
            Map<String, FieldRule> fields,
            @Nullable String where,
            Map<String, String> dropped,
            @Nullable Grouping grouping) {
        return new Flow(
                name,
                TableName.parse(from),
                List.of(),
                List.of(),
                where,
                where == null ? null : "why",
                TableName.parse(to),
                "legacy_id",
                fields,
                dropped,
                Set.of(),
                false,
                grouping,
                Comparing.EXACT,
                Map.of("", new Place("m.yaml", "flows." + name, 1, 1)));
    }

    private static Map<String, FieldRule> person() {
        Map<String, FieldRule> fields = new LinkedHashMap<>();
        fields.put("id", new FieldRule.Generated(FieldRule.Generator.SEQUENCE));
        fields.put("place_id", new FieldRule.Reference("site", List.of("site_id")));
        fields.put("boss_id", new FieldRule.Reference("client", List.of("parent_id")));
        fields.put("name", new FieldRule.Sql("upper(trim(name))"));
        fields.put("status", new FieldRule.Lookup("status", "state"));
        fields.put("amount", new FieldRule.Copy("amount"));
        fields.put("made", new FieldRule.Default());
        return fields;
    }

    private static final Flow SITE = flow(
            "site",
            "site",
            "place",
            Map.of("id", new FieldRule.Generated(FieldRule.Generator.SEQUENCE), "title", new FieldRule.Copy("name")),
            null,
            Map.of(),
            null);

    private static Checked check(Flow... flows) {
        return MappingCheck.check(new MappingCheck.Input(
                List.of(flows), LOOKUPS, SOURCE, TARGET, Map.of(TableName.parse("log"), "old"), Set.of()));
    }

    private static final Map<String, String> DROPS = Map.of("fax", "unused", "bor*", "wrong for years");

    @Test
    void aSoundMappingIsOrderedAndAddsUp() {
        Checked checked = check(flow("client", "client", "person", person(), "amount >= 0", DROPS, null), SITE);
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.flows()).extracting(CompiledFlow::name).containsExactly("site", "client");
        CompiledFlow client = checked.flows().get(1);
        assertThat(client.reads()).extracting(CompiledFlow.Read::label).doesNotContain("fax", "born");
        assertThat(client.writes())
                .extracting(w -> w.column().name())
                .containsExactly("id", "place_id", "boss_id", "name", "status", "amount", "legacy_id");
        assertThat(client.writes().get(1).fill())
                .isInstanceOfSatisfying(
                        Fill.Reference.class, r -> assertThat(r.deferred()).isFalse());
        assertThat(client.writes().get(2).fill())
                .isInstanceOfSatisfying(
                        Fill.Reference.class, r -> assertThat(r.deferred()).isTrue());
        assertThat(client.writes().get(3).inputs()).containsExactly("name");
        Accounting accounting = checked.accounting();
        assertThat(accounting.isComplete()).isTrue();
        assertThat(accounting.sources().get(1).counts())
                .isEqualTo(Map.of(Disposition.MAPPED, 6, Disposition.DROPPED, 2));
        assertThat(accounting.sources().get(2).counts()).isEqualTo(Map.of(Disposition.DROPPED, 1));
        assertThat(accounting.targets().get(1).counts())
                .isEqualTo(Map.of(
                        Disposition.GENERATED,
                        1,
                        Disposition.FED,
                        5,
                        Disposition.SOURCE_KEY,
                        1,
                        Disposition.DEFAULTED,
                        1));
    }

    @Test
    void rowsAreMappedWithAllTheirFaults() {
        Checked checked = check(flow("client", "client", "person", person(), "amount >= 0", DROPS, null), SITE);
        Mapper mapper = new Mapper(checked.flows().get(1));
        // client_id, site_id, parent_id, name, state, amount
        MappedRow good = map(mapper, 7L, 3L, null, " anna ", "A", new BigDecimal("1.10"));
        assertThat(good.faults()).isEmpty();
        assertThat(good.values()).containsExactly(null, null, null, "ANNA", "active", new BigDecimal("1.10"), "7");
        assertThat(good.references()).containsExactly(null, Key.of(3L), null, null, null, null, null);
        MappedRow bad = map(mapper, 8L, 3L, null, "b", "X", new BigDecimal("1"));
        assertThat(bad.faults())
                .extracting(FieldFault::code, FieldFault::columns)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("LOOKUP_MISSING", List.of("status")));
        assertThat(map(mapper, 9L, 3L, null, "b", null, new BigDecimal("-1")).filtered())
                .isTrue();
        assertThat(map(mapper, 9L, 3L, null, "b", null, null).filtered()).isTrue();
        MappedRow malformed =
                mapper.map(new SourceRow(Key.of(1L), TenantId.UNKNOWN, new Object[6], "MALFORMED_LINE", 1));
        assertThat(malformed.faults()).extracting(FieldFault::code).containsExactly("MALFORMED_LINE");
    }

    private static MappedRow map(Mapper mapper, @Nullable Object... values) {
        return mapper.map(new SourceRow(Key.of(String.valueOf(values[0])), new TenantId("1"), values, null, 1));
    }

    @Test
    void allProblemsComeAtOnce() {
        Map<String, FieldRule> fields = new LinkedHashMap<>();
        fields.put("nmae", new FieldRule.Copy("name"));
        fields.put("name", new FieldRule.Sql("lower(nome)"));
        fields.put("status", new FieldRule.Lookup("statuses", "state"));
        fields.put("place_id", new FieldRule.Reference("site", List.of("name")));
        fields.put("made", new FieldRule.Copy("born"));
        fields.put("amount", new FieldRule.Constant("much"));
        fields.put("legacy_id", new FieldRule.Copy("name"));
        fields.put("boss_id", new FieldRule.Copy("amount"));
        Checked checked = check(
                flow("client", "client", "person", fields, "name", Map.of("fx", "?", "name", "read too"), null),
                SITE,
                flow("more", "clients", "person", Map.of(), null, Map.of(), null));
        assertThat(checked.hasErrors()).isTrue();
        assertThat(checked.flows()).extracting(CompiledFlow::name).containsExactly("site");
        assertThat(checked.problems())
                .extracting(Problem::code)
                .contains(
                        "COLUMN_UNKNOWN",
                        "LOOKUP_UNKNOWN",
                        "TYPE_MISMATCH",
                        "SOURCE_KEY_MAPPED",
                        "TABLE_UNKNOWN",
                        "UNDECIDED_SOURCE_COLUMN",
                        "UNDECIDED_TARGET_COLUMN",
                        "MAPPED_AND_DROPPED");
        assertThat(checked.problems())
                .extracting(Problem::next)
                .contains("Did you mean name?", "Did you mean fax?", "Did you mean status?", "Did you mean client?")
                .anyMatch(next -> next.contains("at_zone"));
        assertThat(checked.accounting().isComplete()).isFalse();
    }

    @Test
    void aCycleThatCannotBeFinishedAfterwardsIsAnError() {
        Map<String, FieldRule> fields = new LinkedHashMap<>(person());
        fields.put("place_id", new FieldRule.Reference("client", List.of("parent_id")));
        fields.put("boss_id", new FieldRule.Constant(null));
        Checked checked = check(flow("client", "client", "person", fields, null, DROPS, null), SITE);
        assertThat(checked.problems()).extracting(Problem::code).contains("CYCLE_NOT_NULLABLE");
    }

    @Test
    void groupingsAreCompiledAndMapped() {
        Grouping survivors = new Grouping.Survivors(List.of("lower(name)"), List.of("amount desc", "client_id"));
        Checked checked = check(flow("client", "client", "person", person(), null, DROPS, survivors), SITE);
        assertThat(checked.problems()).isEmpty();
        Mapper mapper = new Mapper(checked.flows().get(1));
        MappedRow row = map(mapper, 7L, 3L, null, "Anna", "A", new BigDecimal("1.10"));
        assertThat(row.group()).containsExactly("anna");
        assertThat(row.order()).containsExactly(new BigDecimal("1.10"), 7L);
        assertThat(map(mapper, 7L, 3L, null, null, "A", null).group()).isNull();

        Grouping merged = new Grouping.Consolidation(
                List.of("lower(name)"),
                Map.of(
                        "status",
                                new Grouping.Resolution(
                                        dev.whimbrel.core.mapping.Grouping.Rule.LATEST, "amount", List.of()),
                        "nope", new Grouping.Resolution(dev.whimbrel.core.mapping.Grouping.Rule.FIRST, null, List.of()),
                        "amount",
                                new Grouping.Resolution(
                                        dev.whimbrel.core.mapping.Grouping.Rule.LONGEST, null, List.of())));
        assertThat(check(flow("client", "client", "person", person(), null, DROPS, merged), SITE)
                        .problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("COLUMN_UNKNOWN", "TYPE_MISMATCH");
    }
}
