package dev.whimbrel.control.ledger;

import java.util.List;

/** What a run is asked to do; two processes that ask the same work on one run. */
public record RunRequest(
        String project,
        String environment,
        String mappingHash,
        List<String> tenants,
        String sourceFingerprint,
        String targetFingerprint) {
    public RunRequest {
        tenants = tenants.stream().sorted().distinct().toList();
    }
}
