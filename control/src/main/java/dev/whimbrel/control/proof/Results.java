package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Equations and verdicts by flow and tenant. */
final class Results {
    private final Handle handle;

    Results(Handle handle) {
        this.handle = handle;
    }

    /** False where the flow is recorded already; waits for whoever is at it in another transaction. */
    boolean begin(long id, String flow) {
        return handle.createUpdate(
                                "insert into whimbrel.verification_flow (verification_id, flow) values (:id, :flow) on conflict do nothing")
                        .bind("id", id)
                        .bind("flow", flow)
                        .execute()
                > 0;
    }

    void insert(long id, List<TableResult> results) {
        if (results.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into whimbrel.verification_result values (:id, :flow, :tenant, :table, :source, :excluded, :merged,
                  :expected, :actual, :equal, :changed, :missing, :extra, :inFlight, :hot, :waived, :representation,
                  :verdict, :reason, :tolerated)
                """);
        for (TableResult result : results) {
            batch.bind("id", id)
                    .bind("flow", result.flow())
                    .bind("tenant", result.tenant())
                    .bind("table", result.table())
                    .bindMethods(result.rows())
                    .bind("verdict", result.verdict().name())
                    .bind("reason", result.reason())
                    .add();
        }
        batch.execute();
    }

    List<TableResult> of(long id) {
        return handle.createQuery(
                        "select * from whimbrel.verification_result where verification_id = :id order by flow, tenant")
                .bind("id", id)
                .map((rows, context) -> new TableResult(
                        rows.getString("flow"),
                        rows.getString("target_table"),
                        rows.getString("tenant"),
                        equation(rows),
                        Verdict.valueOf(rows.getString("verdict")),
                        rows.getString("reason")))
                .list();
    }

    private static Equation equation(ResultSet row) throws SQLException {
        return new Equation(
                row.getLong("source"),
                row.getLong("excluded"),
                row.getLong("merged"),
                row.getLong("expected"),
                row.getLong("actual"),
                row.getLong("equal"),
                row.getLong("changed"),
                row.getLong("missing"),
                row.getLong("extra"),
                row.getLong("in_flight"),
                row.getLong("hot"),
                row.getLong("waived"),
                row.getLong("representation"),
                row.getLong("tolerated"));
    }
}
