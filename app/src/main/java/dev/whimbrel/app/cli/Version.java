package dev.whimbrel.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version out of the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "whimbrel " + (version == null ? "(built from sources)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
