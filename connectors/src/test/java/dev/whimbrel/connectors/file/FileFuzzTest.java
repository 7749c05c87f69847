package dev.whimbrel.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.schema.Ownership;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that another library wrote, with random lines broken in random ways: each broken one is reported once under its line's
 * number, all others come through exactly, and ranges give the same as the whole.
 */
class FileFuzzTest {
    private static final String[] WORDS = {
        "",
        "Smith",
        "Smith, John",
        "say \"hi\"",
        "line\nbreak",
        "a\r\nb\n",
        "\u00E4\uD83D\uDC26",
        " spaced ",
        "'",
        ",",
        "\"",
        "12"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void brokenLinesTakeNoNeighbour(long seed) throws Exception {
        Random random = new Random(seed);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("id,name,amount,note\n".getBytes(StandardCharsets.UTF_8));
        List<String> expected = new ArrayList<>();
        int line = 2;
        for (int record = 1; record <= 2000; record++) {
            String[] fields = fields(random, record);
            if (random.nextInt(20) == 0) {
                file.write(broken(random, record));
                file.write('\n');
                expected.add("line " + line++);
            } else {
                String text = csv(fields);
                file.write(text.getBytes(StandardCharsets.UTF_8));
                expected.add(record + "=" + record + "|" + fields[1] + "|" + fields[2] + "|" + fields[3]);
                line += text.split("\r\n|\n|\r", -1).length - 1;
            }
        }
        Drop drop = new Drop(folder)
                .columns("id:bigint", "name", "amount:decimal(10,2)", "note")
                .set("key", List.of("id"))
                .write("bird.csv", file.toByteArray());
        List<String> rows =
                drop.rows().stream().map(r -> r.replaceAll("!.*", "")).toList();
        int same = 0;
        while (same < rows.size() && same < expected.size() && rows.get(same).equals(expected.get(same))) {
            same++;
        }
        assertThat(rows.subList(same, Math.min(same + 5, rows.size())))
                .as("seed " + seed + ", rows from the first difference on")
                .isEqualTo(expected.subList(same, Math.min(same + 5, expected.size())));
        rangesGiveTheSame(drop, random);
    }

    private static void rangesGiveTheSame(Drop drop, Random random) {
        List<String> whole = drop.rows();
        try (Source source = drop.open()) {
            ReadPlan plan = Drop.plan(Drop.table(source), new Ownership.Everyone());
            ChunkSize size = new ChunkSize(1 + random.nextInt(300), 1 << 20);
            List<KeyRange> ranges = source.split(plan.table(), plan.key(), size);
            List<String> union = new ArrayList<>();
            ranges.forEach(r -> union.addAll(Drop.rows(source, plan, r)));
            assertThat(union).isEqualTo(whole);
            assertThat(ranges)
                    .isEqualTo(source.split(plan.table(), plan.key(), size))
                    .hasSizeGreaterThan(5);
        }
    }

    private static String[] fields(Random random, int id) {
        return new String[] {
            String.valueOf(id),
            WORDS[random.nextInt(WORDS.length)] + "n",
            random.nextInt(1000) + "." + (10 + random.nextInt(90)),
            "m" + WORDS[random.nextInt(WORDS.length)]
        };
    }

    private static String csv(String[] fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** One line that is no record in any reading. */
    private static byte[] broken(Random random, int id) {
        String text =
                switch (random.nextInt(9)) {
                    case 0 -> id + ",\"Smith,1.10,x";
                    case 1 -> id + ",Smith\",1.10,x";
                    case 2 -> id + ",\"Smith\" ,1.10,x";
                    case 3 -> id + ",Smith,1.10";
                    case 4 -> id + ",Smith,1.10,x,y";
                    case 5 -> id + ",\"Smith, John,1.10,\"x\"";
                    case 6 -> id + ",Smith,1.10,\"x";
                    case 7 -> id + "\",";
                    default -> id + ",Sm\uFFFFth,1.10,x";
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == (byte) 0xEF) {
                bytes[i] = (byte) 0xFE;
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 77, 777})
    void wellFormedFilesAreWhatAnotherLibraryReads(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,name,amount,note\n");
        List<String> expected = new ArrayList<>();
        for (int record = 1; record <= 3000; record++) {
            text.append(csv(fields(random, record)));
        }
        CsvReader.builder().ofCsvRecord(text.toString()).stream()
                .skip(1)
                .forEach(r -> expected.add(expected.size() + 1 + "=" + String.join("|", r.getFields())));
        Drop drop = new Drop(folder).columns("id", "name", "amount", "note").write(text.toString());
        assertThat(expected).hasSize(3000);
        assertThat(drop.rows()).isEqualTo(expected);
    }
}
