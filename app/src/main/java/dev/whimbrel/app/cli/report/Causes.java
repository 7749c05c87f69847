package dev.whimbrel.app.cli.report;

import java.io.PrintStream;

/**
 * What caused a failure, as far as somebody asked for it, and never with a value of a row.
 *
 * @param wanted whether causes are told at all
 * @param places whether it is also told where in the program each arose
 */
public record Causes(boolean wanted, boolean places) {
    /** Nobody asked. */
    public static final Causes NONE = new Causes(false, false);

    private static final int DEPTH = 20;

    /** Only faults of ours show their text: those of drivers may hold values of rows. */
    public void print(Throwable failure, PrintStream to) {
        Throwable cause = wanted ? failure : null;
        for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
            to.println("  " + (depth == 0 ? "thrown: " : "cause:  ") + FaultReport.plainly(cause));
            if (places) {
                for (StackTraceElement frame : cause.getStackTrace()) {
                    to.println("      at " + frame);
                }
            }
        }
    }
}
