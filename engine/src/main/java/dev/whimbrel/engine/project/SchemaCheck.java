package dev.whimbrel.engine.project;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the file against its JSON Schema and says every violation in the words of {@link Violation}. */
final class SchemaCheck {
    private static final JsonNode RULES = rules();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(RULES);

    private final String file;

    SchemaCheck(String file) {
        this.file = file;
    }

    private static JsonNode rules() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream("migration-1.json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds what is wrong to {@code problems}, in the order of the file.
     *
     * @return the root, where texts from variables now stand for numbers or booleans if the schema wants these
     */
    Node check(Node root, List<Problem> problems) {
        List<Error> errors = SCHEMA.validate(Json.of(root));
        Map<String, Node.Text> changed = wanted(root, errors);
        Node checked = root;
        if (!changed.isEmpty()) {
            checked = Json.replace(root, "", changed);
            errors = SCHEMA.validate(Json.of(checked));
        }
        problems.addAll(problems(checked, errors));
        return checked;
    }

    private static Map<String, Node.Text> wanted(Node root, List<Error> errors) {
        Map<String, Node.Text> changed = new HashMap<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("type")
                    && new Spot(root, error.getInstanceLocation()).node() instanceof Node.Text text
                    && text.origin() == Node.Origin.VARIABLE
                    && YamlReader.plainKind(text.text()) != Node.Kind.STRING) {
                changed.put(
                        error.getInstanceLocation().toString(),
                        text.with(text.text(), YamlReader.plainKind(text.text()), text.origin()));
            }
        }
        return changed;
    }

    private List<Problem> problems(Node root, List<Error> errors) {
        Set<String> closer = new HashSet<>();
        for (Error error : errors) {
            if (!error.getEvaluationPath().toString().contains("/oneOf")) {
                closer.add(error.getInstanceLocation().toString());
            }
        }
        List<Problem> found = new ArrayList<>();
        for (Error error : errors) {
            Spot spot = new Spot(root, error.getInstanceLocation());
            boolean inOneOf = error.getEvaluationPath().toString().contains("/oneOf/");
            boolean saidCloser = error.getKeyword().equals("oneOf")
                    && closer.contains(error.getInstanceLocation().toString());
            boolean unresolved = spot.node() instanceof Node.Text text && text.origin() == Node.Origin.UNRESOLVED;
            if (!inOneOf && !saidCloser && !unresolved) {
                found.add(new Violation(file, RULES, spot, error).problem());
            }
        }
        found.sort(Comparator.comparingInt((Problem p) -> p.place().line())
                .thenComparingInt(p -> p.place().column()));
        return found.stream().distinct().toList();
    }

    /** The node at a location, and the key that leads to it. */
    static final class Spot {
        private final String path;
        private final Node node;
        private final Node key;

        Spot(Node root, NodePath location) {
            Node at = root;
            Node lead = root;
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < location.getNameCount(); i++) {
                String name = String.valueOf(location.getElement(i));
                text.append(i == 0 ? "" : ".").append(name);
                if (at instanceof Node.Entries map) {
                    Node.Entry entry = map.entry(name).orElseThrow();
                    lead = entry.key();
                    at = entry.value();
                } else if (at instanceof Node.Items list) {
                    at = list.items().get(Integer.parseInt(name));
                    lead = at;
                }
            }
            this.path = text.toString();
            this.node = at;
            this.key = lead;
        }

        String path() {
            return path;
        }

        Node node() {
            return node;
        }

        Place place(String file) {
            return new Place(file, path, node.line(), node.column());
        }

        Place keyPlace(String file) {
            return new Place(file, path, key.line(), key.column());
        }
    }
}
