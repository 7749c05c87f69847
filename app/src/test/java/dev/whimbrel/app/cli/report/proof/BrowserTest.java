package dev.whimbrel.app.cli.report.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a real browser, where there is a Chromium: the page never scrolls sideways, on a phone or a desk, with its folds shut or open. */
final class BrowserTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** The page in a frame of that width, asked how wide it became, with its folds shut and with all of them open. */
    private static final String FRAME = """
            <!DOCTYPE html><html><body><iframe id="frame" style="border:0;height:800px;width:%dpx"></iframe>
            <script>
            var frame = document.getElementById('frame');
            frame.addEventListener('load', function () {
              var root = frame.contentDocument.documentElement;
              var shut = root.scrollWidth;
              var button = root.querySelector('#folds button');
              if (button) { button.click(); }
              document.title = 'shut ' + shut + ' open ' + root.scrollWidth + ' button ' + (button ? 'yes' : 'no');
            });
            frame.srcdoc = '%s';
            </script></body></html>
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void neverScrollsSideways(int width) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH");
        for (ProofModel model : List.of(
                Samples.everyday(), Samples.hostile("w".repeat(300)), Samples.large(300, 60, 40), Samples.empty())) {
            assertThat(measured(browser.orElseThrow(), new ProofPage(model).html(), width))
                    .isEqualTo("shut " + width + " open " + width + " button yes");
        }
    }

    private static Optional<Path> browser() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String measured(Path browser, String html, int width) throws Exception {
        Path page = Files.writeString(folder.resolve("frame.html"), String.format(FRAME, width, script(html)));
        Path dump = folder.resolve("dump.html");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1400,900",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dump.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Matcher title =
                Pattern.compile("<title>([^<]*)</title>").matcher(Files.readString(dump, StandardCharsets.UTF_8));
        return title.find() ? title.group(1) : "no answer";
    }

    /** A text as the inside of a script's literal. */
    private static String script(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("<", "\\x3c");
    }
}
