package dev.whimbrel.control.proof;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes the findings of one flow: all are counted, and of each pattern, tenant and status as many kept as the cap allows. */
final class Recorder {
    /** Rows of one statement: large enough that the way to the server does not count, small beside the heap. */
    private static final int BATCH = 5_000;

    private final Recording how;
    private final Tally tally;
    private final Tokens tokens;
    private final Patterns patterns;
    private final Findings findings;
    private final List<Kept> batch = new ArrayList<>();
    private final long id;
    private final InputTokens rows;
    private final Trail trail;
    private final Handle handle;
    private long number;

    Recorder(Handle handle, Verification verification, String flow, Recording how) {
        this.how = how;
        this.handle = handle;
        this.id = verification.id();
        this.tally = new Tally(flow);
        this.tokens = new TokenKeys(handle).of(verification.project());
        this.patterns = new Patterns(handle, verification);
        this.findings = new Findings(handle);
        this.rows = new InputTokens(tokens, flow);
        this.trail = new Trail(handle, verification.id(), rows, flow);
    }

    void record(Iterable<Finding> all) {
        for (Finding finding : all) {
            Pattern pattern = Pattern.of(tally.flow(), finding);
            if (tally.add(pattern, finding) <= how.cap()) {
                keep(pattern, finding);
            }
            if (finding.status() != Status.IN_FLIGHT) {
                trail.add(pattern, finding);
            }
        }
        flush();
        trail.end(patterns);
        patterns.count(tally, how.waived());
        new Fates(handle).insert(id, how.fates(), patterns);
    }

    /** From here on the key is gone: what is kept is its token and what may be shown of it. */
    private void keep(Pattern pattern, Finding finding) {
        batch.add(new Kept(
                pattern,
                number++,
                finding.tenant(),
                tokens.row(finding.tenant(), tally.flow(), finding.key()),
                Texts.stored(how.shownKey().apply(finding.key())),
                finding.status(),
                finding.cells().stream().map(Cell::mask).map(Texts::stored).toList(),
                finding.cells().stream().map(Cell::expected).map(Texts::stored).toList(),
                finding.cells().stream().map(Cell::actual).map(Texts::stored).toList(),
                rows.row(finding.key())));
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            findings.insert(
                    id,
                    batch,
                    patterns.numbers(batch.stream().map(Kept::pattern).toList()));
            batch.clear();
        }
    }
}
