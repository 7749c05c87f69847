package dev.whimbrel.app.cli;

/**
 * A sub-command that somebody adds to {@code whimbrel}: a script of one's own with typed options and generated help. It is found
 * by {@link java.util.ServiceLoader}: name the class in {@code META-INF/services/dev.whimbrel.app.cli.CommandPlugin} of a jar and
 * put the jar on the class path. See {@code docs/guide/plugins.md}.
 */
public interface CommandPlugin {
    /**
     * A new object annotated with picocli's {@code @Command}. A field of type {@link Whimbrel} with {@code @ParentCommand} gives it
     * the project, the screen and the options that all commands share.
     */
    Object command();
}
