package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.core.difference.Verdict;
import java.util.List;

/** How many tenants matched fully, differed or were untested, day after day: as a picture and as a table. */
final class CurveSection {
    private static final int DAYS = 366;

    private CurveSection() {}

    static void write(Markup page, Sheet sheet) {
        page.open("section", "aria-labelledby", "curve").leaf("h2", "Over the days", "id", "curve");
        List<Standing> days = Curve.of(sheet, DAYS);
        if (days.isEmpty()) {
            page.leaf("p", "No verification of this project and environment has finished yet.")
                    .close();
            return;
        }
        page.leaf("p", CurvePicture.summary(days));
        if (days.size() == 1) {
            page.leaf("p", "There will be a curve once verifications have finished on two days.", "class", "muted");
        }
        CurvePicture.write(page, days);
        table(page, days);
        page.close().line();
    }

    private static void table(Markup page, List<Standing> days) {
        page.open("details", "class", "box").leaf("summary", "The same as a table");
        page.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "aria-label",
                "Tenants by verdict and day",
                "tabindex",
                "0");
        page.open("table").leaf("caption", "Tenants by verdict and day, the newest first", "class", "vh");
        page.open("thead").open("tr").leaf("th", "Day", "scope", "col").leaf("th", "Verification", "scope", "col");
        VerdictWords.ORDER.forEach(verdict -> page.leaf("th", VerdictWords.of(verdict), "scope", "col", "class", "n"));
        page.close().close().open("tbody").line();
        for (int i = days.size() - 1; i >= 0; i--) {
            row(page, days.get(i));
        }
        page.close().close().close().close();
    }

    private static void row(Markup page, Standing day) {
        page.open("tr").leaf("th", Curve.day(day).toString(), "scope", "row");
        page.leaf("td", Long.toString(day.verification()), "class", "n");
        for (Verdict verdict : VerdictWords.ORDER) {
            page.leaf("td", Words.count(day.tenants().getOrDefault(verdict, 0L)), "class", "n");
        }
        page.close().line();
    }
}
