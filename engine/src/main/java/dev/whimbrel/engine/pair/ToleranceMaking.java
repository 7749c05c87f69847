package dev.whimbrel.engine.pair;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.engine.pair.Pairing.Found;
import dev.whimbrel.engine.project.Comparison.Twin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which columns of a table and its twin may lie apart, and how far: none by which rows are told apart, or that says whose they are. */
final class ToleranceMaking {
    private final Found found;
    private final Twin said;
    private final Wrong wrong;

    /** @param wrong told of what does not fit */
    ToleranceMaking(Found found, Wrong wrong) {
        this.found = found;
        this.said = found.said();
        this.wrong = wrong;
    }

    /** Takes note of something that is wrong with a table. */
    interface Wrong {
        void note(String code, Place place, String what, String next);
    }

    /**
     * By the names of the compared columns.
     *
     * @param cells how each of {@code columns} is read on the expected side
     */
    Map<String, Tolerance> made(List<Column> columns, List<Cell> cells) {
        Map<String, Tolerance> made = new HashMap<>();
        said.tolerances().forEach((name, tolerated) -> {
            int place = place(columns, name);
            if (found.expected().column(name).isEmpty()) {
                wrong.note(
                        "COMPARED_COLUMN_ABSENT",
                        tolerated.place(),
                        "the expected side's table has no column " + name,
                        "Mend the name; columns go by the expected side's names.");
            } else if (isExact(name)) {
                wrong.note(
                        "TOLERANCE_ON_KEY",
                        tolerated.place(),
                        "nothing can be tolerated in " + name + ", by which rows are told apart",
                        "Take it out of `tolerances:`.");
            } else if (place < 0 || !(cells.get(place) instanceof Cell.Own)) {
                wrong.note(
                        "TOLERANCE_NEEDLESS",
                        tolerated.place(),
                        "nothing can be tolerated in " + name
                                + ", which is compared by what it leads to, or not at all",
                        "Take it out of `tolerances:`.");
            } else if (made.containsKey(columns.get(place).name())) {
                wrong.note(
                        "TOLERANCE_TWICE",
                        tolerated.place(),
                        "nobody could tell which of two tolerances of " + name + " is meant",
                        "Keep one of them.");
            } else if (!tolerated.by().suits(columns.get(place).type())) {
                wrong.note(
                        "TOLERANCE_WRONG_TYPE",
                        tolerated.place(),
                        "`" + tolerated.by().words() + "` says nothing of " + name + ", which is "
                                + columns.get(place).type(),
                        "Write `number` for numbers, `time` for times (for dates a day or more), `text` for texts.");
            } else {
                made.put(columns.get(place).name(), tolerated.by());
            }
        });
        return made;
    }

    private static int place(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Rows without a key are told apart by all of their columns. */
    private boolean isExact(String name) {
        return found.key().isEmpty()
                || found.key().stream().anyMatch(name::equalsIgnoreCase)
                || name.equalsIgnoreCase(said.owner());
    }
}
