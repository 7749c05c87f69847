package dev.whimbrel.bench.batch;

import dev.whimbrel.bench.own.ClassPath;
import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.peer.Landing;
import dev.whimbrel.bench.process.Job;
import dev.whimbrel.bench.server.Bed;
import dev.whimbrel.bench.server.Database;
import java.util.List;
import java.util.Map;

/** {@link AccountJob} as a contender: a JVM of its own, with twice the heap that Whimbrel gets. */
public final class SpringBatch {
    private final Bed bed;
    private final Database source;
    private final String mapping;
    private final long rows;

    /** @param rules whether the five expressions are computed, or all columns stay as they are */
    public SpringBatch(Bed bed, Database source, boolean rules, long rows) {
        this.bed = bed;
        this.source = source;
        this.mapping = rules ? "rules" : "plain";
        this.rows = rows;
    }

    /** The version on the class path. */
    public static String version() {
        String version =
                org.springframework.batch.core.job.Job.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    public Contender chunk(int chunk, Landing landing) {
        return chunk(key(chunk), "", chunk, landing);
    }

    /** Into the table with its primary key, which the others in these figures are spared. */
    public Contender chunkIntoKey(int chunk, Landing landing) {
        return chunk(keyedKey(chunk), ", primary key", chunk, landing);
    }

    private Contender chunk(String key, String more, int chunk, Landing landing) {
        return new Contender(
                key,
                "Spring Batch, chunk " + "%,d".formatted(chunk) + more,
                "JdbcCursorItemReader → processor → JdbcBatchItemWriter, reWriteBatchedInserts=true, chunk " + chunk
                        + ", job records in memory, java -Xmx512m",
                false,
                List.of(),
                rows,
                landing.turn(target -> job(chunk, target).measure(bed.clock())),
                Map.of());
    }

    public static String key(int chunk) {
        return "springbatch-" + chunk;
    }

    public static String keyedKey(int chunk) {
        return key(chunk) + "-key";
    }

    private Job job(int chunk, Database target) {
        return Job.java(
                List.of("-Xmx512m", "-Duser.timezone=UTC"),
                ClassPath.whole(),
                AccountJob.class.getName(),
                List.of(
                        address(source, "?"),
                        address(target, "?reWriteBatchedInserts=true&"),
                        Integer.toString(chunk),
                        mapping),
                bed.job(key(chunk)));
    }

    private static String address(Database database, String options) {
        return database.url() + options + "user=" + database.user() + "&password=" + database.password();
    }
}
