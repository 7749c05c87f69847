package dev.whimbrel.app.cli.report.proof;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML that is also well-formed XML. Every text and every attribute is escaped; only {@link #raw} is not. */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        start(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /** Ends the element that was begun last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Markup leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** An element that holds nothing: one of HTML's void elements or an SVG shape. */
    Markup empty(String tag, String... attributes) {
        start(tag, attributes).append("/>");
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** A name from a database, kept from turning the direction of what stands beside it. */
    Markup name(String shown) {
        return leaf("bdi", shown);
    }

    Markup line() {
        out.append('\n');
        return this;
    }

    /** Text of our own that must not be escaped: style and script. */
    Markup raw(String text) {
        out.append(text);
        return this;
    }

    String whole() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Cannot end a page: <" + open.peek() + "> is open");
        }
        return out.toString();
    }

    private StringBuilder start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        return out;
    }

    private void escape(String text) {
        String clean = Shown.clean(text);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
