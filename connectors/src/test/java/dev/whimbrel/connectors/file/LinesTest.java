package dev.whimbrel.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines come out, whole and told where they cannot be decoded, as a plain reading of the same bytes gives them. */
class LinesTest {
    private static final String LETTERS = "abc,\"; \u00E9\u00DF\u0142\u20AC\uFFFD\u8868\uD83D\uDC26";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "US-ASCII",
                "ISO-8859-1",
                "windows-1252",
                "windows-1250",
                "Shift_JIS",
                "GB18030",
                "IBM037",
                "UTF-16LE"
            })
    void anyBytesInAnyEncoding(String name) throws IOException {
        Charset charset = Charset.forName(name);
        for (long seed = 1; seed <= 3; seed++) {
            List<Line> expected = new ArrayList<>();
            Path file = Files.write(folder.resolve("lines"), bytes(new Random(seed), charset, expected));
            List<Line> found = new ArrayList<>();
            try (Lines lines = new Lines(file, charset, 0, 0)) {
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    found.add(line);
                }
            }
            assertThat(found).as("seed %d in %s", seed, name).isEqualTo(expected);
        }
    }

    private static byte[] bytes(Random random, Charset charset, List<Line> lines) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String before = "";
        for (int number = 1; number <= 2000; number++) {
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            byte[] line = line(random, charset);
            if (line.length == 0 && before.equals("\r") && end.equals("\n")) {
                end = "\r";
            }
            long offset = file.size();
            file.write(line);
            file.write(end.getBytes(charset));
            before = end;
            lines.add(decoded(line, charset, end, number, offset, file.size() - offset));
        }
        return file.toByteArray();
    }

    /** Text, now and then with bytes put among it; longer than the buffer once in a while. */
    private static byte[] line(Random random, Charset charset) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(300) == 0 ? 70_000 : random.nextInt(120);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(random.nextInt(3) == 0 ? LETTERS.length() : 7)));
        }
        byte[] bytes = text.toString().getBytes(charset);
        if (random.nextInt(4) == 0 && bytes.length > 0 && "\n".getBytes(charset).length == 1) {
            byte any = (byte) random.nextInt(256);
            byte[] ends = "\r\n".getBytes(charset);
            bytes[random.nextInt(bytes.length)] = any == ends[0] || any == ends[1] ? (byte) 'a' : any;
        }
        return bytes;
    }

    private static Line decoded(byte[] line, Charset charset, String end, long number, long offset, long bytes)
            throws CharacterCodingException {
        boolean undecodable = false;
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(line));
        } catch (CharacterCodingException e) {
            undecodable = true;
        }
        String text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(line))
                .toString();
        return new Line(text, false, end, number, offset, bytes, undecodable, false);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 33, 333, 3333})
    void fieldsOfBytesAreThoseOfCharacters(long seed) throws IOException {
        Path file = Files.write(
                folder.resolve("lines"), bytes(new Random(seed), StandardCharsets.UTF_8, new ArrayList<>()));
        DelimitedParser parser = new DelimitedParser(',', '"', 9);
        DelimitedParser packedParser = new DelimitedParser(',', '"', 9);
        int packed = 0;
        try (Lines lines = new Lines(file, StandardCharsets.UTF_8, 0, 0);
                Lines packedLines = new Lines(file, StandardCharsets.UTF_8, 0, 0, true)) {
            RecordParser.Outcome outcome = RecordParser.Outcome.DONE;
            for (Line line = lines.next(); line != null; line = lines.next()) {
                Line other = Objects.requireNonNull(packedLines.next());
                assertThat(other.packed() ? Utf8.text(other.text()) : other.text())
                        .isEqualTo(line.text());
                assertThat(other.undecodable()).isEqualTo(line.undecodable());
                packed += other.packed() ? 1 : 0;
                boolean goesOn = outcome == RecordParser.Outcome.OPEN;
                outcome = goesOn ? parser.more(line) : parser.begin(line);
                assertThat(goesOn ? packedParser.more(other) : packedParser.begin(other))
                        .isEqualTo(outcome);
                assertThat(fields(packedParser))
                        .as("seed %d, line %d", seed, line.number())
                        .isEqualTo(fields(parser));
            }
            assertThat(packedLines.next()).isNull();
        }
        assertThat(packed).as("lines of bytes, seed %d", seed).isGreaterThan(200);
    }

    private static List<String> fields(RecordParser parser) {
        return IntStream.range(0, parser.size())
                .mapToObj(i -> parser.quoted(i) + parser.value(i))
                .toList();
    }

    @Test
    void wellFormedIsWhatTheDecoderTakes() {
        int[] leads = {
            0x61, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5
        };
        Random random = new Random(19);
        int good = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(11)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) (random.nextInt(3) == 0 ? 0x61 : leads[random.nextInt(leads.length)]);
            }
            boolean decodes = true;
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                decodes = false;
            }
            good += decodes ? 1 : 0;
            boolean sure = Utf8.kind(bytes, 0, bytes.length) != Utf8.Kind.UNSURE;
            if (sure != decodes) {
                assertThat(sure).as("%s", Arrays.toString(bytes)).isEqualTo(decodes);
            }
        }
        assertThat(good).isGreaterThan(2_000);
    }

    @Test
    void uuidsHaveOneForm() {
        Pattern form = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            char[] text =
                    new UUID(random.nextLong(), random.nextLong()).toString().toCharArray();
            if (random.nextBoolean()) {
                String letters = "0aAfFgG-@`\u0663 \uFF11";
                text[random.nextInt(text.length)] = letters.charAt(random.nextInt(letters.length()));
            }
            if (random.nextInt(10) == 0) {
                text = Arrays.copyOf(text, 35);
            }
            String uuid = new String(text);
            assertThat(Uuids.read(uuid))
                    .as(uuid)
                    .isEqualTo(form.matcher(uuid).matches() ? UUID.fromString(uuid) : null);
        }
    }
}
