package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verification told by a command, as text or as JSON; {@link ProofPage} is the same for a browser. */
public record ProofReport(String command, ProofModel model) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return new ProofJson(model).document(command);
    }

    @Override
    public void print(Screen screen) {
        new ProofText(model, screen).print();
    }
}
