package dev.whimbrel.engine.project;

import com.networknt.schema.Error;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** One violation of the schema, said for a person. Values are never said, but for wrong choices, which are no secrets. */
final class Violation {
    private final String file;
    private final SchemaCheck.Spot spot;
    private final Error error;
    /** The violated keyword's own value, and the schema that it stands in. */
    private final JsonNode rule;

    private final JsonNode around;

    Violation(String file, JsonNode rules, SchemaCheck.Spot spot, Error error) {
        this.file = file;
        this.spot = spot;
        this.error = error;
        String location = error.getSchemaLocation().toString();
        JsonPointer pointer = JsonPointer.compile(location.substring(location.indexOf('#') + 1));
        this.rule = rules.at(pointer);
        this.around = rules.at(pointer.head() == null ? JsonPointer.empty() : pointer.head());
    }

    Problem problem() {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey();
            case "false" -> keyOfOthers();
            case "required" -> missingKey(error.getProperty());
            case "dependentRequired" -> missingKey(String.valueOf(error.getArguments()[0]));
            case "propertyNames" -> wrongName();
            case "type" -> wrongType();
            case "const", "enum" -> wrongChoice();
            case "oneOf" -> wrongShape();
            case "not" ->
                wrong(
                        "PROJECT_FILE_WRONG_SHAPE",
                        "`survivors` and `consolidate` exclude each other",
                        "Keep one of the two.");
            case "minProperties", "minItems", "minLength" ->
                wrong("PROJECT_FILE_WRONG_VALUE", name() + " is empty", "Give it: " + description());
            case "uniqueItems" ->
                wrong("PROJECT_FILE_WRONG_VALUE", name() + " holds the same entry twice", "Keep one of them.");
            default ->
                wrong("PROJECT_FILE_WRONG_VALUE", name() + " is not written as expected", "Expected: " + description());
        };
    }

    private Problem unknownKey() {
        String key = error.getProperty();
        List<String> known = new ArrayList<>(around.path("properties").propertyNames());
        return Problem.error(
                "PROJECT_FILE_UNKNOWN_KEY", place(key), "`" + key + "` is not known here", Nearest.hint(key, known));
    }

    /** A key that the format has, but not for what it stands in. */
    private Problem keyOfOthers() {
        String key = spot.path().substring(spot.path().lastIndexOf('.') + 1);
        return Problem.error(
                "PROJECT_FILE_UNKNOWN_KEY",
                spot.keyPlace(file),
                "`" + key + "` is not known here",
                "Remove it: this type has no such setting.");
    }

    private Problem wrongName() {
        String key = error.getProperty();
        return Problem.error(
                "PROJECT_FILE_WRONG_VALUE",
                place(key),
                "`" + key + "` cannot be a name here",
                "A name is letters, digits, `_`, `-` and `.`, starting with a letter, digit or `_`;"
                        + " an alias only letters, digits and `_`.");
    }

    private Place place(String key) {
        return ((Node.Entries) spot.node())
                .entry(key)
                .map(e -> new Place(file, inside(key), e.key().line(), e.key().column()))
                .orElseGet(() -> spot.place(file));
    }

    private Problem missingKey(String key) {
        JsonNode property = around.path("properties").path(key);
        String described = property.path("description").asString("");
        return Problem.error(
                "PROJECT_FILE_MISSING_KEY",
                spot.keyPlace(file),
                "`" + key + "` is missing" + (spot.path().isEmpty() ? "" : " in " + name()),
                "Add `" + key + ":`" + (described.isEmpty() ? "." : ": " + described));
    }

    private Problem wrongType() {
        List<String> wanted = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(type -> wanted.add(spoken(((JsonNode) type).asString())));
        String is = spot.node() instanceof Node.Text text
                ? switch (text.kind()) {
                    case STRING -> "a text";
                    case INTEGER, DECIMAL -> "a number";
                    case BOOLEAN -> "a boolean";
                    case NULL -> "without a value";
                }
                : spot.node() instanceof Node.Items ? "a list" : "a map";
        boolean quote = wanted.contains("a text") && spot.node() instanceof Node.Text;
        String next = is.equals("without a value")
                ? "Give it a value, or remove the key."
                : quote ? "Put it in quotes." : "Expected: " + description();
        return wrong(
                "PROJECT_FILE_WRONG_TYPE", name() + " is " + is + " but must be " + String.join(" or ", wanted), next);
    }

    private Problem wrongChoice() {
        List<String> choices = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(choice -> choices.add(((JsonNode) choice).asString()));
        String typed = spot.node() instanceof Node.Text text ? text.text() : "";
        boolean version = spot.path().equals("whimbrel");
        String allowed = String.join(", ", choices);
        return wrong(
                version ? "PROJECT_FILE_VERSION" : "PROJECT_FILE_WRONG_VALUE",
                name() + (typed.isEmpty() ? "" : " is `" + typed + "` but") + " must be "
                        + (choices.size() == 1 ? "" : "one of ") + allowed,
                version
                        ? "This program reads version 1 of the format."
                        : Nearest.to(typed, choices)
                                .map(near -> "Did you mean `" + near + "`?")
                                .orElse("Choose one of " + allowed + "."));
    }

    private Problem wrongShape() {
        List<String> shapes = new ArrayList<>();
        rule.forEach(branch -> shapes.add(branch.path("title").asString("")));
        return wrong(
                "PROJECT_FILE_WRONG_SHAPE",
                name() + " mixes or lacks parts",
                "Write exactly one of: " + String.join("; ", shapes) + ".");
    }

    private Problem wrong(String code, String message, String next) {
        return Problem.error(code, spot.place(file), message, next);
    }

    private String name() {
        String path = spot.path();
        return path.isEmpty() ? "The file" : "`" + path + "`";
    }

    private String inside(String key) {
        return spot.path().isEmpty() ? key : spot.path() + "." + key;
    }

    private String description() {
        return around.path("description").asString("see the guide to the project file");
    }

    private static String spoken(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "object" -> "a map";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "null" -> "null";
            default -> "a " + type;
        };
    }
}
