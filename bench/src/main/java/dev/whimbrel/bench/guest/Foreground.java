package dev.whimbrel.bench.guest;

import dev.whimbrel.bench.process.Programs;
import dev.whimbrel.bench.server.Database;
import java.nio.file.Path;
import java.util.List;

/** A user of a database who is at work without a pause until it is closed, and keeps what each transaction took. */
public interface Foreground extends AutoCloseable {
    int ROWS = 100_000;

    /** Forgets all so far. */
    void forget();

    /** What 95 of 100 transactions took at the most since then, in milliseconds. */
    double p95();

    @Override
    void close();

    /** Makes the tables that users work on. */
    static void load(Database database) {
        String numbers = database.system().equals("mariadb")
                ? "select seq, 0 from seq_1_to_" + ROWS
                : "select g, 0 from generate_series(1, " + ROWS + ") g";
        database.execute(
                "drop table if exists guest_work",
                "create table guest_work (id int primary key, amount int not null)",
                "insert into guest_work " + numbers);
    }

    /** A user in this JVM. */
    static Foreground loop(Database database) {
        return Loop.on(database);
    }

    /** pgbench where it is installed, else the loop; {@code folder} takes pgbench's log. */
    static Foreground pgbench(Database database, Path folder) {
        return hasPgbench() ? Pgbench.on(database, folder) : loop(database);
    }

    static boolean hasPgbench() {
        return Programs.find("pgbench").isPresent();
    }

    /** The least number that 95 of 100 are not above. */
    static double p95(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }
}
