package dev.whimbrel.bench.own;

import dev.whimbrel.bench.data.Layout;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code whimbrel verify} as users run it, after a run and after some rows of the target were changed. */
public final class WhimbrelVerify {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Nothing differs, and rows differ. */
    private static final Set<Integer> ENDS = Set.of(0, 10);

    private final Bed bed;
    private final Layout layout;
    private final long rows;
    private final Function<Database, String> project;

    /** @param project writes the project file for a target */
    public WhimbrelVerify(Bed bed, Layout layout, long rows, Function<Database, String> project) {
        this.bed = bed;
        this.layout = layout;
        this.rows = rows;
        this.project = project;
    }

    /**
     * A contender.
     *
     * @param damage a statement that makes rows differ; null for none
     * @param differing how many rows it makes differ, all of which have to be found, and no other
     */
    public Contender of(String key, String name, @Nullable String damage, long differing) {
        return new Contender(
                key,
                name,
                WhimbrelRun.how("verify --settle 0"),
                true,
                List.of(),
                rows,
                new Verification(damage, differing),
                Map.of());
    }

    private final class Verification implements Contender.Turn {
        private final @Nullable String damage;
        private final long differing;
        private @Nullable Database target;
        private @Nullable Job job;

        Verification(@Nullable String damage, long differing) {
            this.damage = damage;
            this.differing = differing;
        }

        @Override
        public void prepare() {
            Database fresh = bed.freshTarget("target");
            fresh.execute(layout.createKeyed());
            new WhimbrelRun(bed, rows).measure("before", 1, project.apply(fresh));
            if (damage != null) {
                fresh.execute(damage);
            }
            target = fresh;
            bed.settle();
        }

        @Override
        public Measured work() {
            Job verify = WhimbrelRun.job(
                    bed.job("verify"), project.apply(ready()), List.of("verify", "--json", "--debug", "--settle", "0"));
            job = verify;
            return verify.measure(bed.clock(), ENDS);
        }

        @Override
        public Optional<String> verify() {
            bed.dropTarget(ready());
            if (job == null) {
                throw new CannotRun("nothing was verified");
            }
            JsonNode total = JSON.readTree(job.text(job.output())).path("total");
            long equal = total.path("equal").asLong();
            long different = total.path("changed").asLong();
            return equal == rows - differing && different == differing
                    ? Optional.empty()
                    : Optional.of(equal + " rows equal and " + different + " changed, not " + differing);
        }

        private Database ready() {
            if (target == null) {
                throw new IllegalStateException("The target was not prepared");
            }
            return target;
        }
    }
}
