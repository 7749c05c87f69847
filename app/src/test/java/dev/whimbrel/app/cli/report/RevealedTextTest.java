package dev.whimbrel.app.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.engine.reveal.Revealed;
import dev.whimbrel.engine.reveal.Revealed.Row;
import dev.whimbrel.engine.reveal.Revealed.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row in the clear, side by side. */
final class RevealedTextTest {
    private static List<String> lines(int width, Row... rows) {
        return new RevealedText(new Revealed("client", "2", List.of(rows)), "4").lines(width);
    }

    @Test
    void marksWhatDiffers() {
        Row row = new Row(
                "",
                "",
                List.of(
                        new Value("branch_id", true, "2", "2", null),
                        new Value("name", false, "Cy", "Cy?", ValueClass.CONTENT),
                        new Value("email", false, "cy@x.example", null, ValueClass.VALUE_TO_NULL),
                        new Value("note", false, "", " a\u001b[2J", ValueClass.CONTENT)));
        assertThat(lines(80, row))
                .containsExactly(
                        "Flow client, tenant 2, key 4",
                        "",
                        "  column                  source, mapped  target",
                        "  branch_id → source key  2               2",
                        "≠ name                    Cy              Cy?",
                        "    other value",
                        "≠ email                   cy@x.example    (null)",
                        "    value lost",
                        "≠ note                    \"\"              \" a·[2J\"",
                        "    other value");
    }

    @Test
    void cutsNothing() {
        String left = "0123456789".repeat(5);
        String right = "\uD83D\uDC26".repeat(20);
        Row row = new Row("", "", List.of(new Value("n", false, left, right, ValueClass.CONTENT)));
        List<String> lines = lines(45, row);
        assertThat(lines).allMatch(line -> line.length() <= 46);
        assertThat(String.join("", lines).replaceAll("[^0-9]", "")).isEqualTo("24" + left);
        assertThat(String.join("", lines).codePoints().filter(c -> c == 0x1F426))
                .hasSize(20);
    }

    @Test
    void saysWhichSideIsNotThere() {
        Value value = new Value("n", false, null, "1", null);
        assertThat(lines(80, new Row(Row.ABSENT, "", List.of(value)))).contains("The mapping makes no such row.");
        assertThat(lines(80, new Row("TEXT_TOO_LONG", "", List.of(value))))
                .contains("The mapping cannot make this row: TEXT_TOO_LONG");
        assertThat(lines(80, new Row("", Row.ABSENT, List.of(value)))).contains("No such row stands in the target.");
    }
}
