package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.IssueGroups;
import dev.whimbrel.app.cli.report.IssueRows;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.control.ledger.Issues;
import dev.whimbrel.engine.Migration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows open issues, counted or one by one. */
@Command(
        name = "issues",
        description = "Shows the rows that could not land as they should, with the reason: counted, or one by one.")
final class IssuesCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(names = "--list", description = "One by one, with keys and masked values.")
    private boolean list;

    @Option(names = "--flow", paramLabel = "NAME", description = "Only of this flow.")
    private @Nullable String flow;

    @Option(names = "--code", paramLabel = "CODE", description = "Only with this code, such as NOT_NULL.")
    private @Nullable String code;

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "KEY",
            description = "Only of this tenant.")
    private @Nullable String tenant;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "With --list, at most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        Migration migration = whimbrel.migration();
        Screen screen = whimbrel.screen();
        if (list) {
            int most = Math.max(1, limit);
            screen.show(new IssueRows(migration.issues(flow, code, tenant, most), most));
        } else {
            screen.show(new IssueGroups(narrowed(migration.issueGroups())));
        }
        return ExitCode.OK.number();
    }

    private List<Issues.Group> narrowed(List<Issues.Group> groups) {
        return groups.stream()
                .filter(group -> flow == null || group.flow().equals(flow))
                .filter(group -> code == null || group.code().equals(code))
                .filter(group -> tenant == null || group.tenant().equals(tenant))
                .toList();
    }
}
