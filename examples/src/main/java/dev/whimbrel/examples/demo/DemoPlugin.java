package dev.whimbrel.examples.demo;

import dev.whimbrel.app.cli.CommandPlugin;

/** Makes the demo a command of {@code whimbrel}. */
public final class DemoPlugin implements CommandPlugin {
    @Override
    public Object command() {
        return new DemoCommand();
    }
}
