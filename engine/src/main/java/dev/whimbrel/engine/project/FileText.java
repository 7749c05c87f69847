package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the project file as strict UTF-8, with or without a byte order mark. */
final class FileText {
    private static final long MOST_BYTES = 16L << 20;

    private FileText() {}

    static String read(Path file) {
        if (!Files.exists(file)) {
            throw problem(
                    file,
                    "PROJECT_FILE_ABSENT",
                    0,
                    0,
                    "There is no such file",
                    "Name the project file, or run `whimbrel init` to draft one.");
        }
        byte[] bytes = bytes(file);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            String good = text.toString();
            int lineStart = good.lastIndexOf('\n') + 1;
            throw problem(
                    file,
                    "PROJECT_FILE_ENCODING",
                    (int) good.chars().filter(c -> c == '\n').count() + 1,
                    good.length() - lineStart + 1,
                    "The file is not UTF-8 text",
                    "Save it as UTF-8; this character was saved in another encoding.");
        }
        String all = text.toString();
        return all.startsWith("\uFEFF") ? all.substring(1) : all;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file) || Files.size(file) > MOST_BYTES) {
                throw problem(
                        file,
                        "PROJECT_FILE_UNREADABLE",
                        0,
                        0,
                        Files.isDirectory(file) ? "This is a folder" : "The file is larger than 16 MB",
                        "Name the project file itself, such as migration.yaml.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw problem(file, "PROJECT_FILE_UNREADABLE", 0, 0, "The file cannot be read", "Look at its permissions.");
        }
    }

    private static ProblemsFound problem(Path file, String code, int line, int column, String message, String next) {
        return new ProblemsFound(
                List.of(Problem.error(code, new Place(file.toString(), "", line, column), message, next)));
    }
}
