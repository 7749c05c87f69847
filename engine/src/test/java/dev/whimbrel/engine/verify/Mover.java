package dev.whimbrel.engine.verify;

import dev.whimbrel.engine.run.OldShop;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Changes rows of the old system all the time, and a little later the same rows of the new one, as an online path does. */
final class Mover implements AutoCloseable {
    private final OldShop shop;
    private final Thread thread = new Thread(this::move, "mover");
    private volatile boolean ended;

    Mover(OldShop shop) {
        this.shop = shop;
    }

    void start() {
        thread.start();
    }

    private void move() {
        try (Connection old = DriverManager.getConnection(shop.oldUrl, "app", "app");
                Statement from = old.createStatement();
                Connection fresh = shop.target();
                Statement to = fresh.createStatement()) {
            for (int i = 0; !ended; i++) {
                String which = " where customer_id in (3, 4, 5)";
                from.execute("update customer set name = 'Moving " + i + "'" + which);
                Thread.sleep(15);
                to.execute("update shop.customer set name = 'Moving " + i + "'"
                        + which.replace("customer_id", "legacy_id"));
                Thread.sleep(2);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
