package dev.whimbrel.core.port;

/** One look at one signal. */
public sealed interface Reading {
    Signal signal();

    /** It was read; the number is in the signal's unit. */
    record Measured(Signal signal, double value) implements Reading {}

    /** It could not be read; {@code why} is a short phrase without anything secret. */
    record Failed(Signal signal, String why) implements Reading {}
}
