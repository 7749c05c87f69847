package dev.whimbrel.control.arrival;

import java.time.Instant;

/**
 * Something in an inbox that cannot be taken.
 *
 * @param name of the file; empty where the inbox itself cannot be looked at
 * @param code why
 * @param firstAt when that was first found
 * @param lastAt when it was last found
 */
public record InboxIssue(String inbox, String name, String code, Instant firstAt, Instant lastAt) {}
