package dev.whimbrel.control.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The steps of runs, and the flows that they are for. */
public final class Steps {
    static final RowMapper<Step> STEP = (rows, context) -> new Step(
            rows.getInt("step_no"),
            Step.Kind.valueOf(rows.getString("kind")),
            rows.getInt("flow_no"),
            Arrays.asList((Integer[]) rows.getArray("depends_on").getArray()),
            Step.State.valueOf(rows.getString("state")),
            rows.getBoolean("fresh"),
            rows.getBoolean("vacant"));

    /** Something that must stand again before step {@code s} is done was put aside. */
    private static final String SHELVED = """
            exists (select from whimbrel.shelf h where h.run_id = s.run_id and h.step_no = s.step_no)
            """;

    private final Handle handle;

    Steps(Handle handle) {
        this.handle = handle;
    }

    /** The lasting number of a flow; it is given at first sight. */
    public int flowNo(String project, String name, String sourceTable, String targetTable) {
        handle.createUpdate("""
                        insert into whimbrel.flow (project, name, source_table, target_table)
                        values (:project, :name, :source, :target)
                        on conflict (project, name) do update set source_table = :source, target_table = :target
                        where (flow.source_table, flow.target_table) is distinct from (:source, :target)
                        """)
                .bind("project", project)
                .bind("name", name)
                .bind("source", sourceTable)
                .bind("target", targetTable)
                .execute();
        return findFlow(project, name).orElseThrow();
    }

    /** The number of a flow, if any run has used it. */
    public Optional<Integer> findFlow(String project, String name) {
        return handle.createQuery("select flow_no from whimbrel.flow where project = :project and name = :name")
                .bind("project", project)
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne();
    }

    /** Records the steps of a new run. */
    public void add(long run, List<Step> steps) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into whimbrel.step (run_id, step_no, kind, flow_no, depends_on, fresh, vacant)"
                        + " values (:run, :number, :kind, :flow, :depends, :fresh, :vacant)");
        for (Step step : steps) {
            batch.bind("run", run)
                    .bind("number", step.number())
                    .bind("kind", step.kind().name())
                    .bind("flow", step.flowNo())
                    .bindArray("depends", Integer.class, step.dependsOn())
                    .bind("fresh", step.fresh())
                    .bind("vacant", step.vacant())
                    .add();
        }
        batch.execute();
    }

    public List<Step> list(long run) {
        return handle.createQuery("select * from whimbrel.step where run_id = :run order by step_no")
                .bind("run", run)
                .map(STEP)
                .list();
    }

    /**
     * Marks READY steps as DONE that are cut as a whole, whose chunks are all done and of whose table nothing is put aside any more;
     * gives how many.
     */
    public int finishDone(long run) {
        return handle.createUpdate("""
                        update whimbrel.step s set state = 'DONE' where run_id = :run and state = 'READY' and cut_whole
                          and not exists (select from whimbrel.chunk c where c.run_id = s.run_id
                                          and c.step_no = s.step_no and c.state = 'PENDING')
                          and not exists (select from whimbrel.chunk c where c.run_id = s.run_id
                                          and c.step_no = s.step_no and c.state = 'LEASED')
                          and not %s
                        """.formatted(SHELVED)).bind("run", run).execute();
    }

    /** Whether all steps are done and all that the run put aside stands again. */
    public boolean allDone(long run) {
        return handle.createQuery(
                        "select not exists (select from whimbrel.step where run_id = :run and state <> 'DONE')"
                                + " and not exists (select from whimbrel.shelf where run_id = :run)")
                .bind("run", run)
                .mapTo(Boolean.class)
                .one();
    }
}
