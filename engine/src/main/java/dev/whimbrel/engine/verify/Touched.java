package dev.whimbrel.engine.verify;

import dev.whimbrel.control.ledger.TouchedKeys;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.engine.run.ControlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys of a flow's rows that one run touched, read from the ledger anew each time, in portions. */
final class Touched {
    /** Keys in one portion, about; also what one statement asks for. */
    private static final int PORTION = 1_000;

    private final ConnectionProfile ledger;
    private final int flowNo;
    private final long run;

    /** @param ledger the target, where a session of its own is opened: both sides go through the keys side by side */
    Touched(ConnectionProfile ledger, int flowNo, long run) {
        this.ledger = ledger;
        this.flowNo = flowNo;
        this.run = run;
    }

    /** Whether there is any. */
    boolean any(ControlSession control) {
        return control.with(ledger -> !ledger.touchedKeys()
                        .rows(flowNo, run, null, 1)
                        .isEmpty()
                || !ledger.touchedKeys().pages(flowNo, run, Long.MIN_VALUE, 1).isEmpty());
    }

    /** Tells of all keys, each once. */
    void each(Consumer<List<String>> keys) {
        try (ControlSession control = new ControlSession(ledger)) {
            rows(control, keys);
            pages(control, keys);
        }
    }

    private void rows(ControlSession control, Consumer<List<String>> to) {
        @Nullable String last = null;
        while (true) {
            String after = last;
            List<String> keys = control.with(ledger -> ledger.touchedKeys().rows(flowNo, run, after, PORTION));
            if (keys.isEmpty()) {
                return;
            }
            to.accept(keys);
            last = keys.get(keys.size() - 1);
        }
    }

    private void pages(ControlSession control, Consumer<List<String>> to) {
        long last = Long.MIN_VALUE;
        while (true) {
            long after = last;
            List<TouchedKeys.Page> pages =
                    control.with(ledger -> ledger.touchedKeys().pages(flowNo, run, after, PORTION / 32));
            if (pages.isEmpty()) {
                return;
            }
            List<String> keys = new ArrayList<>();
            pages.forEach(page -> keys.addAll(page.keys()));
            if (!keys.isEmpty()) {
                to.accept(keys);
            }
            last = pages.get(pages.size() - 1).low();
        }
    }
}
