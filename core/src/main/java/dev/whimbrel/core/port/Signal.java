package dev.whimbrel.core.port;

import java.util.Locale;

/** What can be read of how a system fares for those who use it. Sessions of Whimbrel itself never count as others'. */
public enum Signal {
    /** How long a cheap query of somebody who is not us takes, in milliseconds. */
    CANARY("ms"),
    /** What users feel of small transactions that commit, in milliseconds. */
    COMMIT("ms"),
    /** What users feel of answers to the smallest question, in milliseconds. */
    ANSWER("ms"),
    /** Sessions of others that are running a statement right now. */
    ACTIVE(""),
    /** Sessions of others that ran something in the last seconds: whether there is anybody whom we could hurt. */
    OTHERS(""),
    /** Connections in use, by anybody, in percent of those that the server allows. */
    CONNECTIONS("%"),
    /** Sessions of others that wait for a lock or for the disk. */
    WAITS(""),
    /** Sessions of others that wait for a lock which one of ours holds. */
    BLOCKED(""),
    /** How far the slowest standby, or this standby itself, is behind, in seconds. */
    LAG("s"),
    /** How much of its log the slowest standby has not applied yet, in MB. */
    BACKLOG("MB");

    private final String unit;

    Signal(String unit) {
        this.unit = unit;
    }

    /** What its numbers count; empty for sessions. */
    public String unit() {
        return unit;
    }

    /** Whether it is felt many times a second by a {@link Feeler}, rather than looked at with all others. */
    public boolean isFelt() {
        return this == COMMIT || this == ANSWER;
    }

    /** Its name in project files and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
