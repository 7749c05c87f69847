package dev.whimbrel.engine.reveal;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.engine.project.Project;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says who may see a row in the clear, where and why. */
final class RevealRule {
    private static final int LEAST_WORDS = 3;

    private final Project project;
    private final Clock clock;

    RevealRule(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    /** Throws what forbids it. Who may not see anything is told nothing else. */
    void check(Revealing.Wish wish, Predicate<String> isMember) {
        role(isMember);
        outlet(wish.outlet());
        Flow flow = project.flow(wish.flow())
                .orElseThrow(() -> Fault.user(
                        "FLOW_UNKNOWN",
                        "Cannot reveal: there is no flow of this name",
                        "Flows are " + project.flows().stream().map(Flow::name).collect(Collectors.joining(", "))
                                + "."));
        if (words(wish.reason()) < LEAST_WORDS) {
            throw Fault.user(
                    "REVEAL_REASON_MISSING",
                    "Cannot reveal: it is not said why",
                    "Say it with --reason, in three words at least; it is kept.");
        }
        if (tellsKey(flow, wish)) {
            throw Fault.user(
                    "REVEAL_REASON_TELLS",
                    "Cannot reveal: the reason holds the key, which flow " + flow.name() + " masks",
                    "Say why without it; the row's token is kept beside the reason.");
        }
    }

    private void role(Predicate<String> isMember) {
        String role = project.reveal().role();
        if (role == null) {
            throw Fault.user(
                    "REVEAL_NOT_ALLOWED",
                    "Cannot reveal: the project file names no role whose members may",
                    "Name one with `proof: { reveal_role: ROLE }`, and make the target's user a member of it: grant ROLE to USER.");
        }
        LocalDate until = project.reveal().until();
        if (until != null && LocalDate.now(clock).isAfter(until)) {
            throw Fault.user(
                    "REVEAL_CLOSED",
                    "Cannot reveal: " + until + ", the last day on which the project file allows it, is over",
                    "Have a later day written after `reveal_until`, by whoever answers for these data.");
        }
        if (!isMember.test(role)) {
            throw Fault.user(
                    "REVEAL_NOT_MEMBER",
                    "Cannot reveal: the target's user is no member of role " + role,
                    "Connect as a user who is one, or let an administrator of the target: grant " + role + " to USER.");
        }
    }

    private static void outlet(Revealing.Outlet outlet) {
        switch (outlet) {
            case TERMINAL, PIPE -> {}
            case PIPE_UNASKED ->
                throw Fault.user(
                        "REVEAL_NO_TERMINAL",
                        "Cannot reveal: standard output is no terminal, and what goes elsewhere cannot be erased",
                        "Call it on a terminal; or say --to-pipe, which is written down.");
            case JSON ->
                throw Fault.user(
                        "REVEAL_NO_JSON",
                        "Cannot reveal: values in the clear are for a person and never in JSON",
                        "Leave out --json, and call it on a terminal.");
        }
    }

    private static int words(String reason) {
        return reason.isBlank() ? 0 : reason.strip().split("\\s+").length;
    }

    /** Whether the reason gives a key away that is not to be kept. */
    static boolean tellsKey(@Nullable Flow flow, Revealing.Wish wish) {
        if (flow == null || !flow.maskKey() || wish.key().isBlank()) {
            return false;
        }
        // As a word of its own: key 4 does not stand in "ticket 4711".
        String word = "(?iuU)(?<!\\w)" + Pattern.quote(wish.key()) + "(?!\\w)";
        return Pattern.compile(word).matcher(wish.reason()).find();
    }
}
