package dev.whimbrel.engine.repair;

import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.verify.VerifyListener;

/** Told how a repair goes on: a verification, a run, and a verification again. */
public interface RepairListener {
    RepairListener NONE = new RepairListener() {};

    /** A verification begins; gives who is told of it. */
    default VerifyListener verifying() {
        return VerifyListener.NONE;
    }

    /** Another process verifies this project; this one waits until it has ended. */
    default void waiting() {}

    /** It is known what will be repaired. */
    default void planned(RepairPlan plan) {}

    /** The run begins, or one that was interrupted goes on; gives who is told of it. */
    default RunListener running() {
        return RunListener.NONE;
    }

    /** The run can be asked to stop after the chunks in hand. */
    default void stoppable(Runnable stop) {}

    /** What was under way, verification or run, has ended, well or not. */
    default void ended() {}
}
