package dev.whimbrel.engine.verify;

import dev.whimbrel.core.fault.Fault;

/** What nobody foresaw ends the check of one table too, and not of all. */
public final class Unforeseen {
    private Unforeseen() {}

    /** The failure itself where it is a known one. */
    public static Fault fault(RuntimeException failure) {
        return failure instanceof Fault known ? known : Fault.unforeseen("compare", failure);
    }
}
