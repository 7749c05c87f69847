package dev.whimbrel.engine.project;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who may see rows in the clear.
 *
 * @param role of the target's server, whose members may; null for nobody
 * @param until the last day on which they may; null for no end
 */
public record RevealGrant(@Nullable String role, @Nullable LocalDate until) {
    /** Where the project file says nothing: nobody may. */
    public static final RevealGrant NONE = new RevealGrant(null, null);
}
