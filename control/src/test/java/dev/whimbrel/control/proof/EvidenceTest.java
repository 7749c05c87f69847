package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.ValueClass;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings written out, and deleted when they are old. */
class EvidenceTest {
    private Target target;
    private Connection connection;
    private Proof proof;

    @BeforeEach
    void begin() throws SQLException {
        target = new Target();
        connection = target.connect();
        proof = Proof.on(connection);
    }

    @AfterEach
    void end() throws SQLException {
        target.close();
    }

    private long verify(List<Finding> findings) throws SQLException {
        Verifications verifications = proof.verifications();
        long id = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(id, "client", List.of(), findings, Samples.MASKED);
        verifications.finish(id, Map.of());
        connection.commit();
        return id;
    }

    @Test
    void aFileHasALineForEachCellAndQuotesWhatNeedsIt() throws Exception {
        Cell odd = new Cell("a,\"b", ValueClass.CONTENT, "", "Xx,\nx", "\"");
        Cell plain = new Cell("c", ValueClass.TIME_OFFSET, "+1h", "9", "8");
        long id = verify(List.of(Samples.changed("1", "12", odd, plain), Samples.missing("2", "345")));
        StringWriter out = new StringWriter();
        proof.evidence().exportCsv(id, out);

        Tokens tokens = proof.tokens("shop");
        String changed = pattern(id, 2) + ",client,CHANGED,,0,1,99," + tokens.row("1", "client", "12") + ",STABLE,";
        String missing = pattern(id, 0) + ",client,MISSING,,1,2,999," + tokens.row("2", "client", "345") + ",STABLE,";
        String start = id + ",shop,test,";
        assertThat(out.toString())
                .isEqualTo("verification_id,project,environment,pattern_id,flow,row_class,cause,finding_no,tenant,"
                        + "shown_key,token,status,cell_no,column_name,value_class,mask,expected,actual\r\n"
                        + start + changed + "1,\"a,\"\"b\",CONTENT,,\"Xx,\nx\",\"\"\"\"\r\n"
                        + start + changed + "2,c,TIME_OFFSET,+1h,9,8\r\n"
                        + start + missing + ",,,,,\r\n");
    }

    private String pattern(long id, int columns) {
        return proof.verifications().patterns(id, 0).stream()
                .filter(pattern -> pattern.pattern().columns().size() == columns)
                .map(PatternSummary::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLongFileIsStreamed() throws SQLException, IOException {
        List<Finding> findings = new ArrayList<>();
        for (int tenant = 0; tenant < 9; tenant++) {
            findings.addAll(Samples.padded("t" + tenant, 700));
        }
        long id = verify(findings);
        StringWriter out = new StringWriter();
        proof.evidence().exportCsv(id, out);
        assertThat(out.toString().lines()).hasSize(6_301);
    }

    @Test
    void oldFindingsGoAndCountsStay() throws SQLException {
        long first = verify(Samples.padded("1", 5));
        long second = verify(Samples.padded("1", 6));
        Verifications verifications = proof.verifications();
        long failed = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(failed, "client", List.of(), Samples.padded("1", 7), Samples.MASKED);
        verifications.fail(failed, "no");
        long third = verify(Samples.padded("1", 8));
        long running = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(running, "client", List.of(), Samples.padded("1", 9), Samples.MASKED);
        connection.commit();

        assertThat(proof.evidence().prune("shop", 30, 1)).as("all are young").isZero();
        age(first, second, failed, third);
        assertThat(proof.evidence().prune("market", 30, 1)).isZero();
        assertThat(proof.evidence().prune("shop", 30, 9))
                .as("all are among the newest")
                .isZero();
        assertThat(proof.evidence().prune("shop", 30, 2)).isEqualTo(5);
        assertThat(proof.evidence().prune("shop", 30, 1)).isEqualTo(6 + 7);
        assertThat(proof.evidence().prune("shop", 30, 1)).isZero();

        PatternSummary pruned = verifications.patterns(second, 3).get(0);
        assertThat(pruned.rows()).isEqualTo(6);
        assertThat(pruned.before()).isEqualTo(5);
        assertThat(pruned.examples()).isEmpty();
        assertThat(verifications.findings(third, pruned.id(), 99)).hasSize(8);
        assertThat(verifications.findings(running, pruned.id(), 99)).hasSize(9);
    }

    private void age(long... ids) throws SQLException {
        for (long id : ids) {
            target.execute("update whimbrel.verification set finished_at = now() - interval '31 days'"
                    + " where verification_id = " + id);
        }
        connection.commit();
    }
}
