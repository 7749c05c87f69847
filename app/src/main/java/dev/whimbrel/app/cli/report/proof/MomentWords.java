package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.KeptMoment;
import java.util.List;
import java.util.stream.Collectors;

/** At which moments tables were looked at, in words. */
public final class MomentWords {
    private MomentWords() {}

    /** A moment that was just taken. */
    public static String of(KeptMoment moment) {
        String why =
                switch (moment.why()) {
                    case BEGUN -> "";
                    case INTERRUPTED -> ", since the one before ended with its process";
                    case LOST -> ", since a server keeps the one before no longer";
                };
        return sides(moment) + " " + Words.time(moment.at()) + why + ".";
    }

    private static String sides(KeptMoment moment) {
        if (moment.expected() && moment.actual()) {
            return "Both sides are looked at as they were at";
        }
        if (!moment.expected() && !moment.actual()) {
            return "Neither side can be kept as it is: each table is looked at when it is its turn, from";
        }
        return "The " + (moment.expected() ? "expected" : "actual")
                + " side is looked at as it was at, the other one as it is when it is a table's turn, from";
    }

    /** Those of a verification that has ended, as a fact about it. */
    static String fact(List<KeptMoment> moments) {
        if (moments.isEmpty()) {
            return "each table at its own moment";
        }
        return moments.stream().map(MomentWords::one).collect(Collectors.joining("; then "));
    }

    private static String one(KeptMoment moment) {
        String sides = moment.expected() && moment.actual()
                ? "both sides"
                : moment.expected() ? "the expected side" : moment.actual() ? "the actual side" : "neither side";
        String why =
                switch (moment.why()) {
                    case BEGUN -> "";
                    case INTERRUPTED -> " (it went on)";
                    case LOST -> " (the one before was lost)";
                };
        return sides + " as of " + Words.time(moment.at()) + why;
    }
}
