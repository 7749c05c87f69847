package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of a run at work, as Prometheus fetches them. */
@Timeout(120)
final class MetricsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void aRunAtWorkIsScrapedAndItsPageEndsWithIt() throws Exception {
        SmallMove move = SmallMove.load(folder);
        move.old("insert into visit select 1000 + seq, 1 + seq % 4, '2021-01-01' from seq_1_to_6000");
        move.write(SmallMove.YAML.replace(
                "flows:\n",
                "settings: { chunk_rows: 200, guest: { rows_per_second: { min: 500, max: 2000 } } }\nflows:\n"));
        int port = free();
        CompletableFuture<Called> run =
                CompletableFuture.supplyAsync(() -> move.call("run", "--metrics", Integer.toString(port)));
        String page = scraped(port, run);
        assertThat(page)
                .contains(
                        "whimbrel_chunk_seconds_count{flow=\"visit\",step=\"copy\"}",
                        "whimbrel_read_bytes_total{flow=\"visit\",step=\"copy\"}",
                        "whimbrel_signal{side=\"target\",signal=\"commit\"}",
                        "whimbrel_signal{side=\"source\",signal=\"answer\"}",
                        "whimbrel_allowed_rows_per_second 2000.0",
                        "whimbrel_held{because=\"paused\"} 0.0",
                        "whimbrel_signal{side=\"target\",signal=\"canary\"}",
                        "jvm_memory_used_bytes{area=\"heap\"");
        assertThat(run.join().code()).as(run.join().err()).isZero();
        assertThat(run.join().out()).contains("Metrics at http://127.0.0.1:" + port + "/metrics");
        assertThatThrownBy(() -> ask(port, "/metrics")).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortThatIsTakenIsToldBeforeAnyRowMoves() throws Exception {
        SmallMove move = SmallMove.load(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Called called = move.call("run", "--metrics", Integer.toString(taken.getLocalPort()));
            assertThat(called.err()).contains("METRICS_PORT");
            assertThat(move.number("select count(*) from branches")).isZero();
        }
        assertThat(move.call("run", "--metrics", "70000").code()).isEqualTo(ExitCode.USAGE.number());
    }

    private static String scraped(int port, CompletableFuture<Called> run) throws Exception {
        String page = "";
        // What a chunk brought is told one after the other: a page may show the first of it alone.
        while (!page.contains("whimbrel_rows_total{flow=\"visit\",outcome=\"inserted\",step=\"copy\"}")
                || !page.contains("whimbrel_read_bytes_total{flow=\"visit\",step=\"copy\"}")) {
            assertThat(run.isDone()).as("at work: " + page).isFalse();
            Thread.sleep(50);
            try {
                page = ask(port, "/metrics").body();
            } catch (ConnectException e) {
                // It is not there yet.
                page = "";
            }
        }
        assertThat(ask(port, "/other").statusCode()).isEqualTo(404);
        return page;
    }

    private static HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
