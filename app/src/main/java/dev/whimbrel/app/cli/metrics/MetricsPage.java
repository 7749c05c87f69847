package dev.whimbrel.app.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.run.RunListener;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves a run's metrics at {@code /metrics} as Prometheus reads them, to this machine alone, until it is closed. */
public final class MetricsPage implements AutoCloseable {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry);
    private final HttpServer server;

    private MetricsPage(HttpServer server) {
        this.server = server;
    }

    /** Opens it; {@code port} 0 takes any that is free. */
    public static MetricsPage at(int port) {
        try {
            InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            MetricsPage page = new MetricsPage(HttpServer.create(new InetSocketAddress(here, port), 0));
            page.server.createContext("/", page::answer);
            page.server.start();
            return page;
        } catch (IOException e) {
            throw Fault.user(
                    "METRICS_PORT",
                    "Cannot serve metrics at 127.0.0.1:" + port + ": " + e.getMessage(),
                    "Choose another port with --metrics, or leave it out.");
        }
    }

    /** Hears what the page tells. */
    public RunListener listener() {
        return metrics;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        registry.close();
    }
}
