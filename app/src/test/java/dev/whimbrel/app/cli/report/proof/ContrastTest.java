package dev.whimbrel.app.cli.report.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts and lines stand out from what is behind them as WCAG 2.2 asks for at level AA (1.4.3 and 1.4.11), light and dark. */
final class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;

    @Test
    void standsOutInTheLight() {
        standsOut(colours(ProofPage.resource("page.css").split("@media")[0]));
    }

    @Test
    void standsOutInTheDark() {
        standsOut(colours(ProofPage.resource("page.css").split("@media")[1]));
    }

    private static void standsOut(Map<String, Integer> colours) {
        for (Verdict verdict : Verdict.values()) {
            String style = VerdictWords.style(verdict);
            assertContrast(colours, style + "-ink", style + "-bg", TEXT);
        }
        for (String ink : new String[] {"ink", "muted", "link", "fm-ink", "df-ink"}) {
            assertContrast(colours, ink, "page", TEXT);
        }
        assertContrast(colours, "ink", "soft", TEXT);
        assertContrast(colours, "link", "soft", TEXT);
        assertContrast(colours, "line", "page", GRAPHICS);
        assertContrast(colours, "ut-ink", "page", GRAPHICS);
    }

    private static void assertContrast(Map<String, Integer> colours, String one, String other, double least) {
        double a = luminance(colours.getOrDefault(one, 0));
        double b = luminance(colours.getOrDefault(other, 0));
        assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))
                .as("%s on %s", one, other)
                .isGreaterThanOrEqualTo(least);
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher colour = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(css);
        while (colour.find()) {
            colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
        }
        assertThat(colours).hasSize(20);
        return colours;
    }

    /** Relative luminance as WCAG 2.2 defines it. */
    private static double luminance(int colour) {
        return 0.2126 * part(colour >> 16) + 0.7152 * part(colour >> 8) + 0.0722 * part(colour);
    }

    private static double part(int eight) {
        double share = (eight & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
