package dev.whimbrel.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.arrival.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a file looks like is told, and nothing of what is in it. */
final class ShapeProbeTest {
    private static final List<String> NAMES = List.of("id", "Größe", "name");

    /** A text, and its shape as encoding, separator, columns, header, lines, records, uneven. */
    record Case(String name, byte[] bytes, Shape shape) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(
            String text,
            Charset charset,
            String encoding,
            String separator,
            int columns,
            long lines,
            @Nullable Long records,
            long uneven) {
        return new Case(
                text.replace("\n", "/"),
                text.getBytes(charset),
                new Shape(
                        encoding, separator.isEmpty() ? null : separator, columns, List.of(), lines, records, uneven));
    }

    private static Case of(String text, String separator, int columns, long lines, long records, long uneven) {
        return of(text, StandardCharsets.UTF_8, "US-ASCII", separator, columns, lines, records, uneven);
    }

    private static Case headed(String text, Charset charset, String encoding, long records, String... header) {
        return new Case(
                text,
                text.getBytes(charset),
                new Shape(encoding, ";", header.length, List.of(header), records + 1, records, 0));
    }

    static final List<Case> CASES = List.of(
            of("", "", 0, 0, 0, 0),
            of("\n\n\n", "", 0, 0, 0, 0),
            of("one\ntwo", "", 1, 2, 2, 0),
            of("1,a\n2,b\r\n3,c\r4,d", ",", 2, 4, 4, 0),
            of("1;a,b\n2;c\n3;d,e,f\n", ";", 2, 3, 3, 0),
            of("1\ta\n2\tb\tc\n", "\t", 2, 2, 2, 1),
            of("1|\"a\nb\"|c\n2|\"say \"\"x|y\"\"\"|d\n", "|", 3, 3, 2, 0),
            of("1,5\" pipe\n2,6\" pipe\n", ",", 2, 2, 2, 0),
            of("1,a\n2,\"never closed\n3,c\n", StandardCharsets.UTF_8, "US-ASCII", ",", 2, 3, null, 0),
            of("1,ä\n", StandardCharsets.UTF_8, "UTF-8", ",", 2, 1, 1L, 0),
            of("1,ä\n", StandardCharsets.ISO_8859_1, "8-BIT", ",", 2, 1, 1L, 0),
            of("\uFEFF\"a,b\",c\n1,2\n", StandardCharsets.UTF_8, "UTF-8", ",", 2, 2, 2L, 0),
            of("\uFEFF1;ä\n2;\u2C00\n", StandardCharsets.UTF_16LE, "UTF-16LE", ";", 2, 2, 2L, 0),
            of("\uFEFF1;ä\n2;\u2C00\n", StandardCharsets.UTF_16BE, "UTF-16BE", ";", 2, 2, 2L, 0),
            headed("id;größe\n1;2\n", StandardCharsets.UTF_8, "UTF-8", 1, "id", "Größe"),
            headed("\uFEFFID; \"Name\" \n1;2\n", StandardCharsets.UTF_8, "UTF-8", 1, "id", "name"),
            headed("\uFEFFid;name\n1;2\n", StandardCharsets.UTF_16LE, "UTF-16LE", 1, "id", "name"),
            headed("id;größe\n", StandardCharsets.ISO_8859_1, "8-BIT", 0, "id", "Größe"),
            headed("id;secret\n1;2\n", StandardCharsets.UTF_8, "US-ASCII", 1, "id", "?"));

    @ParameterizedTest
    @FieldSource("CASES")
    void tellsTheShape(Case one) throws IOException {
        assertThat(new ShapeProbe(NAMES).read(new ByteArrayInputStream(one.bytes())))
                .isEqualTo(one.shape());
    }

    /** A file that is said to have a header may have none: then its first line is somebody. */
    @Test
    void theFirstLineOfAFileWithoutHeaderIsNeverTold() throws IOException {
        byte[] bytes = "Ann,Canary,Street\nBo,Bird,Road\n".getBytes(StandardCharsets.UTF_8);
        Shape shape = new ShapeProbe(NAMES).read(new ByteArrayInputStream(bytes));
        assertThat(shape.header()).isEmpty();
        assertThat(shape.toString()).doesNotContain("Ann", "Canary", "Street");
    }

    @Test
    void doesNotDependOnHowTheBytesCome() throws IOException {
        for (Case one : CASES) {
            InputStream dripping = new ByteArrayInputStream(one.bytes()) {
                @Override
                public synchronized int read(byte[] bytes, int offset, int length) {
                    return super.read(bytes, offset, Math.min(1, length));
                }
            };
            assertThat(new ShapeProbe(NAMES).read(dripping)).as(one.name()).isEqualTo(one.shape());
        }
    }
}
