package dev.whimbrel.app.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of the command line. What is none is not repeated, as nothing is that was not understood: it may be a password that slipped. */
final class Numbers {
    private Numbers() {}

    /** For all commands that were added so far. */
    static void addTo(CommandLine line) {
        ITypeConverter<Integer> integers = whole(Integer::valueOf);
        ITypeConverter<Long> longs = whole(Long::valueOf);
        ITypeConverter<Double> doubles = text -> number(Double::valueOf, text, "no number");
        line.registerConverter(Integer.class, integers)
                .registerConverter(Integer.TYPE, integers)
                .registerConverter(Long.class, longs)
                .registerConverter(Long.TYPE, longs)
                .registerConverter(Double.class, doubles)
                .registerConverter(Double.TYPE, doubles);
    }

    private static <T> ITypeConverter<T> whole(Function<String, T> reading) {
        return text -> number(reading, text, "no whole number, or too large a one");
    }

    private static <T> T number(Function<String, T> reading, String text, String why) {
        try {
            return reading.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("what was given is " + why);
        }
    }
}
