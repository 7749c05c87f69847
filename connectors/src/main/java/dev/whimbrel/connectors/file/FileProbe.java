package dev.whimbrel.connectors.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at the files of one table: their encoding, and whether their headers are what was declared. */
final class FileProbe {
    private final Settings settings;
    private final Layout layout;
    private final @Nullable Charset charset;
    private final boolean header;
    private List<Field> fields;

    FileProbe(Settings settings, Layout layout, List<Field> fields, @Nullable Charset charset, boolean header) {
        this.settings = settings;
        this.layout = layout;
        this.fields = fields;
        this.charset = charset;
        this.header = header;
    }

    /** The declared columns or, where there are none, texts named by the first file's header. */
    List<Field> fields() {
        return fields;
    }

    /** What there is to know of a file before its records are read; null, and a problem, where it is not as declared. */
    @Nullable
    DataFile look(Path path) {
        try {
            byte[] head = DataFile.head(path);
            long size = Files.size(path);
            long modified = Files.getLastModifiedTime(path).toMillis();
            Encoding encoding = Encoding.of(charset == null ? Encoding.detect(head) : charset, head);
            String mark = DataFile.mark(path, size, modified, head);
            if (!header) {
                return new DataFile(path, size, modified, mark, encoding, encoding.mark(), 0, inOrder(path));
            }
            try (Lines lines = new Lines(path, encoding.charset(), encoding.mark(), 0)) {
                List<Integer> order = order(path, lines);
                return order == null
                        ? null
                        : new DataFile(path, size, modified, mark, encoding, lines.offset(), lines.number(), order);
            }
        } catch (IllegalArgumentException e) {
            settings.problem(
                    "FILE_ENCODING",
                    "Cannot read " + path.getFileName() + " as " + charset + ": it begins with the mark of "
                            + e.getMessage(),
                    "Declare that encoding, or leave it out.");
        } catch (IOException e) {
            settings.problem(
                    "FILE_UNREADABLE",
                    "Cannot read " + path.getFileName() + ": " + e.getClass().getSimpleName(),
                    "See that the file exists and that this user may read it.");
        }
        return null;
    }

    private List<Integer> inOrder(Path path) {
        if (fields.isEmpty()) {
            settings.problem(
                    "COLUMN_UNKNOWN",
                    "Cannot tell the columns of " + path.getFileName() + ": it has no header and none are declared",
                    "Declare its columns.");
        }
        return IntStream.range(0, fields.size()).boxed().toList();
    }

    private @Nullable List<Integer> order(Path path, Lines lines) throws IOException {
        if (layout instanceof Layout.Fixed) {
            Line line = lines.next();
            while (line != null && line.isBlank()) {
                line = lines.next();
            }
            return inOrder(path);
        }
        List<String> names = RecordReader.header(layout, lines);
        if (names == null) {
            return inOrder(path);
        }
        if (names.isEmpty()) {
            settings.problem(
                    "FILE_HEADER",
                    "Cannot read the header of " + path.getFileName() + ": it is no well-formed record of one line",
                    "Mend the file, or see that delimiter, quote and encoding are right.");
            return null;
        }
        Set<String> seen = new HashSet<>();
        List<String> twice = names.stream().filter(n -> !seen.add(n)).distinct().toList();
        if (fields.isEmpty() && twice.isEmpty() && !names.contains("")) {
            fields = names.stream().map(Field::text).toList();
        }
        return matched(path, names, twice);
    }

    private @Nullable List<Integer> matched(Path path, List<String> names, List<String> twice) {
        List<Integer> order = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Field field : fields) {
            int place = place(names, field.name());
            order.add(place);
            if (place < 0) {
                missing.add(field.name());
            }
        }
        List<String> extra = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!order.contains(i)) {
                extra.add(names.get(i));
            }
        }
        if (missing.isEmpty() && extra.isEmpty() && twice.isEmpty()) {
            return order;
        }
        complain(path, missing, extra, twice);
        return null;
    }

    private void complain(Path path, List<String> missing, List<String> extra, List<String> twice) {
        String next = "Declare exactly the columns that the header names, or say header: false.";
        if (missing.size() == fields.size()) {
            // The first record may be no header at all but a row, whose content must not be shown.
            settings.problem(
                    "FILE_HEADER",
                    "Cannot match the header of " + path.getFileName() + ": "
                            + (fields.isEmpty()
                                    ? "names are empty or there more than once"
                                    : "it names none of the declared columns"),
                    next);
            return;
        }
        String what = (missing.isEmpty() ? "" : " lacks " + missing)
                + (extra.isEmpty() ? "" : " has also " + extra)
                + (twice.isEmpty() ? "" : " has twice " + twice);
        settings.problem("FILE_HEADER", "Cannot match the header of " + path.getFileName() + ": it" + what, next);
    }

    /** The place of a name as written or else in any case, if only one is so. */
    private static int place(List<String> names, String wanted) {
        if (names.contains(wanted)) {
            return names.indexOf(wanted);
        }
        List<String> alike = names.stream().filter(wanted::equalsIgnoreCase).toList();
        return alike.size() == 1 ? names.indexOf(alike.get(0)) : -1;
    }
}
