package dev.whimbrel.bench;

import java.nio.file.Path;

/** Where things are, from the folder of the project on. */
final class Places {
    private Places() {}

    static Path home() {
        return Path.of(System.getProperty("whimbrel.home", "")).toAbsolutePath().normalize();
    }

    static Path beds() {
        return home().resolve("bench/target/beds");
    }

    static Path results() {
        return home().resolve("bench/target/results");
    }

    static Path documents() {
        return home().resolve("docs/benchmarks");
    }
}
