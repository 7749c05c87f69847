package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.data.Fingerprint;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What should land, and where: each turn gets a PostgreSQL database of its own with an empty table.
 *
 * @param tables statements that make the target
 * @param table whose rows are looked at afterwards
 * @param columns that are compared
 * @param expected what they should hold
 */
public record Landing(Bed bed, List<String> tables, String table, List<String> columns, Fingerprint expected) {
    public Landing {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
    }

    /** Work on a target database that stands ready. */
    public interface Work {
        Measured on(Database target);
    }

    /** The same with further statements before the clock starts. */
    public Landing with(String... more) {
        List<String> all = new ArrayList<>(tables);
        all.addAll(List.of(more));
        return new Landing(bed, all, table, columns, expected);
    }

    public Contender.Turn turn(Work work) {
        return new LandingTurn(this, work);
    }

    private static final class LandingTurn implements Contender.Turn {
        private final Landing landing;
        private final Work work;
        private @Nullable Database target;

        private LandingTurn(Landing landing, Work work) {
            this.landing = landing;
            this.work = work;
        }

        @Override
        public void prepare() {
            Database fresh = landing.bed.freshTarget("target");
            fresh.execute(landing.tables.toArray(String[]::new));
            landing.bed.settle();
            target = fresh;
        }

        @Override
        public Measured work() {
            return work.on(ready());
        }

        @Override
        public Optional<String> verify() {
            Fingerprint landed = Fingerprint.of(ready(), landing.table, landing.columns);
            landing.bed.dropTarget(ready());
            return landing.expected.wrong(landed);
        }

        private Database ready() {
            if (target == null) {
                throw new IllegalStateException("The target was not prepared");
            }
            return target;
        }
    }
}
