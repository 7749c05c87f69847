package dev.whimbrel.engine.guest;

import dev.whimbrel.control.ledger.Brake;
import dev.whimbrel.control.ledger.Pacing;

/** Where orders are fetched and the pace is told: the ledger, as the engine reaches it. One thread uses it at a time. */
public interface Desk extends AutoCloseable {
    /**
     * What holds for this process.
     *
     * @param processes living processes of the run, this one among them
     * @param rank of this process among them, from 0
     * @param over nothing is left of the run that anybody could take
     */
    record Orders(Brake brake, int processes, int rank, boolean over) {
        public static final Orders NONE = new Orders(Brake.NONE, 1, 0, false);
    }

    Orders orders();

    void tell(Pacing pacing);

    @Override
    void close();
}
