package dev.whimbrel.engine.run;

import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A small old system in MariaDB, its new home in PostgreSQL, and the project file between them: branches (the tenants), customers
 * with a branch, purchases two joins away from it that may follow up on another purchase. Equality of both sides is judged by SQL
 * of its own on each side, not through the mapping.
 */
public final class OldShop {
    public static final String MAPPING = """
            whimbrel: 1
            project: shop
            environments:
              test:
                source: { type: mariadb, url: "${OLD_URL}", user: app, password: app }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants:
              from: { table: branch, column: branch_id }
            scope:
              branch: { column: branch_id }
              customer: { column: branch_id }
              purchase: { through: customer_id }
            settings: { workers: 2, chunk_rows: %d, lease: 5s, guest: { watch: false } }
            flows:
              branch:
                from: branch
                to: shop.branch
                source_key: legacy_id
                fields:
                  branch_id: { generated: uuid }
                  title: title
              customer:
                from: customer
                to: shop.customer
                source_key: legacy_id
                fields:
                  customer_id: { generated: sequence }
                  branch_id: { ref: branch, of: branch_id }
                  name: { sql: "trim(name)" }
                  email: { sql: "lower(email)" }
              purchase:
                from: purchase
                to: shop.purchase
                source_key: legacy_id
                fields:
                  purchase_id: { generated: sequence }
                  customer_id: { ref: customer, of: customer_id }
                  follows_id: { ref: purchase, of: follows }
                  amount: amount
                  bought_at: { sql: "at_zone(bought, 'Europe/Berlin')" }
                  note: note
            """;

    final MariaDbServer oldServer;
    final PostgresServer newServer;
    public final String oldUrl;
    final String newUrl;
    private final Path folder;
    private int chunkRows = 20_000;
    private String mapping = MAPPING;
    private String oldWay;
    private String newWay;

    public OldShop(Path folder) {
        this(folder, MariaDbServer.shared(), PostgresServer.shared());
    }

    public OldShop(Path folder, MariaDbServer oldServer, PostgresServer newServer) {
        this.folder = folder;
        this.oldServer = oldServer;
        this.newServer = newServer;
        this.oldUrl = oldServer.createDatabase();
        this.newUrl = newServer.createDatabase();
        this.oldWay = oldUrl;
        this.newWay = newUrl;
    }

    /** Lets the move, though not the test's own questions, go by these addresses, such as through a proxy. */
    public OldShop by(String oldAddress, String newAddress) {
        oldWay = oldAddress;
        newWay = newAddress;
        return this;
    }

    public OldShop chunkRows(int rows) {
        chunkRows = rows;
        return this;
    }

    /** The mapping as it stands first, for a test that needs more than it says. */
    public static String mapping() {
        return MAPPING;
    }

    public OldShop mapping(String text) {
        mapping = text;
        return this;
    }

    /** Fills the old system with {@code customers} customers of four branches and {@code purchases} purchases. */
    public OldShop fill(int customers, int purchases) throws SQLException {
        old(
                "create table branch (branch_id int primary key, title varchar(40) not null)",
                "insert into branch values (1,'North'),(2,'East'),(3,'South'),(4,'West')",
                """
                create table customer (customer_id int primary key, branch_id int not null references branch,
                  name varchar(60) not null, email varchar(80), key (branch_id))""",
                """
                create table purchase (purchase_id bigint primary key, customer_id int not null, follows bigint null,
                  amount decimal(12,2) not null, bought datetime(6) not null, note varchar(200), key (customer_id),
                  constraint purchase_customer foreign key (customer_id) references customer (customer_id),
                  constraint purchase_follows foreign key (follows) references purchase (purchase_id))""",
                "insert into customer select seq, 1 + seq % 4, concat('  Name ', seq, ' ä🐦'),"
                        + " if(seq % 7 = 0, null, concat('User', seq, '@Example.org')) from seq_1_to_" + customers,
                "insert into purchase select cast(seq as signed) - 1000, 1 + (seq * 7919) % " + customers + ","
                        + " if(seq > 10 and seq % 5 = 0, cast(seq as signed) - 1007, null), (seq % 100000) / 100,"
                        + " timestamp('2019-01-01') + interval seq second + interval (seq % 1000000) microsecond,"
                        + " if(seq % 3 = 0, null, repeat('x', seq % 50)) from seq_1_to_" + purchases);
        return newSystem();
    }

    public OldShop newSystem() throws SQLException {
        fresh(
                "create schema shop",
                "create table shop.branch (branch_id uuid primary key, legacy_id int not null unique, title text not null)",
                """
                create table shop.customer (customer_id bigint generated always as identity primary key,
                  legacy_id bigint not null unique, branch_id uuid not null references shop.branch,
                  name varchar(60) not null check (name <> ''), email varchar(80))""",
                """
                create table shop.purchase (purchase_id bigint generated by default as identity primary key,
                  legacy_id bigint not null unique, customer_id bigint not null references shop.customer,
                  follows_id bigint references shop.purchase, amount numeric(12,2) not null,
                  bought_at timestamptz not null, note varchar(200))""",
                "create index on shop.purchase (customer_id)");
        return this;
    }

    public void old(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(oldUrl, "app", "app")) {
            execute(connection, statements);
        }
    }

    /** A connection of the test's own to the new system. */
    public Connection target() throws SQLException {
        return DriverManager.getConnection(newUrl, "postgres", "");
    }

    public void fresh(String... statements) throws SQLException {
        try (Connection connection = target()) {
            execute(connection, statements);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public long oldNumber(String sql) throws SQLException {
        return Long.parseLong(oldText(sql));
    }

    public String oldText(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(oldUrl, "app", "app")) {
            return text(connection, sql);
        }
    }

    public long freshNumber(String sql) throws SQLException {
        return Long.parseLong(freshText(sql));
    }

    public String freshText(String sql) throws SQLException {
        try (Connection connection = target()) {
            return text(connection, sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    public Path file() throws IOException {
        Path file = folder.resolve("migration.yaml");
        Files.writeString(file, mapping.formatted(chunkRows));
        return file;
    }

    public Map<String, String> environment() {
        return Map.of("OLD_URL", oldWay, "NEW_URL", newWay);
    }

    public Project project() throws IOException {
        return ProjectFile.load(file(), "test", environment());
    }

    public Migration migration() throws IOException {
        return Migration.from(project());
    }

    /** Every purchase with its customer's key and name and its predecessor's key, read by SQL of its own on either side. */
    public List<String> differences() throws SQLException {
        String oldSql = """
                select p.purchase_id, c.customer_id, c.branch_id, trim(c.name), lower(c.email), p.follows, p.amount,
                  date_format(p.bought, '%Y-%m-%d %H:%i:%s.%f'), p.note
                from purchase p join customer c using (customer_id) order by p.purchase_id
                """;
        String newSql = """
                select p.legacy_id, c.legacy_id, b.legacy_id, c.name, c.email, f.legacy_id, p.amount,
                  to_char(p.bought_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI:SS.US'), p.note
                from shop.purchase p join shop.customer c using (customer_id) join shop.branch b using (branch_id)
                  left join shop.purchase f on f.purchase_id = p.follows_id order by p.legacy_id
                """;
        List<String> differences = new ArrayList<>();
        try (Connection oldConnection = DriverManager.getConnection(oldUrl, "app", "app");
                Connection newConnection = target();
                Statement oldStatement = oldConnection.createStatement();
                Statement newStatement = newConnection.createStatement()) {
            newConnection.setAutoCommit(false);
            oldStatement.setFetchSize(5000);
            newStatement.setFetchSize(5000);
            ResultSet oldRows = oldStatement.executeQuery(oldSql);
            ResultSet newRows = newStatement.executeQuery(newSql);
            boolean more = oldRows.next();
            boolean newMore = newRows.next();
            while ((more || newMore) && differences.size() < 20) {
                String left = more ? line(oldRows) : "nothing";
                String right = newMore ? line(newRows) : "nothing";
                if (!left.equals(right)) {
                    differences.add(left + " is not " + right);
                }
                more = more && oldRows.next();
                newMore = newMore && newRows.next();
            }
        }
        return differences;
    }

    private static String line(ResultSet row) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= 9; i++) {
            line.append(row.getString(i)).append('|');
        }
        return line.toString();
    }
}
