package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.core.difference.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of everybody ({@code *}) and of nobody known ({@code ?}) in words of their own: they are counted beside the tenants, never among them. */
final class Others {
    /** Either of them. */
    static final String ANY = "rows of everybody or nobody";

    private Others() {}

    static String of(String standIn) {
        return standIn.equals("*") ? "rows of everybody (*)" : "rows of nobody known (?)";
    }

    /** Such as {@code 2 tenants and rows of everybody or nobody}. */
    static String whose(long tenants, boolean others) {
        if (tenants == 0 && others) {
            return ANY;
        }
        return Words.count(tenants, "tenant") + (others ? " and " + ANY : "");
    }

    /** A sentence for each that was looked at: how it stands in how many tables, for it has no verdict over all of them. */
    static List<String> sentences(Sheet sheet) {
        List<String> sentences = new ArrayList<>();
        boolean alone = sheet.model().tenants().isEmpty();
        sheet.others().forEach((standIn, tables) -> {
            String words = of(standIn) + ": " + verdicts(tables) + ".";
            sentences.add(
                    alone
                            ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
                            : "Beside the tenants, " + words);
        });
        return sentences;
    }

    private static String verdicts(Map<Verdict, Long> tables) {
        return String.join(
                ", ",
                VerdictWords.ORDER.stream()
                        .filter(tables::containsKey)
                        .map(verdict -> VerdictWords.of(verdict) + " in "
                                + Words.count(tables.getOrDefault(verdict, 0L), "table"))
                        .toList());
    }
}
