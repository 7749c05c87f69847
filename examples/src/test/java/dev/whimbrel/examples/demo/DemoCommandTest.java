package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command's manners: help, and a folder that would not last is refused before anything starts. */
class DemoCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = new CommandLine(new DemoCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));

    @Test
    void help() {
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString()).contains("--keep", "--seed", "--folder");
    }

    @Test
    void aFolderForTemporaryFilesIsRefused() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "whimbrel-demo");
        assertThat(line.execute("--folder", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Cannot use folder").contains("--folder");
        assertThat(folder).doesNotExist();
    }
}
