package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.proof.ProofReport;
import dev.whimbrel.app.cli.report.proof.SelfTestedReport;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.selftest.Tested;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether a comparison is attacked before it is believed. */
final class SelfTestOption {
    /** Rows of each table that are mutated. */
    private static final int SAMPLE = 500;

    @Option(
            names = "--self-test",
            description =
                    "First attack the comparison: mutate up to 500 rows of each table in every column, in memory, and count what it"
                            + " finds. A column in which it misses any cannot match in full.")
    private boolean wanted;

    /** Rows of each table, 0 where it is not. */
    int rows() {
        return wanted ? SAMPLE : 0;
    }

    /** The report, after what the attacks came to. */
    Screen.Report with(Map<String, Tested> tested, ProofReport report) {
        return wanted ? new SelfTestedReport(report, tested) : report;
    }
}
