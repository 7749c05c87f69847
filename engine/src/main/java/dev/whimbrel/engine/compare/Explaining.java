package dev.whimbrel.engine.compare;

import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Says of rows that differ whose they are, of what class, in which columns and how, and what is known of why. Values are looked at
 * here for the last time: what leaves has none in it.
 */
public interface Explaining {
    void of(List<Seen> seen, Consumer<Explained> explained);

    /** Whose rows are, by key, as far as that is known. */
    Map<String, String> tenants(Collection<Suspect> suspects);

    /**
     * A finding and the class under which the equation counts it.
     *
     * @param standsUnder of a row on both sides, under whom the actual one is counted by what it says itself, nobody known among
     *     them; empty where rows say nothing of their owners
     * @param tolerated whether the row differs in nothing but values within declared tolerances, and so is no finding
     */
    record Explained(RowClass counted, String standsUnder, Finding finding, boolean tolerated) {
        /** One that is a finding. */
        public Explained(RowClass counted, String standsUnder, Finding finding) {
            this(counted, standsUnder, finding, false);
        }

        /** Whether the row stands, by what it says itself, under another owner than it should. */
        boolean isUnderAnother() {
            return finding.rowClass() == RowClass.WRONG_TENANT
                    && !standsUnder.isEmpty()
                    && !standsUnder.equals(finding.tenant());
        }
    }
}
