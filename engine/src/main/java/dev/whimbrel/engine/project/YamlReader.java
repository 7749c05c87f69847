package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML text into {@link Node}s, keeping every place; duplicate keys are all reported, broken YAML once. */
final class YamlReader {
    private static final int MOST_NODES = 200_000;
    private static final CoreSchema CORE = new CoreSchema();

    private final String file;
    private final List<String> lines;
    private final List<Problem> problems = new ArrayList<>();
    private int nodes;

    private YamlReader(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    /** The file's root. Problems that leave the rest readable are added to {@code problems}. */
    static Node read(String file, String text, List<Problem> problems) {
        YamlReader reader = new YamlReader(file, text);
        org.snakeyaml.engine.v2.nodes.Node root = reader.compose(text);
        Node node = reader.node(root, "");
        problems.addAll(reader.problems);
        return node;
    }

    /** What a text would stand for if it were written without quotes. */
    static Node.Kind plainKind(String text) {
        return kind(CORE.getScalarResolver().resolve(text, true));
    }

    private org.snakeyaml.engine.v2.nodes.Node compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(CORE)
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            Iterator<org.snakeyaml.engine.v2.nodes.Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            org.snakeyaml.engine.v2.nodes.Node first = documents.hasNext() ? documents.next() : null;
            if (first == null || first.getTag().equals(Tag.NULL)) {
                throw one(
                        "PROJECT_FILE_EMPTY",
                        1,
                        1,
                        "The file is empty",
                        "Start with `whimbrel: 1`, or run `whimbrel init`.");
            }
            if (documents.hasNext()) {
                Mark mark = documents.next().getStartMark().orElseThrow();
                throw one(
                        "PROJECT_FILE_YAML",
                        mark.getLine() + 1,
                        mark.getColumn() + 1,
                        "A second YAML document begins",
                        "Keep one document in the file and remove the line `---` before this one.");
            }
            return first;
        } catch (MarkedYamlEngineException e) {
            throw broken(e);
        } catch (YamlEngineException e) {
            throw one(
                    "PROJECT_FILE_YAML",
                    1,
                    1,
                    "The file holds characters that YAML forbids",
                    "Save it as plain UTF-8 text.");
        }
    }

    private ProblemsFound broken(MarkedYamlEngineException e) {
        boolean unclosed = e.getProblem() != null && e.getProblem().contains("end of stream");
        Optional<Mark> mark = unclosed
                ? e.getContextMark().or(e::getProblemMark)
                : e.getProblemMark().or(e::getContextMark);
        int line = mark.map(Mark::getLine).orElse(0) + 1;
        int column = mark.map(Mark::getColumn).orElse(0) + 1;
        if (e.getProblem() != null && e.getProblem().contains("TAB") || tabIndents(line)) {
            int tab = line <= lines.size() ? lines.get(line - 1).indexOf('\t') + 1 : column;
            return one(
                    "PROJECT_FILE_TAB",
                    line,
                    tab < 1 ? column : tab,
                    "A tab stands where YAML wants spaces",
                    "Replace the tab by spaces; two for each level.");
        }
        String what = e.getProblem() == null ? "it cannot be read" : e.getProblem();
        String begun = e.getContextMark()
                .filter(context -> context.getLine() + 1 != line)
                .map(context -> ", in what begins in line " + (context.getLine() + 1))
                .orElse("");
        return one(
                "PROJECT_FILE_YAML",
                line,
                column,
                "This is not YAML: " + what + begun,
                "Look at the indentation, quotes and brackets here and on the line before.");
    }

    private boolean tabIndents(int line) {
        return line <= lines.size() && lines.get(line - 1).matches("\\s*\t.*");
    }

    private ProblemsFound one(String code, int line, int column, String message, String next) {
        return new ProblemsFound(List.of(Problem.error(code, new Place(file, "", line, column), message, next)));
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node node, String path) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        if (++nodes > MOST_NODES || node.isRecursive()) {
            throw one(
                    "PROJECT_FILE_YAML",
                    line,
                    column,
                    node.isRecursive()
                            ? "An alias contains itself"
                            : "The file is too large once its aliases are unfolded",
                    "Write the part out instead of using `&` and `*`.");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, line, column);
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
                items.add(node(item, path + "." + items.size()));
            }
            return new Node.Items(items, line, column);
        }
        return entries((MappingNode) node, path, line, column);
    }

    private Node.Entries entries(MappingNode map, String path, int line, int column) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Mark mark = tuple.getKeyNode().getStartMark().orElseThrow();
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw one(
                        "PROJECT_FILE_YAML",
                        mark.getLine() + 1,
                        mark.getColumn() + 1,
                        "A key is a list or map",
                        "Write the key as a plain word; quote values that start with `{` or `[`, such as \"${NAME}\".");
            }
            Node.Text key = scalar(keyNode, mark.getLine() + 1, mark.getColumn() + 1);
            String keyPath = path.isEmpty() ? key.text() : path + "." + key.text();
            Integer before = seen.putIfAbsent(key.text(), key.line());
            Node value = node(tuple.getValueNode(), keyPath);
            if (before == null) {
                entries.add(new Node.Entry(key, value));
            } else {
                problems.add(Problem.error(
                        "PROJECT_FILE_DUPLICATE_KEY",
                        new Place(file, keyPath, key.line(), key.column()),
                        "`" + key.text() + "` is given twice, first in line " + before,
                        "Keep one of the two."));
            }
        }
        return new Node.Entries(entries, line, column);
    }

    private Node.Text scalar(ScalarNode scalar, int line, int column) {
        Node.Kind kind = kind(scalar.getTag());
        return new Node.Text(
                scalar.getValue(),
                kind,
                Node.Origin.WRITTEN,
                line,
                column,
                start(scalar.getScalarStyle(), line, column));
    }

    private Node.Start start(ScalarStyle style, int line, int column) {
        return switch (style) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Node.Start(line, column + 1);
            case LITERAL, FOLDED -> new Node.Start(line + 1, indentation(line) + 1);
            default -> new Node.Start(line, column);
        };
    }

    /** Indentation of the block scalar whose header stands in {@code line}: that of its first line with text. */
    private int indentation(int line) {
        return lines.stream()
                .skip(line)
                .filter(l -> !l.isBlank())
                .mapToInt(l -> l.length() - l.stripLeading().length())
                .findFirst()
                .orElse(0);
    }

    private static Node.Kind kind(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return Node.Kind.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return Node.Kind.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Node.Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Node.Kind.NULL : Node.Kind.STRING;
    }
}
