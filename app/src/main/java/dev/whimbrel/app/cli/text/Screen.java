package dev.whimbrel.app.cli.text;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/** Where a command tells what it found: text for a person, or one JSON document for a program. */
public final class Screen {
    private static final int ANY_WIDTH = Integer.MAX_VALUE;

    private final PrintStream out;
    private final PrintStream err;
    private final Form form;

    /**
     * How the screen shows things.
     *
     * @param json one JSON document on standard output and nothing else there
     * @param colours marks by colour
     * @param live a terminal, on which a line can be written over
     * @param width characters in a line; 0 means without limit
     */
    public record Form(boolean json, boolean colours, boolean live, int width) {
        /** A file, a pipe or a test. */
        public static final Form PLAIN = new Form(false, false, false, 0);
    }

    /** Something that can be told in both ways. */
    public interface Report {
        /** With stable names of fields. */
        Map<String, @Nullable Object> json();

        void print(Screen screen);
    }

    public Screen(PrintStream out, PrintStream err, Form form) {
        this.out = out;
        this.err = err;
        this.form = form;
    }

    public boolean isJson() {
        return form.json();
    }

    public boolean isLive() {
        return form.live();
    }

    public int width() {
        return form.width() > 0 ? form.width() : ANY_WIDTH;
    }

    /** Shows a report in the form asked for. */
    public void show(Report report) {
        if (form.json()) {
            out.println(Json.write(report.json()));
        } else {
            report.print(this);
        }
        out.flush();
    }

    public void line(String text) {
        out.println(text);
    }

    public void blank() {
        out.println();
    }

    /** A heading after an empty line. */
    public void heading(String text) {
        out.println();
        out.println(bold(text));
    }

    public void table(TextTable table) {
        boolean title = true;
        for (String line : table.lines(width() - 2)) {
            out.println("  " + (title ? styled(line, Style.faint) : line));
            title = false;
        }
    }

    /** Where one sees how things go on: standard error when standard output is kept for JSON. */
    public PrintStream progress() {
        return form.json() ? err : out;
    }

    public PrintStream errors() {
        return err;
    }

    public String bold(String text) {
        return styled(text, Style.bold);
    }

    public String good(String text) {
        return styled(text, Style.fg_green);
    }

    public String bad(String text) {
        return styled(text, Style.fg_red);
    }

    public String careful(String text) {
        return styled(text, Style.fg_yellow);
    }

    private String styled(String text, Style style) {
        return form.colours() ? style.on() + text + Style.reset.on() : text;
    }
}
