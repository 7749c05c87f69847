package dev.whimbrel.control.proof;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Lines of comma-separated values as RFC 4180 has them. */
final class Csv {
    private final Writer out;

    Csv(Writer out) {
        this.out = out;
    }

    void line(List<String> fields) throws IOException {
        String separator = "";
        for (String field : fields) {
            out.write(separator);
            out.write(quoted(field));
            separator = ",";
        }
        out.write("\r\n");
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
