package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.Causes;
import dev.whimbrel.app.cli.text.Glance;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code whimbrel} itself: the options that all commands share, and what they need made from them. */
@Command(
        name = "whimbrel",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        description =
                "Moves tenants from an old database to a new one of another shape, and proves where every row went.")
public final class Whimbrel implements Runnable {
    private static final Path FILE = Path.of("migration.yaml");

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Project file (default: migration.yaml).")
    private @Nullable Path file;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Environment of the project file; needed where there are several.")
    private @Nullable String environment;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON document on standard output instead of text.")
    private boolean json;

    @Option(
            names = {"--plain", "--no-color"},
            scope = ScopeType.INHERIT,
            description = "Neither colours nor a line that is written over.")
    private boolean plain;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "With an error, also say what caused it.")
    private boolean verbose;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "With an error, also print where in the program it arose, for a report.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Surroundings surroundings;

    Whimbrel(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** The project file's path as given, or {@code migration.yaml}. */
    public Path file() {
        return file == null ? FILE : file;
    }

    /** The environment as given; null where it was not. */
    public @Nullable String environment() {
        return environment;
    }

    /** Variables of the process's environment. */
    public Map<String, String> variables() {
        return surroundings.env();
    }

    /** The project, checked as far as that can be done without a database. */
    public Project project() {
        return ProjectFile.load(file(), environment, surroundings.env());
    }

    /** The door to all that can be done with the project. */
    public Migration migration() {
        return Migration.from(project());
    }

    /** Where to tell what was found. */
    public Screen screen() {
        boolean live = surroundings.terminal() && !plain;
        boolean colours = live && !surroundings.env().containsKey("NO_COLOR");
        return new Screen(
                surroundings.out(),
                surroundings.err(),
                new Screen.Form(json, colours, live, surroundings.terminal() ? surroundings.width() : 0));
    }

    /** Whether a person watches on a screen from which something can be taken away again. */
    boolean canErase() {
        return surroundings.terminal() && !"dumb".equals(surroundings.env().get("TERM"));
    }

    /** Shows something for a while, where that can be erased. */
    Glance glance() {
        return new Glance(surroundings.in(), surroundings.out(), surroundings.height());
    }

    /** What is told of the causes of failures, of the whole command and of single tables alike. */
    public Causes causes() {
        return new Causes(verbose || debug, debug);
    }
}
