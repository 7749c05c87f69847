package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.ObjectConnector;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A project with an inbox, a store and a record of its own, and a clock that a test moves. Tenants 1, 2 and 7 are on the roster. */
final class Beta {
    /** An inbox with files that settle. */
    static final String FOLDER = "in: { folder: in, files: \"{tenant}/*.csv\", settle: 10s, header: [id, name] }";

    private final Path folder;
    private final String url;
    private final Hand clock = new Hand();
    private String kept = "{ folder: kept }";
    private String inboxes = FOLDER;

    Beta(Path folder) {
        this.folder = folder;
        this.url = PostgresServer.shared().createDatabase();
        ArrivalKey.make(key());
    }

    /** A clock that stands still unless it is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-05-04T06:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    Beta keptAt(String store) {
        kept = store;
        return this;
    }

    Beta from(String lines) {
        inboxes = lines;
        return this;
    }

    void passes(Duration time) {
        clock.now = clock.now.plus(time);
    }

    Clock clock() {
        return clock;
    }

    Path in() {
        return folder.resolve("in");
    }

    Path kept() {
        return folder.resolve("kept");
    }

    Path key() {
        return folder.resolve("arrivals.key");
    }

    Path file() {
        return folder.resolve("migration.yaml");
    }

    Project project() {
        String yaml = """
                whimbrel: 1
                project: shop
                environments:
                  test:
                    source: { type: mariadb, url: "jdbc:mariadb://127.0.0.1:1/never" }
                    target: { type: postgresql, url: "%s", user: postgres, password: none }
                tenants: { list: ["1", "2", "7"] }
                arrivals:
                  kept: %s
                  key: { file: arrivals.key }
                  keep_days: 30
                  inboxes:
                    %s
                flows: {}
                """.formatted(url, kept, inboxes);
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProjectFile.load(file(), null, Map.of());
    }

    Arriving arriving() {
        return new Arriving(project(), clock);
    }

    Scan scan() {
        return arriving().scan();
    }

    /** A pass that opens stores and inboxes by other means. */
    Scan scan(Function<ConnectionProfile, ObjectConnector> connectors) {
        return new Intake(project(), clock, connectors).scan();
    }

    /** Two passes, the second when all has settled. */
    Scan settled() {
        scan();
        passes(Duration.ofSeconds(10));
        return scan();
    }

    void put(String name, String text) {
        put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String name, byte[] bytes) {
        try {
            Path file = in().resolve(name);
            Files.createDirectories(parent(file));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /** The clear bytes of an arrival's files, by their names. */
    Map<String, String> read(long arrival) {
        Map<String, String> texts = new LinkedHashMap<>();
        arriving()
                .read(
                        arrival,
                        (file, bytes) ->
                                texts.put(file.name(), new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1)));
        return texts;
    }

    List<Arrival> arrivals() {
        return arriving().list(null).arrivals();
    }

    /** The files in the store's folder. */
    List<Path> objects() {
        if (!Files.exists(kept())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(kept())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of what a query gives. */
    List<String> texts(String sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
