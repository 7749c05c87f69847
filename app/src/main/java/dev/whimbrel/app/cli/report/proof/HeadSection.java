package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.app.cli.text.Words;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was verified and what came of it, in sentences and counts. */
final class HeadSection {
    private HeadSection() {}

    static String title(Verification verification) {
        String of = verification.comparison().isEmpty() ? "" : ": comparison " + Shown.name(verification.comparison());
        return "Verification " + verification.id() + " of " + Shown.name(verification.project()) + ", "
                + Shown.name(verification.environment()) + of;
    }

    static void write(Markup page, Sheet sheet) {
        Verification verification = sheet.model().verification();
        page.open("header").leaf("h1", title(verification)).line();
        page.open("div", "class", "said");
        new Proven(sheet).sentences().forEach(sentence -> page.leaf("p", sentence));
        page.close().line();
        counts(page, sheet);
        facts(page, sheet.model());
        steps(page, sheet);
        contents(page);
        page.open("div", "id", "folds").close();
        page.close().line();
    }

    private static void counts(Markup page, Sheet sheet) {
        Map<Verdict, Long> counts = sheet.tenantVerdicts();
        if (counts.isEmpty()) {
            return;
        }
        page.open("ul", "class", "counts", "aria-label", "Tenants by verdict");
        VerdictWords.ORDER.stream().filter(counts::containsKey).forEach(verdict -> {
            page.open("li", "class", "v " + VerdictWords.style(verdict));
            page.text(VerdictWords.of(verdict) + " ");
            page.leaf("b", Words.count(counts.getOrDefault(verdict, 0L))).close();
        });
        page.close().line();
    }

    private static void facts(Markup page, ProofModel model) {
        Verification verification = model.verification();
        page.open("dl", "class", "facts");
        fact(page, "Project", verification.project());
        fact(page, "Environment", verification.environment());
        fact(page, "Verification", verification.id() + ", " + state(verification));
        fact(page, "Tenants", tenants(verification));
        fact(page, "Looked at", MomentWords.fact(model.moments()));
        fact(page, "Begun", Words.time(verification.startedAt()));
        fact(page, "Ended", ended(verification));
        fact(page, decides(verification), verification.mappingHash());
        page.close().line();
    }

    static String state(Verification verification) {
        return verification.state().name().toLowerCase(Locale.ROOT);
    }

    static String tenants(Verification verification) {
        List<String> named = verification.tenants().stream().map(Shown::tenant).toList();
        return named.isEmpty() ? "all" : Proven.named(named);
    }

    static String ended(Verification verification) {
        Instant finished = verification.finishedAt();
        return finished == null
                ? "not yet"
                : Words.time(finished) + ", after " + Words.span(Duration.between(verification.startedAt(), finished));
    }

    /** What decides what is compared. */
    static String decides(Verification verification) {
        return verification.comparison().isEmpty() ? "Mapping" : "Comparison";
    }

    private static void fact(Markup page, String name, String value) {
        page.leaf("dt", name).open("dd").name(Shown.name(value)).close();
    }

    private static void steps(Markup page, Sheet sheet) {
        page.open("section", "aria-labelledby", "next").leaf("h2", "What to do next", "id", "next");
        page.open("ol");
        new NextSteps(sheet.model()).steps().forEach(step -> page.leaf("li", step));
        page.close().close().line();
    }

    private static void contents(Markup page) {
        page.open("nav", "aria-label", "On this page").open("ul");
        link(page, "#grid", "Tenants and tables");
        link(page, "#curve", "Over the days");
        link(page, "#patterns", "Patterns");
        link(page, "#tables", "Rows, table by table");
        link(page, "#legend", "What the words mean");
        page.close().close().line();
    }

    private static void link(Markup page, String to, String text) {
        page.open("li").leaf("a", text, "href", to).close();
    }
}
