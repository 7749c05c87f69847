package dev.whimbrel.app.cli;

import dev.whimbrel.app.cli.report.proof.ProofModel;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.against.Promotion;
import java.util.LinkedHashMap;
import java.util.Map;

/** With which number the program ends, and what it means to a script. */
public enum ExitCode {
    OK(0, "Done."),
    INTERNAL(1, "An error of Whimbrel itself."),
    USAGE(2, "The command line cannot be understood."),
    USER(3, "Something is wrong or undecided in the project file, its mapping or the request."),
    SOURCE(4, "The source cannot be reached or fails."),
    TARGET(5, "The target cannot be reached or fails."),
    ISSUES(
            6,
            "Rows cannot land: 'check --data', '--dry-run', or 'run --fail-on-issues'; files cannot be taken: 'beta intake'."),
    UNBALANCED(7, "The run ended but its rows do not add up."),
    HELD(8, "The run is on hold: too many rows fail, or a schema changed."),
    STOPPED(9, "This process stopped before the run was done (after Ctrl-C, shells see 130)."),
    DIFFERENCES(10, "'verify' or 'compare' found rows that differ, or 'repair --plan' some to repair."),
    UNPROVEN(11, "'verify' or 'compare' found no difference, but could not compare everything."),
    STOPPED_BY_CHECK(
            12,
            "'verify --against' or 'repair --execute' found rows that differ newly, or a pattern that is not resolved as it was to be."),
    UNCLEAR(
            13,
            "'verify --against' or 'repair --execute' cannot tell whether any row differs newly, or whether what was named is resolved.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** The code under which a fault ends the program. */
    static ExitCode of(Fault fault) {
        return switch (fault.code()) {
            case "BREAKER_TRIPPED", "SCHEMA_CHANGED", "DIGEST_DIFFERS", "REBUILD_FAILED" -> HELD;
            default ->
                switch (fault.kind()) {
                    case USER -> USER;
                    case SOURCE -> SOURCE;
                    case TARGET -> TARGET;
                    case INTERNAL -> INTERNAL;
                };
        };
    }

    /** The code under which a verification or comparison ends. */
    static ExitCode of(ProofModel model) {
        Promotion promotion = model.promotion();
        if (promotion != null) {
            return switch (promotion.state()) {
                case PASSED -> OK;
                case STOPPED -> STOPPED_BY_CHECK;
                case UNCLEAR -> UNCLEAR;
            };
        }
        if (model.differs()) {
            return DIFFERENCES;
        }
        return model.isWhole() ? OK : UNPROVEN;
    }

    /** All codes with their meaning, for the end of a help text. */
    static Map<String, String> meanings() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put(" " + code.number, code.meaning);
        }
        return list;
    }
}
