package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.guest.GuestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole project file becomes records, with its variables replaced and the places of its parts known. */
final class ProjectFileTest {
    @TempDir
    Path folder;

    @Test
    void everyPartBecomesARecord() {
        Project project = Written.project(Written.WHOLE);

        assertThat(project.name()).isEqualTo("national-branches");
        assertThat(project.environment()).isEqualTo("dev");
        assertThat(project.source().url()).isEqualTo("jdbc:mariadb://old.example/old");
        assertThat(project.source().password()).isEqualTo("s3cr3t-old");
        assertThat(project.roster()).isEqualTo(new Roster.FromTable(TableName.parse("branch"), "branch_id"));
        assertThat(project.scopes())
                .containsEntry(TableName.parse("site"), new Scope.OwnColumn("branch_id"))
                .containsEntry(
                        TableName.parse("client"),
                        new Scope.Through(List.of(
                                new Scope.Hop(TableName.parse("booking"), List.of("client_id")),
                                new Scope.Hop(TableName.parse("contract"), List.of("client_id")))))
                .containsEntry(TableName.parse("country"), new Scope.Everyone())
                .containsEntry(TableName.parse("drops"), new Scope.Tenant("7"));
        assertThat(project.relations())
                .extracting(Relation::toString)
                .containsExactly("booking.client_id -> client.client_id", "a(x, y) -> b(x, y)");
        assertThat(project.lookups()).extracting(LookupSpec::name).containsExactly("status", "tariff");
        assertThat(project.settings())
                .isEqualTo(new Settings(
                        3,
                        new ChunkSize(500, 512 * 1024),
                        new Settings.Breaker(0.5, 7),
                        Duration.ofMinutes(5),
                        Duration.ofMillis(1_500),
                        false,
                        GuestSettings.DEFAULT));
    }

    @Test
    void howManyFindingsAreKeptIsNoPartOfTheMapping() {
        assertThat(Written.project(Written.WHOLE).keepRows()).isEqualTo(1_000);
        Project usual = Written.project(Written.with("proof: { reveal_role: eyes }\n"));
        Project more = Written.project(Written.with("proof: { keep_rows: 2000000 }\n"));
        assertThat(usual.keepRows()).isEqualTo(1_000);
        assertThat(more.keepRows()).isEqualTo(2_000_000);
        assertThat(more.reveal()).isEqualTo(RevealGrant.NONE);
        assertThat(more.mappingHash()).isEqualTo(usual.mappingHash());
        assertThat(Written.project(Written.with("proof: { keep_rows: 0 }\n")).keepRows())
                .isZero();
    }

    @Test
    void nobodySeesRowsInTheClearUnlessTheFileSaysWho() {
        assertThat(Written.project(Written.WHOLE).reveal()).isEqualTo(RevealGrant.NONE);
        assertThat(Written.project(Written.with("proof: { reveal_role: eyes }\n"))
                        .reveal())
                .isEqualTo(new RevealGrant("eyes", null));
        assertThat(Written.project(Written.with("proof:\n  reveal_role: The Eyes\n  reveal_until: 2027-01-31\n"))
                        .reveal())
                .isEqualTo(new RevealGrant("The Eyes", LocalDate.of(2027, 1, 31)));
    }

    @Test
    void aFlowKeepsItsRulesInOrder() {
        Flow flow = Written.project(Written.WHOLE).flow("client").orElseThrow();

        assertThat(flow.from()).isEqualTo(TableName.parse("client"));
        assertThat(flow.key()).containsExactly("client_id");
        assertThat(flow.joins())
                .containsExactly(new Flow.Join("adr", TableName.parse("address"), List.of("address_id")));
        assertThat(flow.where()).isEqualTo("deleted = false");
        assertThat(flow.whereReason()).isEqualTo("deleted clients stay behind");
        assertThat(flow.fields())
                .containsExactly(
                        Map.entry("client_id", new FieldRule.Generated(FieldRule.Generator.SEQUENCE)),
                        Map.entry("name", new FieldRule.Copy("full_name")),
                        Map.entry("email", new FieldRule.Sql("lower(trim(email))")),
                        Map.entry("status", new FieldRule.Lookup("status", "state")),
                        Map.entry("site_id", new FieldRule.Reference("site", List.of("site_id"))),
                        Map.entry("origin", new FieldRule.Constant("old")),
                        Map.entry("level", new FieldRule.Constant(3L)),
                        Map.entry("created_at", new FieldRule.Default()),
                        Map.entry("note", new FieldRule.Sql("case when note = ''\n     then null end\n")));
        assertThat(flow.dropped()).containsKeys("fax", "adr.*");
        assertThat(flow.publicColumns()).containsExactly("state");
        Grouping.Consolidation merged = (Grouping.Consolidation) java.util.Objects.requireNonNull(flow.grouping());
        assertThat(merged.resolve())
                .containsEntry("phone", new Grouping.Resolution(Grouping.Rule.LATEST, "updated_at", List.of()))
                .containsEntry("source", new Grouping.Resolution(Grouping.Rule.PRIORITY, null, List.of("CRM", "WEB")))
                .containsEntry("tax_id", new Grouping.Resolution(Grouping.Rule.CONFLICT, null, List.of()));
    }

    @Test
    void placesPointIntoExpressions() {
        Flow flow = Written.project(Written.WHOLE).flow("client").orElseThrow();
        List<String> lines = Written.WHOLE.lines().toList();

        assertThat(textAt(lines, flow.place("fields.email"))).startsWith("lower(trim(email))\"");
        assertThat(textAt(lines, flow.place("fields.name"))).isEqualTo("full_name");
        assertThat(textAt(lines, flow.place("fields.status"))).startsWith("state }");
        assertThat(textAt(lines, flow.place("fields.note"))).startsWith("case when note");
        assertThat(textAt(lines, flow.place("where"))).startsWith("deleted = false");
        assertThat(textAt(lines, flow.place("drop.fax"))).startsWith("fax:");
        assertThat(textAt(lines, flow.place("consolidate.by.0"))).startsWith("lower(trim(email))\"]");
        assertThat(textAt(lines, flow.place("consolidate.resolve.phone"))).startsWith("updated_at }");
        assertThat(textAt(lines, flow.place("to"))).isEqualTo("crm.client");
        assertThat(flow.place("fields.email").toString()).isEqualTo("migration.yaml:38:27 flows.client.fields.email");
    }

    private static String textAt(List<String> lines, Place place) {
        return lines.get(place.line() - 1).substring(place.column() - 1);
    }

    @Test
    void aProjectKnowsWhereItsPartsStandAndElseWhatIsAroundThem() {
        Project project = Written.project(Written.WHOLE);

        assertThat(project.place("environments.dev.target").line()).isEqualTo(7);
        assertThat(project.place("scope.client.through.1").line()).isEqualTo(13);
        assertThat(project.place("scope.client.through.1").column()).isEqualTo(43);
        assertThat(project.place("scope.none").line()).isEqualTo(10);
        assertThat(project.place("nothing")).hasToString("migration.yaml nothing");
    }

    @Test
    void absentSettingsHaveDefaults() {
        assertThat(Written.project(Written.with("")).settings()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void variablesWithDefaultStandInForUnsetAndEmptyOnes() {
        String text = Written.with(
                "settings: { workers: \"${WORKERS:-4}\" }\nlookups: { l: { values: { a: \"${X:-b}\", c: '$${Y}' } } }\n");

        Project project = Written.project(text);

        assertThat(project.settings().workers()).isEqualTo(4);
        assertThat(((LookupSpec.Values) project.lookups().get(0)).values())
                .containsEntry("a", "b")
                .containsEntry("c", "${Y}");
    }

    @Test
    void missingVariablesAreListedAtOnceButNotThoseOfOtherEnvironments() {
        String text = """
                whimbrel: 1
                project: p
                environments:
                  dev:
                    source: { type: mariadb, url: "jdbc:mariadb://${DEV_A}/old", password: "${DEV_B}" }
                    target: { type: postgresql, url: "jdbc:postgresql://h/new" }
                  live:
                    source: { type: "${LIVE_A}", url: "jdbc:mariadb://${LIVE_B}/old" }
                    target: { type: postgresql, url: "jdbc:postgresql://h/new", password: "${LIVE_C}" }
                lookups: { l: { values: { a: "${REST}" } } }
                flows: {}
                """;

        ProblemsFound found = catchThrowableOfType(
                ProblemsFound.class, () -> ProjectFile.parse(Path.of("m.yaml"), text, "dev", Map.of()));

        assertThat(found.problems()).extracting(Problem::code).containsOnly("ENV_VARIABLE_MISSING");
        assertThat(found.problems().toString())
                .contains("DEV_A", "DEV_B", "REST")
                .doesNotContain("LIVE_");
        assertThat(found.problems().get(0).place().line()).isEqualTo(5);
    }

    @Test
    void anUnknownEnvironmentListsTheKnownOnes() {
        ProblemsFound found = catchThrowableOfType(
                ProblemsFound.class, () -> ProjectFile.parse(Path.of("m.yaml"), Written.WHOLE, "prod", Written.ENV));

        assertThat(found.problems()).extracting(Problem::code).containsExactly("PROJECT_FILE_ENVIRONMENT");
        assertThat(found.problems().get(0).message()).contains("`prod`", "dev");
    }

    @Test
    void nothingPrintsASecret() {
        Project project = Written.project(Written.WHOLE);

        String printed = project + " " + project.source() + project.target() + project.lookups() + project.flows()
                + project.settings() + project.roster() + project.scopes() + project.places();

        assertThat(printed).doesNotContain("s3cr3t").doesNotContain("reader");
    }

    @Test
    void problemsPrintNoSecret() {
        String text = Written.WHOLE
                .replace("user: app", "user: 1")
                .replace("type: mariadb", "type: mariadbx, pasword: \"${OLD_PASSWORD}\"");

        assertThat(Written.problems(text).toString()).contains("UNKNOWN_KEY").doesNotContain("s3cr3t");
    }

    @Test
    void aFileIsReadWithOrWithoutByteOrderMark() throws IOException {
        Path file =
                Files.writeString(folder.resolve("migration.yaml"), "\uFEFF" + Written.WHOLE, StandardCharsets.UTF_8);

        Project project = ProjectFile.load(file, "dev", Written.ENV);

        assertThat(project.source().base()).isEqualTo(folder);
        assertThat(project.mappingHash())
                .isEqualTo(Written.project(Written.WHOLE).mappingHash());
    }
}
