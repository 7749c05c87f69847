package dev.whimbrel.engine.run;

import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.project.ProjectFile;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * An old system in PostgreSQL that people go on working in while it moves: customers, contacts (of which those with one address
 * become one), and purchases that refer to both and to earlier purchases. Judged by SQL of its own on either side.
 */
final class LiveShop {
    private static final String MAPPING = """
            whimbrel: 1
            project: live
            environments:
              test:
                source: { type: postgresql, url: "${OLD_URL}", user: postgres, password: "", schema: public, snapshot: %s }
                target: { type: postgresql, url: "${NEW_URL}", user: postgres, password: "" }
            tenants: { from: { table: branch, column: branch_id } }
            scope:
              branch: { column: branch_id }
              customer: { column: branch_id }
              contact: { column: branch_id }
              purchase: { through: customer_id }
            settings: { workers: %d, chunk_rows: 100, lease: 5s, guest: { watch: false } }
            flows:
              branch:
                from: branch
                to: shop.branch
                source_key: legacy_id
                fields: { branch_id: { generated: sequence }, title: title }
              customer:
                from: customer
                to: shop.customer
                source_key: legacy_id
                fields: { customer_id: { generated: sequence }, branch_id: { ref: branch, of: branch_id }, name: name }
              contact:
                from: contact
                to: shop.contact
                source_key: legacy_id
                fields: { contact_id: { generated: sequence }, email: email }
                drop: { branch_id: "contacts are of the whole company" }
                survivors: { by: [ "lower(email)" ], keep: [ contact_id ] }
              purchase:
                from: purchase
                to: shop.purchase
                source_key: legacy_id
                fields:
                  purchase_id: { generated: sequence }
                  customer_id: { ref: customer, of: customer_id }
                  contact_id: { ref: contact, of: contact_id }
                  follows_id: { ref: purchase, of: follows }
                  amount: amount
            """;

    private static final String KEEPERS =
            "from pg_stat_activity where datname = current_database() and application_name = 'whimbrel snapshot'";

    private final Path folder;
    private final String oldUrl;
    private final String newUrl;
    private final String snapshot;
    private int workers = 1;

    LiveShop(Path folder, String snapshot) {
        this(folder, snapshot, PostgresServer.shared());
    }

    LiveShop(Path folder, String snapshot, PostgresServer oldServer) {
        this.folder = folder;
        this.snapshot = snapshot;
        this.oldUrl = oldServer.createDatabase();
        this.newUrl = PostgresServer.shared().createDatabase();
        old(
                "create table branch (branch_id int primary key, title text not null)",
                "insert into branch values (1, 'North'), (2, 'South')",
                "create table customer (customer_id int primary key, branch_id int not null references branch, name text not null)",
                "insert into customer select n, 1 + n % 2, 'Name ' || n from generate_series(1, 600) n",
                "create table contact (contact_id int primary key, branch_id int not null references branch, email text not null)",
                "insert into contact select n, 1 + n % 2, 'User' || n % 250 || '@Example.org' from generate_series(1, 600) n",
                """
                create table purchase (purchase_id int primary key,
                  customer_id int not null references customer on delete cascade,
                  contact_id int not null references contact on delete cascade,
                  follows int references purchase on delete set null, amount numeric(12,2) not null)""",
                "create index on purchase (customer_id)",
                "create index on purchase (contact_id)",
                "create index on purchase (follows)",
                "insert into purchase select n, 1 + n * 7 % 600, 1 + n * 11 % 600,"
                        + " case when n > 10 and n % 5 = 0 then n - 7 end, n / 100.0 from generate_series(1, 2000) n",
                // What stands when a run begins, out of reach of those who work on, and of the run.
                "create schema kept",
                "create table kept.customer as table customer",
                "create table kept.contact as table contact",
                "create table kept.purchase as table purchase",
                "analyze");
        fresh(
                "create schema shop",
                "create table shop.branch (branch_id bigint generated always as identity primary key,"
                        + " legacy_id int not null unique, title text not null)",
                "create table shop.customer (customer_id bigint generated always as identity primary key,"
                        + " legacy_id int not null unique, branch_id bigint not null references shop.branch, name text not null)",
                "create table shop.contact (contact_id bigint generated always as identity primary key,"
                        + " legacy_id int not null unique, email text not null)",
                """
                create table shop.purchase (purchase_id bigint generated always as identity primary key,
                  legacy_id int not null unique, customer_id bigint not null references shop.customer,
                  contact_id bigint not null references shop.contact,
                  follows_id bigint references shop.purchase, amount numeric(12,2) not null)""");
    }

    LiveShop workers(int number) {
        workers = number;
        return this;
    }

    /** What people do meanwhile: a new customer with a purchase at once; an old one goes with his; amounts change. */
    void work(int time) {
        int added = 1_000_000 + time;
        old(
                "insert into customer values (" + added + ", 1, 'New')",
                "insert into contact values (" + added + ", 1, 'new" + time + "@example.org')",
                "insert into purchase values (" + added + ", " + added + ", " + added + ", null, 1)",
                "delete from customer where customer_id in (" + time + ", " + (601 - time) + ")",
                "delete from contact where contact_id = " + (300 + time),
                "update purchase set amount = amount + 1 where purchase_id % 10 = 0");
    }

    /** Ends the sessions of the source that have this name, and waits until they are gone. */
    void end(String session) {
        old("select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = current_database()"
                + " and application_name = '" + session + "'");
    }

    long keepers() {
        return Long.parseLong(oldText("select count(*) " + KEEPERS));
    }

    /** What landed, a line for each row, to be held against {@link #wanted}. */
    List<String> landed() {
        return freshText("""
                        select string_agg(line, ';' order by line) from (
                          select concat('customer ', legacy_id, ' ', name) line from shop.customer
                          union all select concat('contact ', legacy_id, ' ', lower(email)) from shop.contact
                          union all select concat('purchase ', p.legacy_id, ' ', c.legacy_id, ' ', lower(k.email), ' ',
                            f.legacy_id, ' ', p.amount)
                          from shop.purchase p join shop.customer c using (customer_id)
                            join shop.contact k using (contact_id) left join shop.purchase f on f.purchase_id = p.follows_id) t
                        """).transform(LiveShop::lines);
    }

    /** What should land of the old system's tables in a schema: {@code kept}, or {@code public} as it is now. */
    List<String> wanted(String schema) {
        return oldText("""
                        select string_agg(line, ';' order by line) from (
                          select concat('customer ', customer_id, ' ', name) line from %1$s.customer
                          union all select concat('contact ', min(contact_id), ' ', lower(email)) from %1$s.contact
                          group by lower(email)
                          union all select concat('purchase ', purchase_id, ' ', customer_id, ' ', lower(email), ' ', follows, ' ',
                            amount) from %1$s.purchase join %1$s.contact using (contact_id)) t
                        """.formatted(schema)).transform(LiveShop::lines);
    }

    Path file() throws IOException {
        Path file = folder.resolve("migration.yaml");
        Files.writeString(file, MAPPING.formatted(snapshot, workers));
        return file;
    }

    Map<String, String> environment() {
        return Map.of("OLD_URL", oldUrl, "NEW_URL", newUrl);
    }

    Migration migration() throws IOException {
        return Migration.from(ProjectFile.load(file(), "test", environment()));
    }

    void old(String... statements) {
        execute(oldUrl, statements);
    }

    void fresh(String... statements) {
        execute(newUrl, statements);
    }

    String oldText(String sql) {
        return text(oldUrl, sql);
    }

    String freshText(String sql) {
        return text(newUrl, sql);
    }

    private static List<String> lines(String joined) {
        return List.of(joined.split(";"));
    }

    private static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
