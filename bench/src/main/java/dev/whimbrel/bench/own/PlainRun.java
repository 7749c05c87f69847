package dev.whimbrel.bench.own;

import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@link PlainPath} as a contender. */
public final class PlainRun {
    private PlainRun() {}

    /** The landing's target also holds the table {@code shape.TABLE} with keys, against which the mapping is checked. */
    public static Contender of(Bed bed, Database source, ProjectText.Shape shape, long rows, Landing landing) {
        return new Contender(
                "plain",
                "Whimbrel's bare path, 1 worker, whole process",
                "Source.read → Mapper → TargetTransaction.insert in a JVM like that of whimbrel run: no ledger, no checks, no read-back",
                true,
                List.of(),
                rows,
                landing.turn(target -> measure(bed, shape.of(source, target), landing.table())),
                Map.of("moving", "Whimbrel's bare path, 1 worker, the moving alone"));
    }

    private static Measured measure(Bed bed, String project, String table) {
        Path folder = bed.job("plain");
        Path file = folder.resolve("migration.yaml");
        try {
            Files.writeString(file, project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Job job = Job.java(
                WhimbrelRun.options(),
                ClassPath.product(),
                PlainPath.class.getName(),
                List.of(file.toString(), table),
                folder);
        Measured measured = job.measure(bed.clock());
        return measured.with("moving", Double.parseDouble(job.text(job.output()).strip()));
    }
}
