package dev.whimbrel.bench.guest;

import dev.whimbrel.bench.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A user in this JVM: reads one row by its key, writes another by its key and commits, without a pause, until it is closed. */
final class Loop implements Foreground {
    private static final long SEED = 22;

    private final Database database;
    private final Thread thread;
    private final List<Double> millis = new ArrayList<>();
    private volatile boolean over;
    private volatile String failure = "";

    private Loop(Database database) {
        this.database = database;
        this.thread = new Thread(this::work, "foreground-" + database.system());
        thread.setDaemon(true);
    }

    static Loop on(Database database) {
        Loop loop = new Loop(database);
        loop.thread.start();
        return loop;
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
        read.setInt(1, 1 + random.nextInt(Foreground.ROWS));
        int amount;
        try (ResultSet row = read.executeQuery()) {
            row.next();
            amount = row.getInt(1);
        }
        write.setInt(1, amount + 1);
        write.setInt(2, 1 + random.nextInt(Foreground.ROWS));
        write.executeUpdate();
    }

    private synchronized void keep(double one) {
        millis.add(one);
    }

    @Override
    public synchronized void forget() {
        millis.clear();
    }

    @Override
    public synchronized double p95() {
        if (!failure.isEmpty() || millis.isEmpty()) {
            throw new IllegalStateException(failure.isEmpty() ? "The foreground did nothing" : failure);
        }
        return Foreground.p95(millis);
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
