package dev.whimbrel.engine.against;

import dev.whimbrel.control.proof.Affected;
import dev.whimbrel.control.proof.FlowInput;
import dev.whimbrel.control.proof.InputTokens;
import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.port.SourceRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the rows of a flow's source as they are read for the first time, so that it can be told another time whether the input is the
 * same; and looks out for those that differed in an earlier verification. Nothing of a row is kept but digests. For one thread at a
 * time.
 */
public final class InputWatch implements FateRule.Notes {
    private final List<String> columns;
    private final int[] places;
    private final InputTokens tokens;
    private final Affected before;
    private final Canonical form = new Canonical();
    private final InputSums sums;
    private final Map<Long, Note> notes = new HashMap<>();
    private final Set<Long> expected = new HashSet<>();
    private boolean through;

    /** @param before rows to look out for */
    public InputWatch(InputColumns columns, InputTokens tokens, Affected before) {
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
     * @param times how often its key came
     */
    record Note(long input, int times) {}

    /** The digest of what a row is made from. What no mapping can read is known by its code alone, as it is to the mapping. */
    public Digest of(SourceRow row) {
        form.clear();
        form.add(row.malformed());
        @Nullable Object[] values = row.values();
        for (int place : places) {
            form.add(values[place]);
        }
        return tokens.digests().of(form);
    }

    /** Takes note of a row that is read for the first time. */
    public void read(SourceRow row, Digest input) {
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
                        new Note(tokens.input(input), 1),
                        (first, second) -> new Note(second.input(), first.times() + 1));
            }
        }
    }

    /** Takes note of a row that the mapping expects, whether it can make it or not. */
    public void expects(String key) {
        if (!through && !before.isEmpty()) {
            long token = tokens.row(key);
            if (before.has(token)) {
                expected.add(token);
            }
        }
    }

    /** All rows were read: those that are read from here on were noted. */
    public void end() {
        through = true;
    }

    /** What was read; nothing where not all was. */
    public FlowInput input() {
        if (!through) {
            return FlowInput.NONE;
        }
        return sums.of(columns);
    }

    /** Whether the mapping expects the row of this token. */
    @Override
    public boolean expects(long token) {
        return expected.contains(token);
    }

    /** The row of this token; null where none was read. */
    @Override
    public @Nullable Note note(long token) {
        return notes.get(token);
    }
}
