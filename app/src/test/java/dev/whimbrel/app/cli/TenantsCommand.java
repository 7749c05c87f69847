package dev.whimbrel.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A command as a user would add one: it lists the tenants of the roster. The guide on plug-ins shows this file. */
@Command(name = "tenants", description = "Lists the tenants of the roster.")
final class TenantsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Whimbrel whimbrel;

    @Option(names = "--count", description = "Only how many there are.")
    private boolean count;

    @Override
    public Integer call() {
        var tenants = whimbrel.migration().prepare().tenants();
        if (count) {
            whimbrel.screen().line(tenants.size() + " tenants");
        } else {
            tenants.forEach(tenant -> whimbrel.screen().line(tenant.text()));
        }
        return 0;
    }

    /** How it is found. */
    public static final class Plugin implements CommandPlugin {
        @Override
        public Object command() {
            return new TenantsCommand();
        }
    }
}
