package dev.whimbrel.engine.copy;

import java.util.List;

/** One thing done to the rows of a batch before they are written. A row that fails gets a fault and is passed over from then on. */
interface Station {
    void pass(List<Candidate> rows);
}
