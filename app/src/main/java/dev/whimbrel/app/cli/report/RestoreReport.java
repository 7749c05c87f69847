package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.run.Restoring;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands again, and what does not. */
public record RestoreReport(Restoring.Restored restored) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "command", "restore", "restored", restored.made(), "left", new ShelfView(restored.left()).rows());
    }

    @Override
    public void print(Screen screen) {
        restored.made().forEach(name -> screen.line(screen.good("  ✓ " + name + " stands again")));
        new ShelfView(restored.left()).print(screen);
        if (restored.made().isEmpty() && restored.left().isEmpty()) {
            screen.line("Nothing is put aside.");
        }
    }
}
