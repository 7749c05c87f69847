package dev.whimbrel.engine.reveal;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.proof.Reveal;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.moment.Sight;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.plan.ReadSide;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import dev.whimbrel.engine.verify.FlowSubject;
import dev.whimbrel.engine.verify.Unforeseen;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a row in the clear to who may see it. Whoever asks is written down before he sees anything, and also where he is refused; if
 * that cannot be written, nothing is shown.
 */
public final class Revealing {
    private final Project project;
    private final Clock clock;
    private final Supplier<Prepared> preparation;

    /** @param preparation holds the project against both systems; asked only once all is allowed */
    public Revealing(Project project, Clock clock, Supplier<Prepared> preparation) {
        this.project = project;
        this.clock = clock;
        this.preparation = preparation;
    }

    /** Where the values would go. */
    public enum Outlet {
        TERMINAL,
        /** A file or another program, as was asked for. */
        PIPE,
        /** The same where it was not asked for. */
        PIPE_UNASKED,
        JSON
    }

    /**
     * What somebody wants to see.
     *
     * @param key canonical text of the source row's key
     * @param seconds for which it is to stand on the screen
     */
    public record Wish(String flow, String key, String reason, Outlet outlet, int seconds) {
        /** Nothing that he typed. */
        @Override
        public String toString() {
            return "a wish to see a row";
        }
    }

    /** The row of the key on both sides. Once this has returned, it is written down that he has seen it. */
    public Revealed reveal(Wish wish) {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            Flow flow = project.flow(wish.flow()).orElse(null);
            String tenant = flow == null ? TenantId.UNKNOWN.text() : tenant(control, wish);
            Revealed revealed;
            try {
                new RevealRule(project, clock).check(wish, role -> isMember(control, role));
                revealed = read(control, wish, tenant);
            } catch (RuntimeException failure) {
                Fault fault = Unforeseen.fault(failure);
                note(control, wish, tenant, null, fault.code());
                throw fault;
            }
            note(control, wish, revealed.tenant(), revealed, Reveal.SHOWN);
            return revealed;
        }
    }

    /** Who asked, the newest first. */
    public List<Reveal> list(int limit) {
        try (ControlSession control = ControlSession.ofLedger(project.target())) {
            return control.prove(proof -> proof.reveals().list(project.name(), limit));
        }
    }

    private static boolean isMember(ControlSession control, String role) {
        return control.prove(proof -> proof.reveals().isMember(role));
    }

    /** Whose the row is by the identity map, so that its token is that of its findings. */
    private String tenant(ControlSession control, Wish wish) {
        return control.with(ledger -> {
            Optional<Integer> number = ledger.steps().findFlow(project.name(), wish.flow());
            Identity identity = number.isEmpty()
                    ? null
                    : ledger.identities()
                            .find(number.orElseThrow(), List.of(wish.key()))
                            .get(wish.key());
            return identity == null ? TenantId.UNKNOWN.text() : identity.tenant();
        });
    }

    private Revealed read(ControlSession control, Wish wish, String tenant) {
        Prepared prepared = sound(preparation.get());
        CompiledFlow flow = prepared.flows().stream()
                .filter(known -> known.name().equals(wish.flow()))
                .findFirst()
                .orElseThrow();
        try (Source source = ReadSide.source(project).open();
                Source target = ReadSide.target(project).open()) {
            return new ClearRows(FlowSubject.of(
                            prepared, flow, Set.of(), List.of(), control, Sight.ofNow(source), Sight.ofNow(target)))
                    .of(wish.key(), tenant)
                    .orElseThrow(
                            () -> Fault.user(
                                    "KEY_UNKNOWN",
                                    "Cannot reveal: the mapping makes no row of this key of flow " + wish.flow()
                                            + ", and none stands in the target",
                                    "Write the source row's key as reports show it; `whimbrel trace` says what became of merged and excluded rows."));
        }
    }

    /** Who only looks needs no right to write. */
    private static Prepared sound(Prepared prepared) {
        List<Problem> stopping = prepared.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.WARNING)
                .filter(problem -> !problem.code().equals("PERMISSION_DENIED"))
                .toList();
        if (!stopping.isEmpty()) {
            throw new ProblemsFound(stopping);
        }
        return prepared;
    }

    private void note(ControlSession control, Wish wish, String tenant, @Nullable Revealed revealed, String outcome) {
        Flow flow = project.flow(wish.flow()).orElse(null);
        control.prove(proof -> {
            String token = flow == null ? "" : proof.tokens(project.name()).row(tenant, flow.name(), wish.key());
            boolean keyShown = revealed != null && flow != null && !flow.maskKey();
            proof.reveals()
                    .add(new Reveal.Asked(
                            System.getProperty("user.name", "?"),
                            project.name(),
                            project.environment(),
                            project.reveal().role(),
                            flow == null ? null : flow.name(),
                            keyShown ? wish.key() : null,
                            token,
                            RevealRule.tellsKey(flow, wish) ? "" : wish.reason().strip(),
                            revealed == null ? List.of() : revealed.columns(),
                            wish.seconds(),
                            wish.outlet() == Outlet.PIPE,
                            outcome));
            return token;
        });
    }
}
