package dev.whimbrel.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What the program was started in.
 *
 * @param in what a person types
 * @param env variables of the environment
 * @param terminal whether a person watches {@code out}
 * @param width characters in a line of it, 0 unknown
 * @param height lines that it has, 0 unknown
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> env,
        boolean terminal,
        int width,
        int height) {
    Surroundings {
        env = Map.copyOf(env);
    }
}
