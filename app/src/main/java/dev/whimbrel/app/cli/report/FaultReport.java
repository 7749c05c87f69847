package dev.whimbrel.app.cli.report;

import dev.whimbrel.app.cli.text.Json;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.ProblemsFound;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stopped a command. As text it goes to standard error. */
public record FaultReport(Fault fault, int exitCode) implements Screen.Report {
    @Override
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "error",
                Json.object(
                        "code", fault.code(),
                        "kind", fault.kind().name(),
                        "message", fault.getMessage(),
                        "next", fault.next(),
                        "exitCode", exitCode,
                        "problems",
                                fault instanceof ProblemsFound found
                                        ? new ProblemList(found.problems()).rows()
                                        : List.of()));
    }

    @Override
    public void print(Screen screen) {
        PrintStream err = screen.errors();
        if (fault instanceof ProblemsFound found) {
            new ProblemList(found.problems()).print(err, screen);
            err.println();
        }
        err.println(screen.bad("error " + fault.code()) + ": " + fault.getMessage());
        err.println("  next: " + fault.next());
    }

    /** A failure without any text that could hold a row's content. */
    public static String plainly(Throwable failure) {
        String name = failure.getClass().getName();
        if (failure instanceof Fault fault) {
            return fault.code() + " " + fault.getMessage();
        }
        return failure instanceof SQLException sql ? name + ", SQL state " + sql.getSQLState() : name;
    }
}
