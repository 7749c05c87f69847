package dev.whimbrel.bench.evidence;

import dev.whimbrel.bench.server.Database;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.Proof;
import dev.whimbrel.control.proof.Recording;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.core.difference.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;

/** Two verifications in a ledger, recorded as any verification is, and a plain table with the same rows beside it. */
public final class EvidenceLedger {
    private static final String VIEW = "whimbrel.difference";
    private static final String PLAIN = "public.plain";

    /** What a file says by pattern, tenant and column. */
    private static final String COUNTS =
            "select pattern_id, tenant, column_name, count(*), count(cell_no), max(finding_no)"
                    + " from %s where verification_id = %d group by 1, 2, 3";

    private static final long MOST = 10_000_000;

    private final Database database;

    public EvidenceLedger(Database database) {
        this.database = database;
    }

    /** What the questions are about. */
    public record Days(long newest, String tenant, String pattern, String token) {}

    /** Records a day of half as many rows, of which one in eleven is gone on the next, and then the next; says how long that one took. */
    public double record(long rows) throws SQLException {
        try (Connection connection = connect()) {
            Ledger.on(connection).installation().install();
            connection.commit();
            long half = rows / 2;
            record(connection, new MadeFindings(half, rows / 20));
            long begun = System.nanoTime();
            record(connection, new MadeFindings(rows, 0));
            return millis(begun);
        }
    }

    private static void record(Connection connection, MadeFindings findings) throws SQLException {
        Verifications verifications = Proof.on(connection).verifications();
        long id = verifications
                .open(new Matter("bench", "bench"), "0".repeat(64), List.of())
                .verification()
                .id();
        connection.commit();
        Recording how = new Recording(Shape::of).keeping(MOST);
        List<String> flows = MadeFindings.flows();
        for (int flow = 0; flow < flows.size(); flow++) {
            verifications.record(id, flows.get(flow), List.of(), findings.of(flow), how);
            connection.commit();
        }
        verifications.finish(id, Map.of());
        connection.commit();
    }

    /** Makes the plain table by COPY from a file; says how long the newest verification's rows took. */
    public double load(Path file) throws SQLException, IOException {
        database.execute(
                "drop table if exists " + PLAIN, "create table " + PLAIN + " as select * from " + VIEW + " limit 0");
        long newest = days().newest();
        copy(file, VIEW + " where verification_id < " + newest);
        return copy(file, VIEW + " where verification_id = " + newest);
    }

    private double copy(Path file, String from) throws SQLException, IOException {
        try (Connection connection = connect()) {
            PGConnection server = connection.unwrap(PGConnection.class);
            try (OutputStream out = Files.newOutputStream(file)) {
                server.getCopyAPI().copyOut("copy (select * from " + from + ") to stdout (format binary)", out);
            }
            long begun = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                server.getCopyAPI().copyIn("copy " + PLAIN + " from stdin (format binary)", in);
            }
            connection.commit();
            return millis(begun);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** As the server's own cleaning does within a minute. */
    public void settle() {
        database.execute("vacuum (analyze) whimbrel.finding", "vacuum (analyze) " + PLAIN, "analyze whimbrel.pattern");
    }

    public Days days() {
        String newest = asked("select max(verification_id) from whimbrel.verification");
        String of = " from " + VIEW + " where verification_id = " + newest + " and tenant = '" + MadeFindings.tenant(2)
                + "' and column_name = 'email'";
        return new Days(
                Long.parseLong(newest),
                MadeFindings.tenant(2),
                asked("select min(pattern_id)" + of),
                asked("select token" + of + " limit 1"));
    }

    private String asked(String sql) {
        return Objects.requireNonNull(database.text(sql), sql);
    }

    /** By the view. */
    public Answer ask(Question question, Days days) throws SQLException {
        return ask(question.sql(VIEW, days));
    }

    /** By the plain table. */
    public Answer askPlain(Question question, Days days) throws SQLException {
        return ask(question.sql(PLAIN, days));
    }

    /** Counts of the newest verification, by the plain table. */
    public Answer counts(Days days) throws SQLException {
        return ask(COUNTS.formatted(PLAIN, days.newest()));
    }

    private Answer ask(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return Answer.to(connection, sql);
        }
    }

    /** The same counts as another program reads them from a file, {@code read_parquet('…')} or {@code read_csv('…', …)}. */
    public static Answer duckDb(String reading, Days days) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return Answer.to(connection, COUNTS.formatted(reading, days.newest()));
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static double millis(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
