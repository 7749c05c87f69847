package dev.whimbrel.app.cli.report.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.difference.Equation;
import dev.whimbrel.core.difference.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The page is whole, asks nothing of any network, can be read by ear and by keyboard, and stays small. */
final class ProofPageTest {
    private static final int FIVE_MEGABYTES = 5_000_000;

    @Test
    void saysWhatWasAndWasNotProven() throws Exception {
        String text = Page.of(Samples.everyday()).text();
        assertThat(text)
                .contains("Verification 41 of branches, production")
                .contains("every row that the mapping makes stands in the target")
                .contains("Not proven, by tenants:")
                .contains("client.second_phone")
                .contains("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b")
                .contains("2026-03-14 04:12:34Z, after 12 min 34 s")
                .contains("orders: time is one hour later in placed_at")
                .contains("2,210 → 1,840 (370 fewer)")
                .contains("0 → 77 (came back)")
                .contains("REFERENCE_MISSING");
    }

    @Test
    void unfinishedOrFailedProvesNothing() throws Exception {
        assertThat(Page.of(Samples.empty()).text())
                .contains("nothing is proven")
                .doesNotContain("Proven: in");
        ProofModel whole = Samples.everyday();
        ProofModel failed = new ProofModel(
                Samples.verification(Verification.State.FAILED),
                whole.results(),
                whole.patterns(),
                whole.standings(),
                whole.tenants(),
                whole.untested());
        assertThat(Page.of(failed).text()).contains("it proves nothing").doesNotContain("Proven: in");
    }

    @Test
    void asksNoNetworkForAnything() throws Exception {
        Page page = Page.of(Samples.everyday());
        assertThat(page.html())
                .doesNotContain("//")
                .doesNotContainIgnoringCase("http:")
                .doesNotContain("@import", "url(");
        for (Element element : page.all("*")) {
            assertThat(element.hasAttribute("src")).isFalse();
            assertThat(element.hasAttribute("style")).isFalse();
            if (element.hasAttribute("href")) {
                assertThat(element.getAttribute("href")).startsWith("#");
            }
        }
        assertThat(page.all("link")).isEmpty();
    }

    @Test
    void canBeReadByEarAndKeyboard() throws Exception {
        Page page = Page.of(Samples.everyday());
        List<String> ids = page.all("*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        page.all("*").stream()
                .map(element -> element.getAttribute("href") + element.getAttribute("aria-labelledby"))
                .filter(to -> !to.isEmpty())
                .forEach(to -> assertThat(ids).contains(to.replace("#", "")));
        assertThat(page.all("th")).allMatch(th -> th.getAttribute("scope").matches("row|col"));
        assertThat(page.all("table"))
                .allMatch(table -> table.getElementsByTagName("caption").getLength() == 1);
        assertThat(page.all("div").stream()
                        .filter(div -> div.getAttribute("class").equals("scroll")))
                .allMatch(div -> div.getAttribute("tabindex").equals("0")
                        && div.getAttribute("role").equals("region"));
        for (String landmark : List.of("header", "main", "footer", "nav", "h1")) {
            assertThat(page.all(landmark)).hasSize(1);
        }
        assertThat(page.all("a").get(0).getAttribute("href")).isEqualTo("#main");
        assertThat(page.all("html").get(0).getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void headingsAreInOrder() throws Exception {
        int before = 0;
        for (Element element : Page.of(Samples.everyday()).all("*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertThat(level).isLessThanOrEqualTo(before + 1);
                before = level;
            }
        }
        assertThat(before).isPositive();
    }

    @Test
    void eachVerdictHasAWordInItsCell() throws Exception {
        List<Element> cells = Page.of(Samples.everyday()).all("td").stream()
                .filter(cell -> cell.getAttribute("class").startsWith("v "))
                .toList();
        assertThat(cells).hasSizeGreaterThan(14).allMatch(cell -> !cell.getTextContent()
                .isBlank());
        for (Verdict verdict : Verdict.values()) {
            assertThat(cells)
                    .anyMatch(cell -> cell.getAttribute("class").equals("v " + VerdictWords.style(verdict))
                            && cell.getTextContent().startsWith(VerdictWords.of(verdict)));
        }
    }

    @Test
    void aPairThatNobodyMeasuredIsUntested() throws Exception {
        ProofModel model = new ProofModel(
                Samples.verification(Verification.State.FINISHED),
                List.of(
                        Samples.result("a", "client", Verdict.FULL_MATCH, 10),
                        Samples.result("a", "orders", Verdict.FULL_MATCH, 10),
                        Samples.result("b", "client", Verdict.FULL_MATCH, 10)),
                List.of(),
                List.of(),
                Map.of("a", Verdict.FULL_MATCH, "b", Verdict.PARTIAL),
                List.of());
        Element row = Page.of(model).all("tr").stream()
                .filter(tr -> tr.getTextContent().startsWith("bpartial"))
                .findFirst()
                .orElseThrow();
        assertThat(row.getTextContent()).isEqualTo("bpartialfull matchuntested");
    }

    @Test
    void sharedRowsAreUntestedNowhereBecauseATableHasNone() throws Exception {
        Element row = Page.of(Samples.everyday()).all("tr").stream()
                .filter(tr -> tr.getTextContent().startsWith("* shared by several"))
                .findFirst()
                .orElseThrow();
        assertThat(row.getTextContent())
                .contains("no verdict", "no such rows", "full match")
                .doesNotContain("untested");
    }

    @Test
    void rowsOfEverybodyAndOfNobodyStandBesideTheTenants() throws Exception {
        Page page = Page.of(Samples.beside());
        assertThat(page.text())
                .contains(
                        "Proven: in 2 of 2 tenants",
                        "rows of everybody (*): differs in 1 table, full match in 1 table.",
                        "rows of nobody known (?) differs",
                        "2 of 2 tenants matched fully on 2026-03-14");
        assertThat(page.all("tr").stream().map(Element::getTextContent))
                .anyMatch(row -> row.startsWith("* shared by severalno verdict"))
                .anyMatch(row -> row.startsWith("? owner unknownno verdict"));
    }

    @Test
    void aTableThatCouldNotBeComparedIsTickedNowhere() throws Exception {
        assertThat(Page.of(Samples.failed(List.of(Samples.result("1", "client", Verdict.FULL_MATCH, 100)), "orders"))
                        .text())
                .contains(
                        "All tables together, without 1 table that could not be compared:",
                        "Its rows were not counted, for it could not be compared.")
                .doesNotContain("source 0 =");
        assertThat(Page.of(Samples.failed(List.of(), "client", "orders")).text())
                .contains("No row of either side was counted.")
                .doesNotContain("adds up");
    }

    @Test
    void saysSoWhereCountsDoNotAddUp() throws Exception {
        Equation rows = new Equation(10, 0, 0, 10, 10, 9, 0, 0, 0, 0, 0, 0, 0, 0);
        ProofModel model = new ProofModel(
                Samples.verification(Verification.State.FINISHED),
                List.of(new TableResult("client", "client", "a", rows, Verdict.INCOMPARABLE, "counts")),
                List.of(),
                List.of(),
                Map.of("a", Verdict.INCOMPARABLE),
                List.of());
        assertThat(Page.of(model).text())
                .contains("do NOT add up in client")
                .contains("expected 10 = equal 9 + changed 0 + missing 0 ✗ does NOT add up, off by 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" onmouseover='x' y=\"",
                "]]>--></style></details>&amp;&#0;",
                "\u202Eevil\u2066\u200F",
                "\u0000\u001b[31m\n\uD800\uFFFF",
                "->-->",
                "   "
            })
    void noTextCanBreakOutOfItsPlace(String text) throws Exception {
        Page page = Page.of(Samples.hostile(text));
        assertThat(page.all("script")).hasSize(1);
        assertThat(page.html()).doesNotContain("<script>alert", "\u202E", "\u2066", "\u200F", "\u001b");
        assertThat(page.all("*")).allMatch(element -> !element.hasAttribute("onmouseover"));
    }

    @Test
    void veryLongTextsAreCut() throws Exception {
        Page page = Page.of(Samples.hostile("w".repeat(100_000)));
        assertThat(page.html()).hasSizeLessThan(100_000).doesNotContain("w".repeat(121));
    }

    @Test
    void showsNoTextOfARowThatIsNotInTheModel() throws Exception {
        Page page = Page.of(Samples.everyday());
        List<String> shown = List.of(
                "9999-99-99 99:99",
                "Xxxx xxx xxxx",
                "Xxxx xxx",
                "99.99",
                "9999",
                "Xxxx Xxxx",
                "XxXx Xxxx",
                "xxx->xxx",
                "xxx");
        for (String side : List.of("del", "ins")) {
            assertThat(page.all(side)).isNotEmpty().allMatch(cell -> shown.contains(cell.getTextContent()));
        }
        assertThat(page.text()).contains("xxx->xxx --> xxx");
    }

    @Test
    void staysSmallWithFiveThousandTenantsAndSixtyTables() throws Exception {
        Page alike = Page.of(Samples.large(5_000, 60, 12));
        assertThat(alike.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(FIVE_MEGABYTES);
        assertThat(alike.text()).contains("417 tenants", "Branch office number 4999 of the north");
        Page different = Page.of(Samples.large(5_000, 60, 5_000));
        assertThat(different.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(FIVE_MEGABYTES);
        assertThat(different.text()).contains("not all alike", "Branch office number 4999 of the north");
    }

    @Test
    void drawsTheCurve() throws Exception {
        Page page = Page.of(Samples.everyday());
        assertThat(page.text()).contains("matched fully on 2026-03-14, 4 of 23 on 2026-03-04");
        assertThat(page.all("path").stream()
                        .filter(path -> path.getAttribute("d").startsWith("M48.0")))
                .hasSizeGreaterThanOrEqualTo(3)
                .noneMatch(path -> path.getAttribute("d").contains("NaN"));
    }
}
