package dev.whimbrel.testkit.fault;

import java.util.List;
import java.util.Random;

/** Decides what becomes of each commit that passes a {@link CuttingProxy}. */
@FunctionalInterface
public interface CommitPlan {
    /** The fate of the commit with this number; they are counted from 1 over all connections since the plan was set. */
    CommitFate fate(int number);

    static CommitPlan pass() {
        return number -> CommitFate.PASS;
    }

    /** Only the {@code n}-th commit meets {@code fate}. */
    static CommitPlan nth(int n, CommitFate fate) {
        return number -> number == n ? fate : CommitFate.PASS;
    }

    /** Each commit meets, with this probability from 0 to 1, one of the fates. The same seed gives the same fates by number. */
    static CommitPlan seeded(long seed, double probability, CommitFate... fates) {
        List<CommitFate> choice = List.of(fates);
        return number -> {
            // A generator of its own for each number: threads that race for numbers do not change what a number means.
            Random random = new Random(seed * 1_000_003L + number * 7919L);
            random.nextDouble();
            return random.nextDouble() < probability ? choice.get(random.nextInt(choice.size())) : CommitFate.PASS;
        };
    }
}
