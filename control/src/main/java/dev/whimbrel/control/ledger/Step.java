package dev.whimbrel.control.ledger;

import java.util.List;

/**
 * A step of a run: one pass over one flow.
 *
 * @param dependsOn numbers of the steps that must be done before
 * @param fresh no row of the flow had ever been recorded when the run started, so that nothing can be there yet
 * @param vacant the target table was empty when the run started, and no other flow of the run writes to it
 */
public record Step(
        int number, Kind kind, int flowNo, List<Integer> dependsOn, State state, boolean fresh, boolean vacant) {
    /** What a step does. */
    public enum Kind {
        /** Source rows to target rows. */
        COPY,
        /** Source rows, mapped, to the staging table, for rows that are grouped. */
        STAGE,
        /** Groups of staged rows to target rows. */
        RESOLVE,
        /** References to the own table or back in a cycle, set once both ends are there. */
        LINK
    }

    /** WAITING for others, READY with chunks cut, or DONE. */
    public enum State {
        WAITING,
        READY,
        DONE
    }

    public Step {
        dependsOn = List.copyOf(dependsOn);
    }
}
