package dev.whimbrel.bench.own;

import dev.whimbrel.bench.data.Twins;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code whimbrel compare} as users run it, of a table and its twin in one database or in two. */
public final class WhimbrelCompare {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Nothing differs, and rows differ. */
    private static final Set<Integer> ENDS = Set.of(0, 10);

    private final Bed bed;
    private final Twins twins;
    private final long rows;
    private final String project;
    private final String uuidType;

    /**
     * Compares the twin with a table.
     *
     * @param source the project's source; the expected side where {@code expected} says so
     * @param expected {@code { at: …, schema: … }} of the expected side
     * @param uuidType what the twin keeps uuids as
     */
    public WhimbrelCompare(Bed bed, Twins twins, long rows, Database source, String expected, String uuidType) {
        this.bed = bed;
        this.twins = twins;
        this.rows = rows;
        this.uuidType = uuidType;
        this.project = """
                whimbrel: 1
                project: bench
                environments:
                  bench:
                    source: %1$s
                    target: %2$s
                tenants: { list: [ %3$s ] }
                flows: { none: { from: none, to: none, source_key: id, fields: {} } }
                comparisons:
                  twins:
                    expected: %4$s
                    actual: { at: target, schema: beta }
                    tables:
                      %5$s: { owner: tenant_id }
                """.formatted(
                        allSchemas(source),
                        allSchemas(twins.database()),
                        ProjectText.tenants(),
                        expected,
                        twins.layout().table());
    }

    private static String allSchemas(Database database) {
        return ProjectText.connection(database).replace(", schema: public", "");
    }

    /**
     * A contender.
     *
     * @param differing how many rows differ, all of which have to be found, and no other
     */
    public Contender of(String key, String name, long differing) {
        return new Contender(
                key,
                name,
                WhimbrelRun.how("compare --settle 0"),
                true,
                List.of(),
                rows,
                new Comparing(differing),
                Map.of());
    }

    private final class Comparing implements Contender.Turn {
        private final long differing;
        private @Nullable Job job;

        Comparing(long differing) {
            this.differing = differing;
        }

        @Override
        public void prepare() {
            twins.make(rows, differing, uuidType);
            bed.settle();
        }

        @Override
        public Measured work() {
            Job compare = WhimbrelRun.job(
                    bed.job("compare"), project, List.of("compare", "--json", "--debug", "--settle", "0"));
            job = compare;
            return compare.measure(bed.clock(), ENDS);
        }

        @Override
        public Optional<String> verify() {
            if (job == null) {
                throw new CannotRun("nothing was compared");
            }
            JsonNode total = JSON.readTree(job.text(job.output())).path("total");
            long equal = total.path("equal").asLong();
            long different = total.path("changed").asLong();
            return equal == rows - differing && different == differing
                    ? Optional.empty()
                    : Optional.of(equal + " rows equal and " + different + " changed, not " + differing);
        }
    }
}
