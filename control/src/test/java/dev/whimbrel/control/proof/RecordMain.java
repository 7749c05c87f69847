package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Finding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** A process that records one flow and gets stuck in the second, for tests that kill it. Arguments: the database's address. */
public final class RecordMain {
    private RecordMain() {}

    public static void main(String[] arguments) throws SQLException {
        Connection connection = DriverManager.getConnection(arguments[0], "postgres", "");
        connection.setAutoCommit(false);
        Verifications verifications = Proof.on(connection).verifications();
        long id = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(id, "client", List.of(), Samples.padded("1", 20), Samples.MASKED);
        connection.commit();
        verifications.record(id, "order", List.of(), RecordMain::stuck, Samples.MASKED);
        throw new IllegalStateException("It should have been killed");
    }

    /** More findings than are written at once, and then none comes any more. */
    private static Iterator<Finding> stuck() {
        Iterator<Finding> first = Samples.padded("1", 900).iterator();
        return new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Finding next() {
                if (first.hasNext()) {
                    return first.next();
                }
                if (given++ < 8_000) {
                    return Samples.missing("t" + given, "7");
                }
                System.out.println("STUCK");
                sleep();
                return next();
            }
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
