package dev.whimbrel.engine.run;

import dev.whimbrel.control.ledger.Brake;
import dev.whimbrel.control.ledger.Brakes;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.project.Project;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The manual brake: acts on every process that works on a run of the project and environment, now or later, until it is lifted. */
public final class Braking {
    private static final int LONGEST_REASON = 500;

    private final Project project;

    public Braking(Project project) {
        this.project = project;
    }

    /**
     * What holds after an order.
     *
     * @param atWork whether a process works on the newest run
     */
    public record Held(Brake brake, Run run, boolean atWork) {}

    /** Limits a run, all its processes together; null does not limit. */
    public Held throttle(@Nullable Long rowsPerSecond, @Nullable Integer workers) {
        return order(
                brakes -> brakes.throttle(project.name(), project.environment(), rowsPerSecond, workers, person()));
    }

    /** Lifts the quota. */
    public Held release() {
        return order(brakes -> {
            if (!brakes.release(project.name(), project.environment())) {
                throw Fault.user(
                        "NOT_THROTTLED",
                        "Cannot lift the throttle: none is set",
                        "See `whimbrel status` for what holds a run.");
            }
        });
    }

    /** Lets no process take a new chunk. */
    public Held pause(@Nullable String reason) {
        String said = reason == null || reason.isBlank() ? null : plain(reason);
        return order(brakes -> brakes.pause(project.name(), project.environment(), said, person()));
    }

    /** Lifts the pause. */
    public Held resume() {
        return order(brakes -> {
            if (!brakes.resume(project.name(), project.environment())) {
                throw Fault.user(
                        "NOT_PAUSED",
                        "Cannot resume: nothing is paused",
                        "See `whimbrel status`; a run that nobody works on goes on with `whimbrel run`.");
            }
        });
    }

    private Held order(Consumer<Brakes> order) {
        try (ControlSession session = ControlSession.ofLedger(project.target())) {
            return session.with(ledger -> {
                Run run = ledger.runs().list(project.name(), project.environment(), 1).stream()
                        .findFirst()
                        .orElseThrow(Braking::noRun);
                order.accept(ledger.brakes());
                return new Held(
                        ledger.brakes().of(project.name(), project.environment()),
                        run,
                        run.isOpen() && ledger.runs().isLive(run.id()));
            });
        }
    }

    private static Fault noRun() {
        return Fault.user(
                "NO_RUN_YET",
                "Cannot brake: no run of this project and environment has been started in this target yet",
                "Start one with `whimbrel run`.");
    }

    private static String plain(String reason) {
        String text = reason.strip().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    private static String person() {
        return plain(System.getProperty("user.name", "unknown") + "@" + host());
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
