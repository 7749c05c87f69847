package dev.whimbrel.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a line, it is reported once, and every other record comes through. */
class HostileFilesTest {
    @TempDir
    Path folder;

    private static Arguments file(String what, String content, String... rows) {
        return Arguments.of(what, content, List.of(rows));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                file("plain", "a,b\n1,x\n2,y\n", "1=1|x", "2=2|y"),
                file("no last newline", "a,b\n1,x", "1=1|x"),
                file("mixed ends of lines", "a,b\r\n1,x\r2,y\n3,z\r\n", "1=1|x", "2=2|y", "3=3|z"),
                file("blank lines", "\n\na,b\n\n1,x\n\r\n2,y\n\n", "1=1|x", "2=2|y"),
                file("header only", "a,b\n"),
                file("header without end", "a,b"),
                file("empty", ""),
                file("header in another order", "b,a\nx,1\n", "1=1|x"),
                file("header quoted, spaced, in capitals", "\"A\", b \n1,x\n", "1=1|x"),
                file("quotes doubled", "a,b\n1,\"say \"\"hi\"\"\"\n", "1=1|say \"hi\""),
                file("null and empty", "a,b\n1,\n,\"\"\n\"\",x\n", "1=1|null", "2=null|", "3=null|x"),
                file("over several lines", "a,b\n1,\"x\r\ny\n\nz\"\n2,y\n", "1=1|x\r\ny\n\nz", "2=2|y"),
                file("too few fields", "a,b\n1\n2,y\n", "line 2!MALFORMED_LINE", "2=2|y"),
                file("too many fields", "a,b\n1,x,\n2,y\n", "line 2!MALFORMED_LINE", "2=2|y"),
                file("text after a quote", "a,b\n1,\"x\"y\n2,y\n", "line 2!MALFORMED_LINE", "2=2|y"),
                file("space after a quote", "a,b\n1,\"x\" \n2,y\n", "line 2!MALFORMED_LINE", "2=2|y"),
                file("quote inside", "a,b\n1,x\"y\n2,y\n", "line 2!MALFORMED_LINE", "2=2|y"),
                file("never closed", "a,b\n1,\"x\n2,y\n3,z\n", "line 2!MALFORMED_LINE", "2=2|y", "3=3|z"),
                file("never closed at the end", "a,b\n1,x\n2,\"y", "1=1|x", "line 3!MALFORMED_LINE"),
                file(
                        "never closed before a quoted row",
                        "a,b\n1,\"x\n\"2\",\"y\"\n3,z\n",
                        "line 2!MALFORMED_LINE",
                        "2=2|y",
                        "3=3|z"),
                file(
                        "never closed and never opened",
                        "a,b\n1,\"x\n2,y\n3,z\"\n4,w\n",
                        "line 2!MALFORMED_LINE",
                        "2=2|y",
                        "line 4!MALFORMED_LINE",
                        "4=4|w"),
                file(
                        "never closed before a text that begins with an end of line",
                        "a,b\n1,\"x\n2,\"\ny\"\n3,z\n",
                        "line 2!MALFORMED_LINE",
                        "2=2|\ny",
                        "3=3|z"),
                file(
                        "malformed ones count",
                        "a,b\nx\ny\n3,z\n",
                        "line 2!MALFORMED_LINE",
                        "line 3!MALFORMED_LINE",
                        "3=3|z"),
                file(
                        "cast",
                        "a,b\nx,x\n99999999999999999999,y\n3,z\n",
                        "1=!CAST_FAILED|x",
                        "2=!CAST_FAILED|y",
                        "3=3|z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void comeThrough(String what, String content, List<String> rows) {
        Drop drop = new Drop(folder).columns("a:bigint", "b");
        assertThat(drop.write(content).rows()).as(what).isEqualTo(rows);
        for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
            // The same with a mark, which alone says what the encoding is.
            String marked = "\uFEFF" + content;
            assertThat(drop.write(content.isEmpty() ? "" : marked, Charset.forName(charset))
                            .rows())
                    .as(what + " in " + charset)
                    .isEqualTo(rows);
        }
        assertThat(drop.write("\uFEFF" + content).rows())
                .as(what + " with a mark")
                .isEqualTo(rows);
    }

    @Test
    void undecodableBytesSpoilTheirRecordOnly() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.write("a,b\n1,x\n2,".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFC);
        bytes.write("\n3,z\n4,\"p\nq".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xC3);
        bytes.write("\"\n5,v\n".getBytes(StandardCharsets.UTF_8));
        Drop drop = new Drop(folder).columns("a:bigint", "b").write("bird.csv", bytes.toByteArray());
        assertThat(drop.rows())
                .containsExactly("1=1|x", "line 3!BAD_ENCODING", "3=3|z", "line 5!BAD_ENCODING", "5=5|v");
    }

    @Test
    void overlongAndFarLines() {
        String big = "x".repeat(Lines.LIMIT);
        String note = "n\n".repeat(999);
        Drop drop = new Drop(folder).columns("a:bigint", "b");
        assertThat(drop.write("a,b\n1," + big + "\n2,y\n").rows()).containsExactly("line 2!MALFORMED_LINE", "2=2|y");
        assertThat(drop.write("a,b\n1,\"" + note + "\"\n2,y\n").rows()).containsExactly("1=1|" + note, "2=2|y");
        List<String> rows = drop.write("a,b\n1,\"" + note + "\n\n\"\n2,y\n").rows();
        assertThat(rows)
                .startsWith("line 2!MALFORMED_LINE")
                .endsWith("1001=2|y")
                .hasSize(1001);
    }

    @Test
    void tabsAndOtherDialects() {
        Drop drop = new Drop(folder).columns("a:bigint", "b", "c").set("header", false);
        drop.set("delimiter", "tab").set("quote", "none").set("null", List.of("\\N", "NULL"));
        assertThat(drop.write("1\t\"x\t\\N\n2\t\ty\nNULL\tN\tz").rows())
                .containsExactly("1=1|\"x|null", "2=2||y", "3=null|N|z");
        drop.set("delimiter", ";").set("quote", "'").set("encoding", "windows-1252");
        assertThat(drop.write("1;'it''s; \u20AC';'\\N'\n", Charset.forName("windows-1252"))
                        .rows())
                .containsExactly("1=1|it's; \u20AC|\\N");
        drop.set("encoding", "Shift_JIS");
        assertThat(drop.write("1;\u8868;y\n2;z\n", Charset.forName("Shift_JIS")).rows())
                .containsExactly("1=1|\u8868|y", "line 2!MALFORMED_LINE");
    }
}
