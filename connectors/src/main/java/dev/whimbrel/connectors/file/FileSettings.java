package dev.whimbrel.connectors.file;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.port.ConnectionProfile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the project file says of files, and looks at the files themselves.
 *
 * <p>For each table, under {@code files}: {@code path} (within the folder; its last part may be a pattern such as
 * {@code customers-*.csv}), {@code format} csv (default) or fixed, {@code delimiter} (default comma; {@code tab}), {@code quote}
 * (default "; {@code none}), {@code encoding} (default: what the file's mark says, else UTF-8), {@code header} (default true for
 * csv), {@code null} (text or texts, default the empty one), {@code ragged} (fixed only), {@code key}, {@code decimal},
 * {@code thousands}, {@code locale}, {@code zone} and {@code columns}; see {@link FieldSettings}.
 */
final class FileSettings {
    private static final Set<String> NAMES = Set.of(
            "path",
            "format",
            "delimiter",
            "quote",
            "encoding",
            "header",
            "null",
            "ragged",
            "key",
            "decimal",
            "thousands",
            "locale",
            "zone",
            "columns");
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private FileSettings(Path folder) {
        this.folder = folder;
    }

    /** The tables as their files are now, in the order of their names; all problems are thrown at once. */
    static List<FileTable> tables(ConnectionProfile profile) {
        Object named = profile.settings().get("folder");
        String folder = profile.url().isEmpty() && named != null ? named.toString() : profile.url();
        return new FileSettings(profile.base().resolve(folder))
                .tables(profile.settings().get("files"));
    }

    private List<FileTable> tables(@Nullable Object files) {
        List<FileTable> tables = new ArrayList<>();
        if (files instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
            sorted.forEach((name, value) -> {
                FileTable table = table(name, new Settings(value, "source.files." + name, problems));
                if (table != null) {
                    tables.add(table);
                }
            });
        } else {
            problems.add(Problem.error(
                    "SETTING_INVALID",
                    new Place(null, "source.files", 0, 0),
                    "Cannot read files: none are declared",
                    "Name each table and its path under files of the source."));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsFound(problems);
        }
        return tables;
    }

    private @Nullable FileTable table(String name, Settings settings) {
        int before = problems.size();
        settings.allow(NAMES);
        String path = settings.text("path", "");
        boolean several = GLOB.matcher(path).find();
        Layout layout = layout(settings);
        List<Field> fields = FieldSettings.fields(settings, problems, layout instanceof Layout.Fixed);
        List<Path> paths = paths(settings, path, several);
        Charset charset = charset(settings);
        boolean header = settings.flag("header", layout instanceof Layout.Delimited);
        if (problems.size() > before) {
            return null;
        }
        FileProbe probe = new FileProbe(settings, layout, fields, charset, header);
        List<DataFile> files = new ArrayList<>();
        for (Path one : paths) {
            DataFile file = probe.look(one);
            if (file != null) {
                files.add(file);
            }
        }
        List<String> key = key(settings, probe.fields());
        return problems.size() > before
                ? null
                : new FileTable(name, files, several, layout, probe.fields(), settings.texts("null", List.of("")), key);
    }

    private static List<String> key(Settings settings, List<Field> fields) {
        List<String> key = settings.texts("key", List.of());
        for (String name : key) {
            if (fields.stream().noneMatch(f -> f.name().equals(name))) {
                settings.problem(
                        "COLUMN_UNKNOWN",
                        "Cannot use " + settings.path() + ".key: there is no column " + name,
                        "Name columns of the file, or leave the key out to use the number of the record.");
            }
        }
        return key;
    }

    private static Layout layout(Settings settings) {
        String format = settings.text("format", "csv");
        if (format.equals("fixed")) {
            return new Layout.Fixed(settings.flag("ragged", false));
        }
        if (!format.equals("csv")) {
            settings.invalid("format", "is neither csv nor fixed");
        }
        Character delimiter = settings.character("delimiter", ',');
        Character quote = settings.character("quote", '"');
        if (delimiter == null || delimiter.equals(quote)) {
            settings.invalid("delimiter", "is empty or the same as the quote");
            delimiter = ',';
        }
        return new Layout.Delimited(delimiter, quote);
    }

    private static @Nullable Charset charset(Settings settings) {
        String encoding = settings.text("encoding");
        if (encoding == null) {
            return null;
        }
        try {
            Charset charset = Charset.forName(encoding);
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            // Reported like one that exists but cannot be used.
        }
        settings.invalid("encoding", "is no encoding known here");
        return null;
    }

    private List<Path> paths(Settings settings, String path, boolean several) {
        List<Path> paths = new ArrayList<>();
        try {
            if (several) {
                int slash = path.lastIndexOf('/');
                Path parent = folder.resolve(path.substring(0, Math.max(0, slash)));
                try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, path.substring(slash + 1))) {
                    found.forEach(p -> {
                        if (Files.isRegularFile(p)) {
                            paths.add(p);
                        }
                    });
                }
                paths.sort(Comparator.comparing(p -> p.getFileName().toString()));
            } else if (!path.isEmpty() && Files.isRegularFile(folder.resolve(path))) {
                paths.add(folder.resolve(path));
            }
        } catch (IOException | InvalidPathException | java.util.regex.PatternSyntaxException e) {
            // Reported below like a file that is not there.
        }
        if (paths.isEmpty()) {
            settings.problem(
                    "FILE_MISSING",
                    "Cannot find " + (path.isEmpty() ? "a path" : path) + " for " + settings.path() + " in " + folder,
                    "Put the file there, or mend path or folder.");
        }
        return paths;
    }
}
