package dev.whimbrel.examples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL scripts into statements at semicolons outside of quotes, quoted names and comments. Comments are left out. A quote
 * inside a text is doubled; a backslash escapes nothing, since none of our scripts need that.
 */
public final class SqlScript {
    private final String text;
    private final StringBuilder statement = new StringBuilder();
    private final List<String> statements = new ArrayList<>();
    private int at;

    private SqlScript(String text) {
        this.text = text;
    }

    public static List<String> split(String text) {
        return new SqlScript(text).statements();
    }

    /** The statements of a resource of the class path. */
    public static List<String> resource(String name) {
        return split(text(name));
    }

    /** The text of a resource of the class path, in UTF-8. */
    public static String text(String name) {
        try (InputStream stream = SqlScript.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Cannot find resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs all statements, in order. */
    public static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> statements() {
        while (at < text.length()) {
            step(text.charAt(at));
        }
        end();
        return statements;
    }

    private void step(char c) {
        if (c == '\'' || c == '"' || c == '`') {
            take(closing(c));
        } else if (text.startsWith("--", at)) {
            at = past("\n");
        } else if (text.startsWith("/*", at)) {
            at = past("*/");
        } else if (c == ';') {
            end();
            at++;
        } else {
            take(at + 1);
        }
    }

    private void take(int end) {
        statement.append(text, at, end);
        at = end;
    }

    /** Position after the closing quote; a doubled quote simply opens the next quoted piece. */
    private int closing(char quote) {
        int end = text.indexOf(quote, at + 1);
        return end < 0 ? text.length() : end + 1;
    }

    private int past(String end) {
        int found = text.indexOf(end, at);
        return found < 0 ? text.length() : found + end.length();
    }

    private void end() {
        String sql = statement.toString().strip();
        if (!sql.isEmpty()) {
            statements.add(sql);
        }
        statement.setLength(0);
    }
}
