package dev.whimbrel.connectors.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the text of a name its very bytes can be told. */
final class FileNameTest {
    @Test
    void anyBytesComeBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] raw = new byte[random.nextInt(40)];
            random.nextBytes(raw);
            for (int b = 0; b < raw.length; b++) {
                if (random.nextBoolean()) {
                    raw[b] = (byte) "\\xü/ %C".charAt(random.nextInt(7));
                }
            }
            String text = FileName.text(raw);
            assertThat(FileName.bytes(text)).as("seed %d, %s", seed, text).isEqualTo(raw);
            // What a database gives back must be what it was given.
            assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }
    }

    @Test
    void aPathComesBack(@TempDir Path folder) throws IOException {
        for (String name :
                new String[] {"a/b c.csv", "50%.csv", "\\xFC.csv".replace("\\x", "\\\\x"), "M\\xFCller", "ü\n#?.csv"}) {
            Path path = FileName.path(folder, name);
            Files.createDirectories(FolderStore.parent(path));
            Files.writeString(path, "x");
            assertThat(FileName.of(folder, path)).isEqualTo(name);
        }
        assertThat(FileName.text("ü\\".getBytes(StandardCharsets.UTF_8))).isEqualTo("ü\\\\");
    }
}
