package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.engine.run.ControlSession;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What the ledger knows of rows. It explains what was found, and never decides what is equal. */
final class Knowledge {
    private final ControlSession control;
    private final ToIntFunction<String> flowNumbers;

    Knowledge(ControlSession control, ToIntFunction<String> flowNumbers) {
        this.control = control;
        this.flowNumbers = flowNumbers;
    }

    /** What became of these source rows of a flow, by key; any thread may ask. */
    Map<String, Identity> identities(String flow, Collection<String> keys) {
        return ask(ledger -> ledger.identities().find(flowNumbers.applyAsInt(flow), keys));
    }

    /** The code of an open issue of each of these source rows that has one, by key. */
    Map<String, String> issues(String flow, Collection<String> keys) {
        return ask(ledger -> ledger.issues().codes(flowNumbers.applyAsInt(flow), keys));
    }

    /** The hash of a mapping version; empty where there is no such. */
    String mapping(int id) {
        return ask(ledger -> ledger.runs().mappingHash(id).orElse(""));
    }

    private synchronized <T> T ask(Function<Ledger, T> question) {
        return control.with(question);
    }
}
