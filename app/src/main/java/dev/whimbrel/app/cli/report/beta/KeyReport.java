package dev.whimbrel.app.cli.report.beta;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a new key is; never the key. */
public record KeyReport(Path file) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object("command", "beta key", "file", file.toString());
    }

    @Override
    public void print(Screen screen) {
        screen.line("A new key is in " + file + ".");
        screen.line("Keep a copy of it in a safe place, and not beside the arrivals: without it nobody can read them.");
    }
}
