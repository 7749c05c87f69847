package dev.whimbrel.bench;

import dev.whimbrel.bench.data.Layouts;
import dev.whimbrel.bench.data.Sources;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Both servers with the accounts, to try things by hand. */
@Command(
        name = "servers",
        mixinStandardHelpOptions = true,
        description = "Starts both servers with data, until Ctrl-C.")
final class ServersCommand implements Callable<Integer> {
    @Option(names = "--rows", paramLabel = "N", description = "Rows (default: ${DEFAULT-VALUE}).")
    private long rows = 100_000;

    @Override
    public Integer call() throws InterruptedException {
        Bed bed = Bed.below(Places.beds());
        Database postgres = Sources.postgres(bed, Layouts.accounts(), rows);
        Database mariaDb = Sources.mariaDb(bed, Layouts.accounts(), rows);
        System.out.println(postgres.uri());
        System.out.println(mariaDb.uri());
        System.out.println(bed.freshTarget("target").uri() + " (empty)");
        System.out.println(Sources.csv(bed, Layouts.accounts(), rows));
        new CountDownLatch(1).await();
        return 0;
    }
}
