package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.TargetTransaction.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Writes a set of rows so that all stand but those that the server refuses. Each attempt runs under a savepoint; a refused set is
 * cut in halves, the earlier one first, until single rows are left: of two rows that exclude each other the earlier stands, and
 * b refused rows of n cost in the order of b log n attempts.
 */
final class Isolation {
    /** Writes the rows at positions {@code from} to {@code to}, exclusively. */
    interface Attempt {
        void write(int from, int to) throws SQLException;
    }

    /** Gives the refusal of the row at a position. */
    interface Blame {
        Refusal of(int position, SQLException failure) throws SQLException;
    }

    private final Connection connection;
    private final Attempt attempt;
    private final Blame blame;
    private final List<Refusal> refusals = new ArrayList<>();

    Isolation(Connection connection, Attempt attempt, Blame blame) {
        this.connection = connection;
        this.attempt = attempt;
        this.blame = blame;
    }

    /** Writes {@code count} rows and gives the refused ones in order. */
    List<Refusal> write(int count) throws SQLException {
        write(0, count);
        refusals.sort(Comparator.comparingInt(Refusal::index));
        return refusals;
    }

    /** Writes all rows by {@code first}, and where that is refused in parts; {@code count} is asked for afterwards. */
    List<Refusal> write(First first, IntSupplier count) throws SQLException {
        execute("savepoint whimbrel_rows");
        try {
            first.write();
            execute("release savepoint whimbrel_rows");
            return refusals;
        } catch (SQLException e) {
            if (!ServerErrors.isRefusal(e)) {
                throw e;
            }
            execute("rollback to savepoint whimbrel_rows");
            execute("release savepoint whimbrel_rows");
            if (count.getAsInt() == 1) {
                refusals.add(blame.of(0, e));
                return refusals;
            }
        }
        int middle = count.getAsInt() >>> 1;
        write(0, middle);
        write(middle, count.getAsInt());
        refusals.sort(Comparator.comparingInt(Refusal::index));
        return refusals;
    }

    /** Writes all rows. */
    interface First {
        void write() throws SQLException;
    }

    private void write(int from, int to) throws SQLException {
        if (from == to) {
            return;
        }
        execute("savepoint whimbrel_rows");
        try {
            attempt.write(from, to);
            execute("release savepoint whimbrel_rows");
            return;
        } catch (SQLException e) {
            if (!ServerErrors.isRefusal(e)) {
                throw e;
            }
            execute("rollback to savepoint whimbrel_rows");
            execute("release savepoint whimbrel_rows");
            if (to - from == 1) {
                refusals.add(blame.of(from, e));
                return;
            }
        }
        int middle = (from + to) >>> 1;
        write(from, middle);
        write(middle, to);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
