package dev.whimbrel.bench.own;

import java.io.File;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Class paths for JVMs of their own. */
public final class ClassPath {
    private static final Pattern NOT_OURS = Pattern.compile("spring[^/]*\\.jar$");

    private ClassPath() {}

    /** All of the bench. */
    public static String whole() {
        // Surefire may hand over its class path in the manifest of a jar; the real one is then under this name.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The same without what only the Spring Batch job needs: what {@code ./whimbrel} runs with, and the bench's own classes. */
    public static String product() {
        return Arrays.stream(whole().split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !NOT_OURS.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
