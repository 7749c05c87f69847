package dev.whimbrel.engine.arrival;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.port.ObjectStore;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.ArrivalSettings.KeyPlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Measures, keeps and reads 64 MB, in a process that has not so much memory. Arguments: a folder to make, and the file of a key. */
final class LargeMain {
    private static final int MEGABYTES = 64;

    private LargeMain() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder.resolve("in"));
        write(folder.resolve("in/large.csv"));
        ArrivalKey key = ArrivalKey.of(new KeyPlace.File(Path.of(args[1])));
        ConnectionProfile in = profile(folder.resolve("in"));
        ConnectionProfile kept = profile(folder.resolve("kept"));
        try (Inbox inbox = Connectors.objects(in).inbox(in);
                ObjectStore store = Connectors.objects(kept).store(kept)) {
            Inbox.Listed file = inbox.list().files().get(0);
            Measured measured = Measured.of(inbox, file, List.of());
            Vault vault = new Vault(store, key);
            try (InputStream bytes = inbox.read(file)) {
                if (!vault.keep("x/" + measured.hash(), measured.hash(), bytes)) {
                    throw new IllegalStateException("Other bytes the second time");
                }
            }
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            try (InputStream bytes = vault.open("x/" + measured.hash(), measured.hash())) {
                for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                    read += count;
                }
            }
            System.out.println("the same " + read + " bytes");
        }
    }

    private static void write(Path file) throws IOException {
        Random random = new Random(1);
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(megabyte);
                out.write(megabyte);
            }
        }
    }

    private static ConnectionProfile profile(Path folder) {
        return new ConnectionProfile("folder", folder.toString(), null, null, Map.of(), folder);
    }
}
