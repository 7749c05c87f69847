package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.port.Profiler.ColumnProfile;
import dev.whimbrel.core.port.Profiler.TableProfile;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A draft writes what is likely, lists what is not, and is a project file that loads, whatever the names. */
final class DraftTest {
    private static final Map<String, String> ENV = Map.of(
            "OLD_URL",
            "jdbc:mariadb://h/old",
            "OLD_USER",
            "u",
            "OLD_PASSWORD",
            "p",
            "NEW_URL",
            "jdbc:postgresql://h/new",
            "NEW_USER",
            "u",
            "NEW_PASSWORD",
            "p");

    private static Column column(String name, Type type) {
        return Column.of(name, type);
    }

    private static Column filled(String name, Type type, Column.Filling filling) {
        return new Column(name, type, type.toString(), false, filling);
    }

    private static ForeignKey key(String column, String table, String parentColumn) {
        return new ForeignKey("fk_" + column, List.of(column), TableName.parse(table), List.of(parentColumn));
    }

    private static Table table(TableName name, List<Column> columns, ForeignKey... keys) {
        return new Table(name, columns, List.of(columns.get(0).name()), List.of(), List.of(keys), List.of(), 12, -1);
    }

    private static Table table(String name, List<Column> columns, ForeignKey... keys) {
        return table(TableName.parse(name), columns, keys);
    }

    private static final Schema OLD = new Schema(List.of(
            table("branch", List.of(column("branch_id", Type.INTEGER), column("name", Type.text(40)))),
            table(
                    "tblCustomers",
                    List.of(
                            column("CustomerID", Type.INTEGER),
                            column("FullName", Type.text(40)),
                            column("Remark", Type.text(400)),
                            column("State", Type.text(1)),
                            column("BranchId", Type.INTEGER),
                            column("Born", Type.DATE)),
                    key("BranchId", "branch", "branch_id")),
            table("invoice", List.of(column("id", Type.INTEGER), column("customer_id", Type.INTEGER)))));

    private static final Schema NEW = new Schema(List.of(
            table(
                    "crm.branches",
                    List.of(
                            filled("branch_id", Type.BIGINT, Column.Filling.IDENTITY),
                            column("legacy_id", Type.BIGINT),
                            column("name", Type.TEXT))),
            table(
                    "crm.customer",
                    List.of(
                            filled("customer_id", Type.BIGINT, Column.Filling.IDENTITY),
                            column("old_key", Type.BIGINT),
                            column("full_name", Type.text(60)),
                            column("remark", Type.text(100)),
                            column("born", Type.DATE),
                            column("branch_id", Type.BIGINT),
                            filled("created_at", Type.TIMESTAMPTZ, Column.Filling.DEFAULT)),
                    key("branch_id", "crm.branches", "branch_id"))));

    private static Project load(String draft) {
        return ProjectFile.parse(Path.of("migration.yaml"), draft, null, ENV);
    }

    @Test
    void likelyFlowsAndFieldsAreWritten() {
        Project project = load(Draft.write(OLD, Map.of(), NEW));

        Flow customer = project.flow("tblCustomers").orElseThrow();
        assertThat(customer.to()).hasToString("crm.customer");
        assertThat(customer.sourceKeyColumn()).isEqualTo("old_key");
        assertThat(customer.fields())
                .isEqualTo(Map.of(
                        "customer_id", new FieldRule.Generated(FieldRule.Generator.SEQUENCE),
                        "full_name", new FieldRule.Copy("FullName"),
                        "born", new FieldRule.Copy("Born"),
                        "branch_id", new FieldRule.Reference("branch", List.of("BranchId")),
                        "created_at", new FieldRule.Default()));
        assertThat(project.flow("branch")).isPresent();
    }

    @Test
    void whatIsNotDecidedIsListedAndLeftOut() {
        String draft = Draft.write(OLD, Map.of(), NEW);

        assertThat(draft.substring(draft.indexOf("# undecided:")))
                .contains("how to fill crm.customer.remark")
                .contains("where tblCustomers.Remark goes")
                .contains("where tblCustomers.State goes")
                .contains("source table invoice: no flow reads it");
        assertThat(ScopeResolver.resolve(load(draft), OLD).problems())
                .extracting(Problem::code)
                .contains("UNDECIDED_TENANTS");
    }

    @Test
    void rosterCandidatesRelationsAndProfilesAreComments() {
        TableProfile profile = new TableProfile(200, List.of(new ColumnProfile("State", 5, 1, 2, List.of("A", "B"))));

        String draft = Draft.write(OLD, Map.of(TableName.parse("tblCustomers"), profile), NEW);

        assertThat(draft)
                .contains("#   tenants: { from: { table: branch, column: branch_id } }")
                .contains("# tblCustomers: 200 rows, key CustomerID")
                .contains("#   State text(1): 2.5 % null, longest 1, values A, B")
                .contains("#   foreign key BranchId -> branch(branch_id)")
                .contains("#   - \"invoice(customer_id) -> tblCustomers(CustomerID)\"")
                .contains("# branch: about 12 rows");
    }

    @Test
    void commentedProposalsAreValidOnceUncommented() {
        String draft = Draft.write(OLD, Map.of(), NEW)
                .replace("#   tenants: { from: { table: branch,", "tenants: { from: { table: branch,")
                .replace("# relations:", "relations:")
                .replace("#   - ", "  - ");

        Project project = load(draft);

        assertThat(project.roster()).isEqualTo(new Roster.FromTable(TableName.parse("branch"), "branch_id"));
        assertThat(project.relations()).hasSize(1);
    }

    @Test
    void hostileNamesLoadAsWhatTheyAre() {
        List<String> names = List.of(
                "yes",
                "no",
                "null",
                "true",
                "1",
                "0x1F",
                "1e3",
                "a: b",
                "quote\"d",
                "it's",
                "# hash",
                "- dash",
                "{x}",
                "[y]",
                "*star",
                "&and",
                "!bang",
                "%p",
                "@at",
                "`tick`",
                "a\nb",
                "tab\tbed",
                "back\\slash",
                "${HOME}",
                "${}",
                "größe",
                "日本",
                "a,b",
                "|",
                ">",
                "?",
                "~",
                "<<",
                "a\u2028b",
                "\uFEFFbom",
                "--- x");
        List<Column> columns = names.stream().map(n -> column(n, Type.TEXT)).toList();
        List<Table> tables = new java.util.ArrayList<>();
        for (String name : names) {
            tables.add(table(new TableName(null, name), List.of(column("id", Type.BIGINT), column(name, Type.TEXT))));
        }
        tables.add(table("wide", columns));

        Project project = load(Draft.write(new Schema(tables), Map.of(), new Schema(tables)));

        assertThat(project.flow("wide").orElseThrow().fields()).isNotEmpty().allSatisfy((to, rule) -> {
            assertThat(names).contains(to);
            assertThat(rule).isEqualTo(new FieldRule.Copy(to));
        });
        assertThat(project.flows())
                .extracting(f -> f.from().name())
                .contains("yes", "1", "a: b", "quote\"d", "a\nb", "${HOME}");
    }

    @Test
    void namesThatTheFileCannotSayAreListedOnly() {
        Table dotted = table(new TableName(null, "a.b"), List.of(column("id", Type.BIGINT), column("c.d", Type.TEXT)));

        String draft = Draft.write(new Schema(List.of(dotted)), Map.of(), new Schema(List.of(dotted)));

        assertThat(load(draft).flows()).isEmpty();
        assertThat(draft).contains("source table a.b: no flow reads it");
    }

    @Test
    void emptySchemasGiveAFileThatLoads() {
        assertThat(load(Draft.write(new Schema(List.of()), Map.of(), new Schema(List.of())))
                        .flows())
                .isEmpty();
    }
}
