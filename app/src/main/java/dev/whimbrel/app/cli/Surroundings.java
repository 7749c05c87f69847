package dev.whimbrel.app.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What the program was started in.
 *
 * @param env variables of the environment
 * @param terminal whether a person watches {@code out}
 * @param width characters in a line of it, 0 unknown
 */
record Surroundings(PrintStream out, PrintStream err, Map<String, String> env, boolean terminal, int width) {
    Surroundings {
        env = Map.copyOf(env);
    }
}
