package dev.whimbrel.engine.selftest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What looks at rows before the comparison does, and keeps from it those that it takes for the same: a mutation must get past it, too. */
public interface Sieve {
    /** There is none: the comparison sees every row. */
    Sieve NONE = new Sieve() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public Optional<Set<String>> passed(int place, Map<String, @Nullable Object> mutated) {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> passedWithout(Set<String> keys) {
            return Optional.empty();
        }
    };

    boolean isThere();

    /**
     * Of rows of which one value is another, the keys of those that it lets pass; empty where it cannot be asked that.
     *
     * @param mutated the value in place of the row's own at {@code place}, by the row's key
     */
    Optional<Set<String>> passed(int place, Map<String, @Nullable Object> mutated);

    /** The same of rows that are not there. */
    Optional<Set<String>> passedWithout(Set<String> keys);
}
