package dev.whimbrel.engine.run;

import dev.failsafe.Failsafe;
import dev.whimbrel.control.ledger.Brake;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.Pacing;
import dev.whimbrel.control.ledger.Run;
import dev.whimbrel.core.port.Canary;
import dev.whimbrel.engine.guest.Desk;
import dev.whimbrel.engine.guest.Guest;
import dev.whimbrel.engine.guest.GuestSettings;
import dev.whimbrel.engine.guest.Host;
import dev.whimbrel.engine.plan.Connectors;
import dev.whimbrel.engine.project.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run needs to be a good guest: watches on both systems, and the ledger as the desk where orders lie. */
final class Guests {
    private Guests() {}

    static Guest of(Facts facts, RunListener listener) {
        Project project = facts.prepared().project();
        GuestSettings settings = project.settings().guest();
        return new Guest(
                settings,
                project.settings().workers(),
                new Host(
                        Connectors.watchSource(
                                        project.source(),
                                        new Canary(settings.source().canary(), settings.timeout()))
                                .orElse(null),
                        Connectors.feelSource(project.source(), settings.timeout())
                                .orElse(null)),
                new Host(
                        Connectors.watchTarget(
                                        project.target(),
                                        new Canary(settings.target().canary(), settings.timeout()))
                                .orElse(null),
                        new CommitFeeler(project.target(), facts.worker(), settings.timeout())),
                new LedgerDesk(facts),
                listener::paced);
    }

    /** Orders and pace over a session of its own, opened again when it is lost. */
    private static final class LedgerDesk implements Desk {
        private final Facts facts;
        private @Nullable ControlSession session;

        LedgerDesk(Facts facts) {
            this.facts = facts;
        }

        @Override
        public Orders orders() {
            // The first time there is nothing to hold on to if it fails.
            return session == null ? Failsafe.with(Reopening.RETRIES).get(this::fetch) : fetch();
        }

        private Orders fetch() {
            return with(ledger -> {
                Run run = facts.run();
                Brake brake = ledger.brakes().of(run.project(), run.environment());
                List<Integer> living = ledger.runs().living(run.id());
                int rank = living.indexOf(facts.worker());
                boolean open = ledger.runs().find(run.id()).filter(Run::isOpen).isPresent();
                return new Orders(
                        brake,
                        rank < 0 ? living.size() + 1 : living.size(),
                        rank < 0 ? living.size() : rank,
                        !open || ledger.steps().allDone(run.id()));
            });
        }

        @Override
        public void tell(Pacing pacing) {
            with(ledger -> {
                ledger.pacings().tell(facts.worker(), pacing);
                return true;
            });
        }

        private <T> T with(java.util.function.Function<Ledger, T> work) {
            ControlSession open = session;
            if (open == null) {
                open = Reopening.open(
                        () -> new ControlSession(facts.prepared().project().target()));
                session = open;
            }
            try {
                return open.with(work);
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        @Override
        public void close() {
            ControlSession old = session;
            session = null;
            if (old != null) {
                old.close();
            }
        }
    }
}
