package dev.whimbrel.app.cli.report.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A verification as one page of HTML that holds all it needs: it asks no network for anything, and works without its script. It
 * is well-formed XML as well. Folds (details) hold what is read on demand, and lists are cut so that the page stays small whatever
 * the number of tenants.
 */
public final class ProofPage {
    private final Sheet sheet;

    public ProofPage(ProofModel model) {
        this.sheet = new Sheet(model);
    }

    /** The page, to be written as UTF-8. */
    public String html() {
        String style = resource("page.css");
        String script = resource("page.js");
        Markup page = new Markup();
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(page, style, script);
        page.open("body");
        page.leaf("a", "Skip to the verdicts", "class", "skip", "href", "#main").line();
        HeadSection.write(page, sheet);
        page.open("main", "id", "main", "tabindex", "-1").line();
        ChangesSection.write(page, sheet);
        GridSection.write(page, sheet);
        CurveSection.write(page, sheet);
        PatternsSection.write(page, sheet);
        TablesSection.write(page, sheet);
        LegendSection.write(page, sheet);
        page.close();
        foot(page);
        page.open("script").raw(script).close();
        return page.close().close().line().whole();
    }

    private void head(Markup page, String style, String script) {
        page.open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script));
        page.empty("meta", "name", "referrer", "content", "no-referrer");
        page.leaf("title", HeadSection.title(sheet.model().verification()));
        page.open("style").raw(style).close().close().line();
    }

    /** Nothing may be fetched, and no other style or script than ours may work, whatever a name holds. */
    private static String policy(String style, String script) {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" + digest(style)
                + "'; script-src 'sha256-" + digest(script) + "'";
    }

    private static void foot(Markup page) {
        page.open("footer");
        page.leaf(
                "p",
                "Values and keys are shown as far as the project allows it; the others as shapes, in which X and x stand for letters"
                        + " and 9 for a digit. Times are in UTC.",
                "class",
                "muted");
        page.close();
    }

    static String resource(String name) {
        try (InputStream in = ProofPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Cannot make a page: " + name + " is not part of this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
