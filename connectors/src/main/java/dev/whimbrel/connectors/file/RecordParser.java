package dev.whimbrel.connectors.file;

/** Takes a record apart, one physical line after the other. It is used again for each record. */
interface RecordParser {
    /** What a line did to the record. */
    enum Outcome {
        /** The record goes on in the next line. */
        OPEN,
        DONE,
        BROKEN
    }

    /** Begins a record with its first line. */
    Outcome begin(Line line);

    /** Goes on with an {@link Outcome#OPEN} record. */
    Outcome more(Line line);

    /** Fields that are complete. */
    int size();

    String value(int field);

    boolean quoted(int field);
}
