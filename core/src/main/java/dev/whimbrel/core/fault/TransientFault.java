package dev.whimbrel.core.fault;

import org.jspecify.annotations.Nullable;

/** A failure that may pass by itself: a cut connection, a deadlock, a server that is starting. Nothing was committed. */
public final class TransientFault extends Fault {
    private static final long serialVersionUID = 1L;

    public TransientFault(Kind kind, String code, String message, @Nullable Throwable cause) {
        super(
                kind,
                code,
                message,
                "Start the command again: runs try again by themselves for a while. If it stays, look at the server's own log.",
                cause);
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
