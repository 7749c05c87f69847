package dev.whimbrel.app.cli;

import picocli.CommandLine.Command;

/** A plug-in that names its command as one of ours: it must be left out. */
public final class ClashingPlugin implements CommandPlugin {
    @Override
    public Object command() {
        return new Clash();
    }

    @Command(name = "run")
    static final class Clash implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("This must never be called");
        }
    }
}
