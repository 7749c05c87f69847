package dev.whimbrel.engine.project;

import dev.whimbrel.control.proof.Recording;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.TenantId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a project of nodes that the schema has approved. */
final class ProjectBuilder {
    private static final Set<String> PROFILE_PARTS = Set.of("type", "url", "folder", "user", "password");

    private final Path file;
    private final Path folder;
    private final String environment;
    private final Node.Entries root;
    private final Map<String, String> env;
    private final List<Problem> problems;
    private final Map<String, Place> places = new HashMap<>();

    /** @param env values of variables */
    ProjectBuilder(Path file, String environment, Node.Entries root, Map<String, String> env, List<Problem> problems) {
        this.file = file;
        this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        this.environment = environment;
        this.root = root;
        this.env = env;
        this.problems = problems;
    }

    Project build() {
        root.entries().forEach(e -> places.put(e.key().text(), place(e.key().text(), e.key())));
        Roster roster = roster();
        Map<TableName, Scope> scopes = scopes();
        List<Relation> relations = relations();
        List<LookupSpec> lookups = lookups();
        List<Flow> flows = flows();
        new References(flows, lookups).check(problems);
        Node.Entries profiles = Read.map(root, "environments")
                .flatMap(all -> Read.map(all, environment))
                .orElseThrow();
        profiles.entries().forEach(e -> {
            String path = "environments." + environment + "." + e.key().text();
            places.put(path, place(path, e.key()));
        });
        return new Project(
                Read.needed(root, "project"),
                file,
                environment,
                profile(Read.map(profiles, "source").orElseThrow()),
                profile(Read.map(profiles, "target").orElseThrow()),
                roster,
                new CohortsReader(file.toString(), problems, places).read(root),
                scopes,
                relations,
                lookups,
                Read.map(root, "settings")
                        .map(settings -> SettingsReader.read(settings, new GuestReader(file.toString(), problems)))
                        .orElse(Settings.DEFAULT),
                flows,
                laws(),
                comparisons(),
                reveal(),
                keepRows(),
                arrivals(),
                new MappingHash().of(roster, scopes, relations, lookups, flows),
                places);
    }

    private ConnectionProfile profile(Node.Entries map) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Node.Entry entry : map.entries()) {
            if (!PROFILE_PARTS.contains(entry.key().text())) {
                settings.put(entry.key().text(), Read.plain(entry.value()));
            }
        }
        return new ConnectionProfile(
                Read.needed(map, "type"),
                Read.text(map, "url").or(() -> Read.text(map, "folder")).orElseThrow(),
                Read.text(map, "user").orElse(null),
                Read.text(map, "password").orElse(null),
                settings,
                folder);
    }

    private Roster roster() {
        Node.Entries tenants = Read.map(root, "tenants").orElse(new Node.Entries(List.of(), 0, 0));
        tenants.value("from").ifPresent(from -> places.put("tenants.from", place("tenants.from", from)));
        return Read.map(tenants, "from")
                .<Roster>map(from ->
                        new Roster.FromTable(TableName.parse(Read.needed(from, "table")), Read.needed(from, "column")))
                .orElseGet(() -> new Roster.Listed(
                        Read.texts(tenants, "list").stream().map(TenantId::new).toList()));
    }

    private Map<TableName, Scope> scopes() {
        Map<TableName, Scope> scopes = new LinkedHashMap<>();
        for (Node.Entry entry : Read.entries(root, "scope")) {
            String path = "scope." + entry.key().text();
            places.put(path, place(path, entry.key()));
            Node.Entries map = (Node.Entries) entry.value();
            Node.Entry said = map.entries().get(0);
            if (said.key().text().equals("through")) {
                Node through = said.value();
                places.put(path + ".through", place(path + ".through", through));
                if (through instanceof Node.Items list) {
                    for (int i = 0; i < list.items().size(); i++) {
                        String hop = path + ".through." + i;
                        places.put(hop, place(hop, list.items().get(i)));
                    }
                }
            }
            scopes.put(TableName.parse(entry.key().text()), scope(said.key().text(), said.value()));
        }
        return scopes;
    }

    private static Scope scope(String kind, Node value) {
        return switch (kind) {
            case "column" -> new Scope.OwnColumn(Read.text(value));
            case "through" ->
                new Scope.Through(Read.texts(value).stream().map(Ends::hop).toList());
            case "everyone" -> new Scope.Everyone();
            case "tenant" -> new Scope.Tenant(Read.text(value));
            default -> new Scope.Ignore(Read.text(value));
        };
    }

    private List<Relation> relations() {
        List<Relation> relations = new ArrayList<>();
        Node written = root.value("relations").orElse(new Node.Items(List.of(), 0, 0));
        int i = 0;
        for (Node item : ((Node.Items) written).items()) {
            String path = "relations." + i;
            places.put(path, place(path, item));
            Optional<Relation> relation = Ends.relation(Read.text(item));
            relation.ifPresent(relations::add);
            if (relation.isEmpty()) {
                problems.add(Problem.error(
                        "PROJECT_FILE_WRONG_VALUE",
                        place(path, item),
                        "The relation is not written as expected",
                        "Write `child.column -> parent.column` or `child(a, b) -> parent(x, y)`,"
                                + " with as many columns on both sides."));
            }
            i++;
        }
        return relations;
    }

    private List<LookupSpec> lookups() {
        List<LookupSpec> lookups = new ArrayList<>();
        for (Node.Entry entry : Read.entries(root, "lookups")) {
            String path = "lookups." + entry.key().text();
            places.put(path, place(path, entry.key()));
            lookups.add(LookupReader.read(folder, entry, place(path, entry.key())));
        }
        return lookups;
    }

    private List<Flow> flows() {
        List<Flow> flows = new ArrayList<>();
        for (Node.Entry entry : Read.entries(root, "flows")) {
            String path = "flows." + entry.key().text();
            places.put(path, place(path, entry.key()));
            flows.add(new FlowBuilder(file.toString(), entry).build());
        }
        return flows;
    }

    /** Laws are no part of the mapping: another law makes no other rows. */
    private List<Law> laws() {
        List<Law> laws = new ArrayList<>();
        for (Node.Entry entry : Read.entries(root, "laws")) {
            String path = "laws." + entry.key().text();
            Place place = place(path, entry.key());
            places.put(path, place);
            Node.Entries map = (Node.Entries) entry.value();
            laws.add(new Law(
                    entry.key().text(),
                    Read.needed(map, "source"),
                    Read.needed(map, "target"),
                    Read.texts(map, "by"),
                    Read.text(map, "tenant").orElse(null),
                    place));
        }
        return laws;
    }

    /** Nor are comparisons. */
    private List<Comparison> comparisons() {
        ComparisonReader reader = new ComparisonReader(file.toString(), problems::add);
        return Read.entries(root, "comparisons").stream().map(reader::read).toList();
    }

    /** Nor is who may see rows in the clear. */
    private RevealGrant reveal() {
        Optional<Node.Entries> proof = Read.map(root, "proof");
        if (proof.isEmpty()) {
            return RevealGrant.NONE;
        }
        Node.Entries map = proof.orElseThrow();
        return new RevealGrant(
                Read.text(map, "reveal_role").orElse(null),
                map.value("reveal_until").map(this::day).orElse(null));
    }

    /** Nor is how many of the rows that differ are kept. */
    private long keepRows() {
        return Read.map(root, "proof")
                .flatMap(proof -> proof.value("keep_rows"))
                .map(written -> (long) Read.integer(written))
                .orElse(Recording.DEFAULT_CAP);
    }

    /** Nor is where inputs of production come from. */
    private Optional<ArrivalSettings> arrivals() {
        return Read.map(root, "arrivals").map(new ArrivalsReader(file, folder, env, problems)::read);
    }

    private @Nullable LocalDate day(Node written) {
        try {
            return LocalDate.parse(Read.text(written));
        } catch (DateTimeParseException e) {
            problems.add(Problem.error(
                    "PROJECT_FILE_WRONG_VALUE",
                    place("proof.reveal_until", written),
                    "There is no such day",
                    "Write a day such as 2027-01-31."));
            return null;
        }
    }

    private Place place(String path, Node node) {
        return new Place(file.toString(), path, node.line(), node.column());
    }
}
