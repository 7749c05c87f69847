package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scopes become paths of steps to a tenant's column; what cannot be found is said with the hop that fails. */
final class ScopeResolverTest {
    /** Tables as {@code name: column column->parent.column …}. */
    private static Schema schema(String... tables) {
        return new Schema(Arrays.stream(tables).map(ScopeResolverTest::table).toList());
    }

    private static Table table(String text) {
        String[] parts = text.split(":\\s*", 2);
        List<Column> columns = new ArrayList<>();
        List<ForeignKey> keys = new ArrayList<>();
        for (String part : parts[1].split("\\s+")) {
            String[] sides = part.split("->");
            columns.add(Column.of(sides[0], Type.BIGINT));
            if (sides.length == 2) {
                int dot = sides[1].lastIndexOf('.');
                keys.add(new ForeignKey(
                        "fk_" + sides[0],
                        List.of(sides[0]),
                        TableName.parse(sides[1].substring(0, dot)),
                        List.of(sides[1].substring(dot + 1))));
            }
        }
        String first = columns.get(0).name();
        return new Table(TableName.parse(parts[0]), columns, List.of(first), List.of(), keys, List.of(), -1, -1);
    }

    private static ResolvedScope resolve(Schema schema, String parts, String... flowTables) {
        String flows = Arrays.stream(flowTables)
                .map(t -> "  f_" + t + ": { from: " + t + ", to: x, source_key: k, fields: {} }\n")
                .collect(Collectors.joining());
        return ScopeResolver.resolve(
                Written.project(Written.with(parts + (flows.isEmpty() ? "" : "flows:\n" + flows))), schema);
    }

    private static String told(ResolvedScope scope, String table) {
        return scope.of(TableName.parse(table)).map(ScopeResolverTest::told).orElse("unknown");
    }

    private static String told(Ownership ownership) {
        if (ownership instanceof Ownership.Paths paths) {
            return paths.paths().stream().map(ScopeResolverTest::told).collect(Collectors.joining(" | "));
        }
        return ownership instanceof Ownership.Constant constant ? "tenant " + constant.tenant() : "everyone";
    }

    private static String told(Ownership.Path path) {
        return path.steps().stream()
                        .map(s -> s.columns() + (s.single() ? "->" : "=>") + s.to() + s.toColumns() + " ")
                        .collect(Collectors.joining())
                + path.tenantColumn();
    }

    private static final Schema HOUSE = schema(
            "branch: branch_id name",
            "site: site_id branch_id->branch.branch_id",
            "room: room_id site_id->site.site_id",
            "bed: bed_id room_id->room.room_id",
            "client: client_id name",
            "booking: booking_id client_id->client.client_id room_id->room.room_id",
            "contract: contract_id client_id site_id->site.site_id",
            "note: note_id client_id->client.client_id",
            "move: move_id from_site->site.site_id to_site->site.site_id",
            "country: code name",
            "visit: visit_id country->country.code room_id->room.room_id");

    @Test
    void theRosterTableOwnsItself() {
        ResolvedScope scope = resolve(HOUSE, "", "branch");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "branch")).isEqualTo("branch_id");
    }

    @Test
    void aTableWithoutScopeTakesItsShortestPath() {
        ResolvedScope scope = resolve(HOUSE, "", "site", "bed");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "site")).isEqualTo("[branch_id]->branch[branch_id] branch_id");
        assertThat(told(scope, "bed"))
                .isEqualTo(
                        "[room_id]->room[room_id] [site_id]->site[site_id] [branch_id]->branch[branch_id] branch_id");
    }

    @Test
    void aPathEndsAtATableWithItsOwnColumn() {
        ResolvedScope scope = resolve(HOUSE, "scope: { site: { column: BRANCH_ID } }\n", "bed");

        assertThat(told(scope, "site")).isEqualTo("branch_id");
        assertThat(told(scope, "bed")).isEqualTo("[room_id]->room[room_id] [site_id]->site[site_id] branch_id");
    }

    @Test
    void throughGoesOnWithTheParentsOwnScope() {
        ResolvedScope scope = resolve(HOUSE, "scope: { room: { through: site_id }, site: { column: branch_id } }\n");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "room")).isEqualTo("[site_id]->site[site_id] branch_id");
    }

    @Test
    void reverseHopsAreUnitedAndMayFanOut() {
        ResolvedScope scope = resolve(HOUSE, """
                scope:
                  client: { through: [booking.client_id, contract.client_id] }
                  site: { column: branch_id }
                relations: [ "contract.client_id -> client.client_id" ]
                """, "client");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "client"))
                .isEqualTo("[client_id]=>booking[client_id] [room_id]->room[room_id] [site_id]->site[site_id] branch_id"
                        + " | [client_id]=>contract[client_id] [site_id]->site[site_id] branch_id");
    }

    @Test
    void aChildOfATableWithSeveralOwnersHasThemAll() {
        ResolvedScope scope = resolve(HOUSE, """
                scope:
                  client: { through: [booking.client_id, contract.client_id] }
                  site: { column: branch_id }
                relations: [ "contract.client_id -> client.client_id" ]
                """, "note");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "note"))
                .isEqualTo("[client_id]->client[client_id] [client_id]=>booking[client_id] [room_id]->room[room_id]"
                        + " [site_id]->site[site_id] branch_id"
                        + " | [client_id]->client[client_id] [client_id]=>contract[client_id] [site_id]->site[site_id]"
                        + " branch_id");
    }

    @Test
    void pathsOfTheSameLengthAreNotChosenFrom() {
        ResolvedScope scope = resolve(HOUSE, "", "move");

        assertThat(scope.problems()).extracting(Problem::code).containsExactly("UNDECIDED_SCOPE");
        assertThat(scope.problems().get(0).severity()).isEqualTo(Problem.Severity.UNDECIDED);
        assertThat(scope.problems().get(0).message()).contains("from_site", "to_site");
        assertThat(scope.problems().get(0).place().line()).isEqualTo(9);
    }

    @Test
    void noPathIsUndecidedForTablesOfFlowsOnly() {
        ResolvedScope scope = resolve(HOUSE, "", "country");

        assertThat(scope.problems()).extracting(Problem::code).containsExactly("UNDECIDED_SCOPE");
        assertThat(resolve(HOUSE, "", "site").problems()).isEmpty();
    }

    @Test
    void catalogueAndConstantAndIgnored() {
        ResolvedScope scope = resolve(
                HOUSE,
                "scope: { country: { everyone: true }, note: { tenant: 7 }, move: { ignore: why } }\n",
                "country",
                "visit");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "country")).isEqualTo("everyone");
        assertThat(told(scope, "note")).isEqualTo("tenant 7");
        assertThat(told(scope, "move")).isEqualTo("unknown");
        assertThat(told(scope, "visit")).startsWith("[room_id]->room");
    }

    @Test
    void anIgnoredTableCannotBeAFlows() {
        assertThat(resolve(HOUSE, "scope: { move: { ignore: why } }\n", "move").problems())
                .extracting(Problem::code)
                .containsExactly("SCOPE_IGNORED");
    }

    @Test
    void circlesAreShownWhole() {
        Schema ring = schema("branch: branch_id", "a: id b_id->b.id", "b: id c_id->c.id", "c: id a_id->a.id");

        ResolvedScope scope =
                resolve(ring, "scope: { a: { through: b_id }, b: { through: c_id }, c: { through: a_id } }\n");

        assertThat(scope.problems()).extracting(Problem::code).containsOnly("SCOPE_CYCLE");
        assertThat(scope.problems().get(0).message()).contains("a -> b -> c -> a");
    }

    @Test
    void aTableThroughItselfIsACircle() {
        Schema tree = schema("branch: branch_id", "node: id parent->node.id");

        assertThat(resolve(tree, "scope: { node: { through: parent } }\n")
                        .problems()
                        .get(0)
                        .message())
                .contains("node -> node");
    }

    @Test
    void aSelfReferenceIsNoDetour() {
        Schema tree = schema("branch: branch_id", "node: id parent->node.id branch_id->branch.branch_id");

        ResolvedScope scope = resolve(tree, "", "node");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "node")).isEqualTo("[branch_id]->branch[branch_id] branch_id");
    }

    @Test
    void aScopeThroughAChildThatPointsBackFindsTheChildsOtherPath() {
        ResolvedScope scope = resolve(HOUSE, "scope: { client: { through: booking.client_id } }\n", "booking");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "booking")).startsWith("[room_id]->room");
        assertThat(told(scope, "client")).startsWith("[client_id]=>booking[client_id] [room_id]->room");
    }

    @Test
    void brokenPartsNameTheHop() {
        String[][] cases = {
            {"scope: { rom: { column: a } }", "rom", "`room`"},
            {"scope: { site: { column: brunch_id } }", "no column brunch_id", "`branch_id`"},
            {"scope: { room: { through: room_id } }", "hop room_id", "no foreign key of room on room_id"},
            {"scope: { room: { through: nothing } }", "hop nothing", "no column nothing"},
            {
                "scope: { client: { through: contract.client_id } }",
                "hop contract.client_id",
                "no foreign key of contract to client"
            },
            {"scope: { client: { through: gone.client_id } }", "hop gone.client_id", "no table gone"},
            {"scope: { visit: { through: country }, country: { everyone: true } }", "hop country", "belongs to everyone"
            },
            {"scope: { visit: { through: country }, country: { ignore: x } }", "hop country", "ignores country"},
            {
                "relations: [ \"contract.client_id -> klient.client_id\" ]",
                "relation contract.client_id",
                "no table klient"
            },
            {
                "relations: [ \"contract.klient_id -> client.client_id\" ]",
                "relation contract.klient_id",
                "no column klient_id"
            },
        };
        for (String[] each : cases) {
            List<Problem> problems = resolve(HOUSE, each[0] + "\n").problems();
            assertThat(problems).as(each[0]).extracting(Problem::code).containsExactly("SCOPE_BROKEN");
            assertThat(problems.get(0).toString()).contains(each[1], each[2]);
            assertThat(problems.get(0).place().line()).as(each[0]).isEqualTo(8);
        }
    }

    @Test
    void aMissingRosterIsSaid() {
        List<Problem> problems = resolve(schema("site: a"), "").problems();

        assertThat(problems).extracting(Problem::code).containsExactly("SCOPE_BROKEN");
        assertThat(problems.get(0).message()).contains("no table branch");
    }

    @Test
    void compositeKeysAndSchemasWork() {
        Table child = new Table(
                TableName.parse("dbo.child"),
                List.of(Column.of("a", Type.BIGINT), Column.of("b", Type.BIGINT)),
                List.of("a"),
                List.of(),
                List.of(),
                List.of(),
                -1,
                -1);
        Schema schema = schema("dbo.branch: branch_id", "dbo.parent: x y branch_id->branch.branch_id");
        List<Table> tables = new ArrayList<>(schema.tables());
        tables.add(child);

        ResolvedScope scope = resolve(
                new Schema(tables),
                "relations: [ \"dbo.child(a, b) -> dbo.parent(x, y)\" ]\nscope: { child: { through: \"(a, b)\" } }\n");

        assertThat(scope.problems()).isEmpty();
        assertThat(told(scope, "dbo.child"))
                .isEqualTo("[a, b]->dbo.parent[x, y] [branch_id]->dbo.branch[branch_id] branch_id");
    }

    @Test
    void aDeclaredRelationThatTheSourceHasIsNotDoubled() {
        ResolvedScope scope = resolve(HOUSE, "relations: [ \"room.site_id -> site.site_id\" ]\n", "room");

        assertThat(scope.problems()).isEmpty();
    }

    @Test
    void longChainsAreFollowedToTheirEnd() {
        List<String> tables = new ArrayList<>(List.of("branch: branch_id", "t0: id branch_id->branch.branch_id"));
        for (int i = 1; i <= 40; i++) {
            tables.add("t" + i + ": id up->t" + (i - 1) + ".id");
        }

        ResolvedScope scope = resolve(schema(tables.toArray(String[]::new)), "", "t40");

        assertThat(((Ownership.Paths) scope.of(TableName.parse("t40")).orElseThrow())
                        .paths()
                        .get(0)
                        .steps())
                .hasSize(41);
    }
}
