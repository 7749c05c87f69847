package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.core.difference.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The curve as SVG: each line has a dash, a mark and a colour of its own. */
final class CurvePicture {
    private static final List<Verdict> LINES = List.of(Verdict.FULL_MATCH, Verdict.UNTESTED, Verdict.DIFFERENCES);
    private static final int WIDTH = 480;
    private static final int HEIGHT = 210;
    private static final int LEFT = 48;
    private static final int RIGHT = 470;
    private static final int TOP = 12;
    private static final int BOTTOM = 180;
    private static final int MARKED_DAYS = 40;

    private final Markup page;
    private final List<Standing> days;
    private final long most;
    private final long span;

    private CurvePicture(Markup page, List<Standing> days) {
        this.page = page;
        this.days = days;
        this.most = Math.max(1, days.stream().mapToLong(CurvePicture::all).max().orElse(1));
        this.span = Math.max(1, ChronoUnit.DAYS.between(Curve.day(days.get(0)), Curve.day(last(days))));
    }

    static String summary(List<Standing> days) {
        Standing first = days.get(0);
        Standing last = last(days);
        String now = Words.count(count(last, Verdict.FULL_MATCH)) + " of " + Words.count(all(last), "tenant")
                + " matched fully on " + Curve.day(last);
        return days.size() == 1
                ? now + "."
                : now + ", " + Words.count(count(first, Verdict.FULL_MATCH)) + " of " + Words.count(all(first)) + " on "
                        + Curve.day(first) + ".";
    }

    static void write(Markup page, List<Standing> days) {
        key(page);
        new CurvePicture(page, days).draw();
    }

    private static void key(Markup page) {
        page.open("ul", "class", "key");
        for (Verdict verdict : LINES) {
            page.open("li").open("svg", "viewBox", "0 0 48 12", "aria-hidden", "true", "focusable", "false");
            page.empty("path", "class", "line line-" + VerdictWords.style(verdict), "d", "M1 6H47");
            mark(page, verdict, 24, 6);
            page.close().text(VerdictWords.of(verdict)).close();
        }
        page.close().line();
    }

    private void draw() {
        page.open(
                "svg",
                "class",
                "curve",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                "curve-title");
        page.leaf("title", "Tenants by verdict over the days. " + summary(days), "id", "curve-title");
        page.empty("path", "class", "axis", "d", "M" + LEFT + " " + TOP + "V" + BOTTOM + "H" + RIGHT);
        label(LEFT - 6, TOP + 5, "end", Words.count(most));
        label(LEFT - 6, BOTTOM + 4, "end", "0");
        label(LEFT, BOTTOM + 22, "start", Curve.day(days.get(0)).toString());
        if (days.size() > 1) {
            label(RIGHT, BOTTOM + 22, "end", Curve.day(last(days)).toString());
        }
        LINES.forEach(this::line);
        page.close().line();
    }

    private void label(int x, int y, String anchor, String text) {
        page.leaf("text", text, "x", Integer.toString(x), "y", Integer.toString(y), "text-anchor", anchor);
    }

    private void line(Verdict verdict) {
        StringBuilder path = new StringBuilder();
        for (Standing day : days) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(number(x(day)))
                    .append(' ')
                    .append(number(y(day, verdict)));
        }
        page.empty("path", "class", "line line-" + VerdictWords.style(verdict), "d", path.toString());
        if (days.size() <= MARKED_DAYS) {
            days.forEach(day -> mark(page, verdict, x(day), y(day, verdict)));
        }
    }

    /** A disc for a full match, a square for untested, a triangle for differing. */
    private static void mark(Markup page, Verdict verdict, double x, double y) {
        String style = "dot-" + VerdictWords.style(verdict);
        String path =
                switch (verdict) {
                    case FULL_MATCH -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
                    case UNTESTED -> "m-4 -4h8v8h-8z";
                    case DIFFERENCES, INCOMPARABLE, STALE, PARTIAL, MATCH_WITH_WAIVERS -> "m0 -5l5 9h-10z";
                };
        page.empty("path", "class", style, "d", "M" + number(x) + " " + number(y) + path);
    }

    private double x(Standing day) {
        return LEFT + (RIGHT - LEFT) * (double) ChronoUnit.DAYS.between(Curve.day(days.get(0)), Curve.day(day)) / span;
    }

    private double y(Standing day, Verdict verdict) {
        return BOTTOM - (BOTTOM - TOP) * (double) count(day, verdict) / most;
    }

    private static String number(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private static long count(Standing day, Verdict verdict) {
        return day.tenants().getOrDefault(verdict, 0L);
    }

    private static long all(Standing day) {
        return day.tenants().values().stream().mapToLong(Long::longValue).sum();
    }

    private static Standing last(List<Standing> days) {
        return days.get(days.size() - 1);
    }
}
