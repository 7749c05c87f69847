package dev.whimbrel.control.arrival;

import java.time.Instant;

/**
 * One file of an arrival.
 *
 * @param name as it came; see {@link dev.whimbrel.core.port.Inbox.Listed}
 * @param hash SHA-256 of its bytes, in hex
 * @param size bytes in the clear
 * @param modified as the inbox's system had it
 * @param object the name under which the store has it
 * @param keyId number of the key that it is encrypted with
 */
public record ArrivalFile(
        String name, String hash, long size, Instant modified, String object, int keyId, Shape shape) {}
