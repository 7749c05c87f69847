package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.result.Result;
import dev.whimbrel.bench.server.Bed;
import java.io.PrintStream;

/** Something that is measured by one command. */
public interface Figure {
    String name();

    /** One line on what is measured against what. */
    String title();

    /** Measures it; what happens is told on {@code out}. */
    Result measure(Bed bed, Options options, PrintStream out);
}
