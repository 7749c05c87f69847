package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.Affected;
import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.InputTokens;
import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.port.SourceRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rows of a flow's source as they are read for the first time, so that it can be told another time whether the input is the
 * same; and looks out for those that differed in an earlier verification. Nothing of a row is kept but digests. For one thread at a
 * time.
 */
final class InputWatch {
    private final List<String> columns;
    private final int[] places;
    private final InputTokens tokens;
    private final Affected before;
    private final Canonical form = new Canonical();
    private final InputSums sums;
    private final Map<Long, Note> notes = new HashMap<>();
    private boolean through;

    /** @param before rows to look out for */
    InputWatch(InputColumns columns, InputTokens tokens, Affected before) {
        this.columns = columns.names();
        this.places = columns.places();
        this.tokens = tokens;
        this.before = before;
        this.sums = new InputSums(tokens);
    }

    /**
     * A row that is looked out for.
     *
     * @param input token of it
     * @param leftOut whether the mapping excludes it
     * @param times how often its key came
     */
    record Note(long input, boolean leftOut, int times) {}

    /** The digest of what a row is made from. What no mapping can read is known by its code alone, as it is to the mapping. */
    Digest of(SourceRow row) {
        form.clear();
        form.add(row.malformed());
        @Nullable Object[] values = row.values();
        for (int place : places) {
            form.add(values[place]);
        }
        return tokens.digests().of(form);
    }

    /** Takes note of a row that is read for the first time. */
    void read(SourceRow row, Digest input, boolean leftOut) {
        if (through) {
            return;
        }
        String key = row.key().text();
        sums.add(row.owner().text(), key, input);
        if (!before.isEmpty()) {
            long token = tokens.row(key);
            if (before.has(token)) {
                notes.merge(
                        token,
                        new Note(tokens.input(input), leftOut, 1),
                        (first, second) ->
                                new Note(second.input(), first.leftOut() && second.leftOut(), first.times() + 1));
            }
        }
    }

    /** All rows were read: those that are read from here on were noted. */
    void end() {
        through = true;
    }

    /** What was read; nothing where not all was. */
    FlowInput input() {
        if (!through) {
            return FlowInput.NONE;
        }
        return sums.of(columns);
    }

    /** The row of this token; null where none was read. */
    @Nullable
    Note note(long token) {
        return notes.get(token);
    }
}
