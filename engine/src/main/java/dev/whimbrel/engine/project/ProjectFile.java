package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door to a project file. */
public final class ProjectFile {
    private ProjectFile() {}

    /**
     * Reads and checks a project file.
     *
     * @param environment the environment to use; null or empty takes the only one there is
     * @param env values of variables, such as {@code System.getenv()}
     * @throws ProblemsFound with everything that is wrong, each with its place
     */
    public static Project load(Path file, @Nullable String environment, Map<String, String> env) {
        return parse(file, FileText.read(file), environment, env);
    }

    /** As {@link #load}, of a text that stands or will stand in {@code file}. */
    static Project parse(Path file, String text, @Nullable String environment, Map<String, String> env) {
        String label = file.toString();
        List<Problem> problems = new ArrayList<>();
        Node written = YamlReader.read(label, text, problems);
        String chosen = chooseEnvironment(label, written, environment, problems);
        Variables variables = new Variables(label, env);
        Node root = new SchemaCheck(label).check(variables.replace(written, chosen), problems);
        problems.addAll(variables.missing());
        stopAt(problems);
        Project project = new ProjectBuilder(file, chosen, (Node.Entries) root, env, problems).build();
        stopAt(problems);
        return project;
    }

    private static void stopAt(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemsFound(problems);
        }
    }

    private static String chooseEnvironment(String file, Node root, @Nullable String wanted, List<Problem> problems) {
        Optional<Node> found = root instanceof Node.Entries top ? top.value("environments") : Optional.empty();
        if (!(found.orElse(null) instanceof Node.Entries all) || all.entries().isEmpty()) {
            return "";
        }
        if (wanted != null && !wanted.isEmpty()) {
            if (!all.keys().contains(wanted)) {
                problems.add(Problem.error(
                        "PROJECT_FILE_ENVIRONMENT",
                        new Place(file, "environments", all.line(), all.column()),
                        "There is no environment `" + wanted + "`; known are " + String.join(", ", all.keys()),
                        Nearest.to(wanted, all.keys())
                                .map(near -> "Did you mean `--env " + near + "`?")
                                .orElse("Name one of them with `--env`.")));
            }
            return wanted;
        }
        if (all.entries().size() > 1) {
            problems.add(Problem.error(
                    "PROJECT_FILE_ENVIRONMENT",
                    new Place(file, "environments", all.line(), all.column()),
                    "There are several environments: " + String.join(", ", all.keys()),
                    "Name one of them with `--env`."));
            return "";
        }
        return all.keys().get(0);
    }
}
