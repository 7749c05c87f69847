package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The target's disk is really full: the run ends with a clear word, loses nothing, and goes on once there is room. It takes a
 * small file system of its own, which only root may mount; elsewhere the test says so and is skipped.
 */
class DiskFullTest {
    @TempDir
    Path folder;

    @Test
    void theRunEndsAndGoesOnOnceThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=80m,mode=0777", "tmpfs", disk.toString());
        if (!mounted) {
            System.out.println("DiskFullTest skipped: this user may not mount a file system");
        }
        assumeTrue(mounted, "this user may not mount a file system");
        // Where the log's own disk is full the server ends, and nobody is left to say so: only the tables are on the
        // small one.
        Path space = Files.createDirectory(disk.resolve("space"));
        try (PostgresServer server = PostgresServer.own(Map.of())) {
            OldShop shop = new OldShop(folder, MariaDbServer.shared(), server).chunkRows(2_000);
            shop.fresh(
                    "create tablespace small location '" + space + "'",
                    "do $$ begin execute 'alter database ' || current_database()"
                            + " || ' set default_tablespace = small'; end $$");
            shop.fill(10_000, 40_000);
            Path ballast = disk.resolve("ballast");
            fill(ballast, Files.getFileStore(disk).getUsableSpace() - (3 << 20));
            Fault fault = catchThrowableOfType(
                    Fault.class,
                    () -> shop.migration().run(Set.of(), RunListener.NONE).execute());
            assertThat(fault.code()).as("%s", fault).isEqualTo("DISK_FULL");
            assertThat(fault.getMessage()).startsWith("Cannot ").contains("disk is full");
            assertThat(fault.next()).contains("disk");
            Files.delete(ballast);
            Outcome outcome = shop.migration().run(Set.of(), RunListener.NONE).execute();
            assertThat(outcome.isComplete()).as("%s", outcome.run()).isTrue();
            Proof.of(shop);
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static void fill(Path file, long bytes) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
