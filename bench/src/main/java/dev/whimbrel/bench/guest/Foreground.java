package dev.whimbrel.bench.guest;

import dev.whimbrel.bench.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A user of a database: reads one row by its key, writes another by its key and commits, without a pause, until it is closed. Keeps
 * what each such transaction took.
 */
public final class Foreground implements AutoCloseable {
    private static final int ROWS = 100_000;
    private static final long SEED = 22;

    private final Database database;
    private final Thread thread;
    private final List<Double> millis = new ArrayList<>();
    private volatile boolean over;
    private volatile String failure = "";

    private Foreground(Database database) {
        this.database = database;
        this.thread = new Thread(this::work, "foreground-" + database.system());
        thread.setDaemon(true);
    }

    /** Makes the table that {@link #on} works on. */
    public static void load(Database database) {
        String numbers = database.system().equals("mariadb")
                ? "select seq, 0 from seq_1_to_" + ROWS
                : "select g, 0 from generate_series(1, " + ROWS + ") g";
        database.execute(
                "drop table if exists guest_work",
                "create table guest_work (id int primary key, amount int not null)",
                "insert into guest_work " + numbers);
    }

    public static Foreground on(Database database) {
        Foreground foreground = new Foreground(database);
        foreground.thread.start();
        return foreground;
    }

    private void work() {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement read = connection.prepareStatement("select amount from guest_work where id = ?");
                    PreparedStatement write =
                            connection.prepareStatement("update guest_work set amount = ? where id = ?")) {
                Random random = new Random(SEED);
                while (!over) {
                    long start = System.nanoTime();
                    turn(read, write, random);
                    connection.commit();
                    keep((System.nanoTime() - start) / 1e6);
                }
            }
        } catch (SQLException e) {
            failure = "the foreground ended: " + e.getMessage();
        }
    }

    private static void turn(PreparedStatement read, PreparedStatement write, Random random) throws SQLException {
        read.setInt(1, 1 + random.nextInt(ROWS));
        int amount;
        try (ResultSet row = read.executeQuery()) {
            row.next();
            amount = row.getInt(1);
        }
        write.setInt(1, amount + 1);
        write.setInt(2, 1 + random.nextInt(ROWS));
        write.executeUpdate();
    }

    private synchronized void keep(double one) {
        millis.add(one);
    }

    /** Forgets all so far. */
    public synchronized void forget() {
        millis.clear();
    }

    /** What 95 of 100 transactions took at the most since then, in milliseconds. */
    public synchronized double p95() {
        if (!failure.isEmpty() || millis.isEmpty()) {
            throw new IllegalStateException(failure.isEmpty() ? "The foreground did nothing" : failure);
        }
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
