package dev.whimbrel.engine.verify;

import dev.whimbrel.core.fault.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Parts of a matter that somebody named. */
public final class Named {
    private Named() {}

    /**
     * The names in their order; a fault where any of them is not known: a typing error would be verified for nothing.
     *
     * @param what they are names of, such as {@code flow}
     */
    public static List<String> of(String what, Set<String> names, Collection<String> known) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw Fault.user(
                    what.toUpperCase(Locale.ROOT) + "_UNKNOWN",
                    "Cannot look at only a part: there is no " + what + " " + String.join(", ", unknown),
                    known.isEmpty()
                            ? "This project has no " + what + "s."
                            : "Name some of these: " + String.join(", ", new TreeSet<>(known)) + ".");
        }
        return List.copyOf(new TreeSet<>(names));
    }
}
