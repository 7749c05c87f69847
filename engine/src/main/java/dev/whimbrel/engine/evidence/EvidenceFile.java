package dev.whimbrel.engine.evidence;

import dev.whimbrel.control.proof.Evidence;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.engine.parquet.Column;
import dev.whimbrel.engine.parquet.ParquetFile;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Findings as files for other tools, and their end. */
public final class EvidenceFile {
    private final Project project;

    public EvidenceFile(Project project) {
        this.project = project;
    }

    /** How a file is written. */
    public enum Format {
        CSV,
        PARQUET;

        /** Parquet where the file's name ends in {@code .parquet}, else CSV. */
        public static Format of(Path file) {
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet") ? PARQUET : CSV;
        }
    }

    /**
     * What was written.
     *
     * @param lines without the header: one for each column that differs
     * @param kept rows of which findings are kept
     * @param found rows that differed
     */
    public record Written(long verification, Path file, Format format, long lines, long kept, long found) {}

    /** Writes the findings of a verification, or of the newest of the mapping. The file is there whole, or not at all. */
    public Written write(@Nullable Long number, Path file, Format format) {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> {
                Verification verification = find(proof.verifications(), number);
                Path part = file.resolveSibling(file.getFileName() + ".part");
                try {
                    Evidence.Exported exported = export(proof.evidence(), verification.id(), part, format);
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                    return new Written(
                            verification.id(),
                            file,
                            format,
                            exported.lines(),
                            exported.rows(),
                            proof.evidence().found(verification.id()));
                } catch (IOException e) {
                    throw unwritten(file, part, e);
                }
            });
        }
    }

    private static Evidence.Exported export(Evidence evidence, long id, Path part, Format format) throws IOException {
        return switch (format) {
            case CSV -> {
                try (Writer out = Files.newBufferedWriter(part)) {
                    yield evidence.exportCsv(id, out);
                }
            }
            case PARQUET -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                    ParquetFile file = new ParquetFile(out, "findings", columns());
                    Evidence.Exported exported = evidence.export(id, file::add);
                    file.finish();
                    yield exported;
                }
            }
        };
    }

    private static List<Column> columns() {
        return Evidence.FIELDS.stream()
                .map(field -> new Column(field.name(), field.number() ? Column.Kind.BIGINT : Column.Kind.TEXT))
                .toList();
    }

    private static Fault unwritten(Path file, Path part, IOException e) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException again) {
            e.addSuppressed(again);
        }
        return new Fault(
                Kind.USER,
                "EVIDENCE_NOT_WRITTEN",
                "Cannot write " + file + ": its folder is absent, full, or may not be written to",
                "Name another file with --output.",
                e);
    }

    private Verification find(Verifications verifications, @Nullable Long number) {
        Optional<Verification> found = number == null
                ? verifications.list(new Matter(project.name(), project.environment()), 1).stream()
                        .findFirst()
                : verifications.find(number).filter(it -> it.project().equals(project.name()));
        return found.orElseThrow(() -> Fault.user(
                "VERIFICATION_UNKNOWN",
                "Cannot write findings: "
                        + (number == null ? "nothing was verified yet" : "this project has no verification " + number),
                "`whimbrel verify` makes one."));
    }

    /** Findings of old verifications by number: deleted where it is to be done, else only counted. */
    public Map<Long, Long> prune(int days, int keep, boolean execute) {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> {
                Map<Long, Long> aged = proof.evidence().aged(project.name(), days, keep);
                if (execute) {
                    proof.evidence().prune(project.name(), days, keep);
                }
                return aged;
            });
        }
    }
}
