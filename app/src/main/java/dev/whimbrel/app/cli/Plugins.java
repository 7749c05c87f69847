package dev.whimbrel.app.cli;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Adds the commands of others. One that does not fit is named and left out; it never keeps the others from working. */
final class Plugins {
    private Plugins() {}

    static void addTo(CommandLine line, PrintStream err) {
        Iterator<CommandPlugin> found = ServiceLoader.load(CommandPlugin.class).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return;
                }
                add(line, found.next(), err);
            } catch (ServiceConfigurationError e) {
                err.println("warning PLUGIN_UNUSABLE: Cannot load a plug-in command: " + e.getMessage());
            }
        }
    }

    private static void add(CommandLine line, CommandPlugin plugin, PrintStream err) {
        String name = plugin.getClass().getName();
        try {
            CommandLine command = new CommandLine(plugin.command());
            if (line.getSubcommands().containsKey(command.getCommandName())) {
                err.println("warning PLUGIN_UNUSABLE: Cannot add plug-in " + name + ": there is a command "
                        + command.getCommandName() + " already");
                return;
            }
            line.addSubcommand(command);
        } catch (RuntimeException e) {
            err.println("warning PLUGIN_UNUSABLE: Cannot add plug-in " + name + ": " + e.getMessage());
        }
    }
}
