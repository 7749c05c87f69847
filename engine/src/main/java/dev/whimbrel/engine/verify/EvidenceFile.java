package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Evidence;
import dev.whimbrel.control.proof.Matter;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.control.proof.Verifications;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Findings as files for other tools, and their end. */
public final class EvidenceFile {
    private final Project project;

    public EvidenceFile(Project project) {
        this.project = project;
    }

    /**
     * What was written.
     *
     * @param lines without the header: one for each column that differs
     * @param kept rows of which findings are kept
     * @param found rows that differed
     */
    public record Written(long verification, Path file, long lines, long kept, long found) {}

    /** Writes the findings of a verification, or of the newest of the mapping. The file is there whole, or not at all. */
    public Written write(@Nullable Long number, Path file) {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> {
                Verification verification = find(proof.verifications(), number);
                Path part = file.resolveSibling(file.getFileName() + ".part");
                try {
                    Evidence.Exported exported;
                    try (Writer out = Files.newBufferedWriter(part)) {
                        exported = proof.evidence().exportCsv(verification.id(), out);
                    }
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                    return new Written(
                            verification.id(),
                            file,
                            exported.lines(),
                            exported.rows(),
                            proof.evidence().found(verification.id()));
                } catch (IOException e) {
                    throw unwritten(file, part, e);
                }
            });
        }
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
