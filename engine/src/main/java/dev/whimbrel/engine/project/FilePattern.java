package dev.whimbrel.engine.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of an inbox are meant, and whose they are. {@code {tenant}} stands for a tenant's key, {@code {set}} for what the files of one
 * arrival share, {@code *} for anything and {@code ?} for one character; none of them goes beyond a part of the path.
 */
public final class FilePattern {
    private static final Pattern PARTS = Pattern.compile("\\{(\\w+)}|[*?]|[^*?{]+|\\{");

    private final String text;
    private final Pattern least;
    private final Pattern most;
    private final List<String> decisive;

    private FilePattern(String text, Pattern least, Pattern most, List<String> decisive) {
        this.text = text;
        this.least = least;
        this.most = most;
        this.decisive = List.copyOf(decisive);
    }

    /**
     * A file's owner and arrival.
     *
     * @param arrival the file's name, or where the pattern has {@code {set}} the name up to the end of that
     */
    public record Match(String tenant, String arrival) {}

    /** What a pattern says of a name. */
    public sealed interface Reading {
        /** Whose it is. */
        record Clear(Match match) implements Reading {}

        /** It does not fit. */
        record Unfit() implements Reading {}

        /** It may be one tenant's or another's. */
        record Ambiguous() implements Reading {}
    }

    /** The pattern that a text stands for; empty where it has not {@code {tenant}} once, or another word in braces. */
    static Optional<FilePattern> parse(String text) {
        if (text.startsWith("/") || text.split("\\{tenant}", -1).length != 2 || text.split("\\{set}", -1).length > 2) {
            return Optional.empty();
        }
        StringBuilder least = new StringBuilder();
        StringBuilder most = new StringBuilder();
        Map<String, Integer> places = new LinkedHashMap<>();
        int place = 0;
        Matcher parts = PARTS.matcher(text);
        while (parts.find()) {
            String part = parts.group();
            String word = parts.group(1);
            if (part.startsWith("{") && !"tenant".equals(word) && !"set".equals(word)) {
                return Optional.empty();
            }
            if (part.startsWith("{") || part.equals("*")) {
                String name = word == null ? "any" + places.size() : word;
                String wanted = "(?<" + name + ">[^/]" + (word == null ? "*" : "+");
                least.append(wanted).append("?)");
                most.append(wanted).append(')');
                places.put(name, place);
            } else {
                // As names are written: see the port of inboxes.
                String plain = part.equals("?") ? "[^/]" : Pattern.quote(part.replace("\\", "\\\\"));
                least.append(plain);
                most.append(plain);
                place += (int) part.chars().filter(c -> c == '/').count();
            }
        }
        List<Integer> told = places.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("any"))
                .map(Map.Entry::getValue)
                .toList();
        List<String> decisive = places.keySet().stream()
                .filter(name -> told.contains(places.get(name)))
                .toList();
        return Optional.of(new FilePattern(text, compiled(least), compiled(most), decisive));
    }

    private static Pattern compiled(StringBuilder pattern) {
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    /**
     * Whose a file is by its name. Of all ways to read it, the one with the shortest first parts and the one with the longest are compared: where
     * they are one, there is no other.
     */
    public Reading read(String name) {
        Matcher shortest = least.matcher(name);
        Matcher longest = most.matcher(name);
        if (!shortest.matches() || !longest.matches()) {
            return new Reading.Unfit();
        }
        boolean one = decisive.stream()
                .allMatch(
                        part -> shortest.start(part) == longest.start(part) && shortest.end(part) == longest.end(part));
        return one
                ? new Reading.Clear(new Match(
                        name.substring(shortest.start("tenant"), shortest.end("tenant")),
                        hasSets() ? name.substring(0, shortest.end("set")) : name))
                : new Reading.Ambiguous();
    }

    /** Whether several files may make one arrival. */
    public boolean hasSets() {
        return decisive.contains("set");
    }

    @Override
    public String toString() {
        return text;
    }
}
