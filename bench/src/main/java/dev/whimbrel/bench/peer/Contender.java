package dev.whimbrel.bench.peer;

import dev.whimbrel.bench.process.Measured;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to do a figure's work.
 *
 * @param key its short name on the command line
 * @param how it is run, for readers
 * @param ours whether it is Whimbrel
 * @param needs programs that must stand on the PATH
 * @param rows that it moves
 * @param turn does it once
 * @param told times that the program tells of itself and that become series of their own: name in {@link Measured#also} to the
 *     series' name
 */
public record Contender(
        String key,
        String name,
        String how,
        boolean ours,
        List<String> needs,
        long rows,
        Turn turn,
        Map<String, String> told) {
    public Contender {
        needs = List.copyOf(needs);
        told = Map.copyOf(told);
    }

    /** One turn: what stands before the clock, what is measured, and whether the result is right. */
    public interface Turn {
        /** Makes the target ready. */
        void prepare();

        /** Does the work. Ends with {@link dev.whimbrel.bench.process.CannotRun} where that is not possible. */
        Measured work();

        /** What is wrong with the result, and puts the target away. */
        Optional<String> verify();
    }
}
