package dev.whimbrel.engine.project;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.whimbrel.core.value.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads a lookup from a CSV file: UTF-8 with or without a byte order mark, the first record names the columns. */
final class CsvLookup {
    private final LookupSpec.Csv spec;
    private final Lookups.Content content;
    private final Map<String, Long> lines = new LinkedHashMap<>();

    private CsvLookup(LookupSpec.Csv spec, Lookups.Content content) {
        this.spec = spec;
        this.content = content;
    }

    static void read(LookupSpec.Csv spec, Lookups.Content content) {
        new CsvLookup(spec, content).read();
    }

    private void read() {
        try (InputStream in = Files.newInputStream(spec.file());
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(spec.delimiter())
                        .ofCsvRecord(new InputStreamReader(withoutMark(in), StandardCharsets.UTF_8.newDecoder()))) {
            records(reader.iterator());
        } catch (NoSuchFileException e) {
            content.problem(
                    "LOOKUP_FILE",
                    "there is no file " + spec.file(),
                    "Mend the path; it starts from the project file's folder.");
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            boolean encoding =
                    e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
            content.problem(
                    "LOOKUP_FILE",
                    spec.file()
                            + (encoding ? " is not UTF-8 text" : " cannot be read as CSV, behind line " + lastLine()),
                    encoding ? "Save it as UTF-8." : "Look for an open quote or a record with too many or few fields.");
        }
    }

    private long lastLine() {
        return lines.values().stream().mapToLong(Long::longValue).max().orElse(1);
    }

    private static InputStream withoutMark(InputStream in) throws IOException {
        java.io.PushbackInputStream start = new java.io.PushbackInputStream(in, 3);
        byte[] first = start.readNBytes(3);
        boolean mark = first.length == 3
                && (first[0] & 0xFF) == 0xEF
                && (first[1] & 0xFF) == 0xBB
                && (first[2] & 0xFF) == 0xBF;
        if (!mark) {
            start.unread(first);
        }
        return start;
    }

    private void records(Iterator<CsvRecord> records) {
        List<String> header = records.hasNext() ? records.next().getFields() : List.of();
        int key = column(header, spec.key());
        int value = column(header, spec.value());
        while (key >= 0 && value >= 0 && records.hasNext()) {
            CsvRecord row = records.next();
            entry(row.getField(key), row.getField(value), row.getStartingLineNumber());
        }
    }

    private int column(List<String> header, String name) {
        if (!header.contains(name)) {
            content.problem("LOOKUP_COLUMN", spec.file() + " has no column " + name, Nearest.hint(name, header));
        }
        return header.indexOf(name);
    }

    private void entry(String key, String text, long line) {
        if (key.isEmpty() || text.isEmpty()) {
            content.problem(
                    "LOOKUP_VALUE",
                    "line " + line + " of " + spec.file() + " has no " + (key.isEmpty() ? spec.key() : spec.value()),
                    "Fill it, or remove the line.");
            return;
        }
        try {
            if (!content.add(key, typed(spec.type(), text))) {
                content.problem(
                        "LOOKUP_DUPLICATE",
                        "lines " + lines.get(key) + " and " + line + " of " + spec.file() + " have the same "
                                + spec.key(),
                        "Keep one of the two lines.");
            }
            lines.putIfAbsent(key, line);
        } catch (IllegalArgumentException | DateTimeException e) {
            content.problem(
                    "LOOKUP_VALUE",
                    spec.value() + " in line " + line + " of " + spec.file() + " is no " + spec.type(),
                    "Mend the line, or give the lookup another `type`.");
        }
    }

    private static Object typed(Type type, String text) {
        return switch (type.kind()) {
            case BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> truth(text);
            case DATE -> LocalDate.parse(text);
            case UUID -> UUID.fromString(text);
            default -> text;
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
