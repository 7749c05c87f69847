package dev.whimbrel.control.proof;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.compare.KeyedDigest;

/**
 * Tokens of rows and of what they are made of, the same in every verification of a project. Only these tokens are kept. A row is one row
 * whatever its tenant is: whose a row is may be what differs. For one thread.
 */
public final class InputTokens {
    private final Tokens tokens;
    private final KeyedDigest digests;
    private final String flow;
    private final Digest salt;

    InputTokens(Tokens tokens, String flow) {
        this.tokens = tokens;
        this.flow = flow;
        this.digests = new KeyedDigest(tokens.seed());
        this.salt = digests.of(flow);
    }

    /** Digests of rows are made under this; never kept itself. */
    public KeyedDigest digests() {
        return digests;
    }

    /** The token of a row, by its canonical key: of every row that is read, hence not by way of HMAC. */
    public long row(String key) {
        return digests.of(salt, digests.of(key)).low();
    }

    /** The token of a row's input, 0 where there is none. */
    public long input(Digest input) {
        return input.equals(Digest.ZERO) ? 0 : tokens.input(flow, input.toString());
    }

    /** The token of the sum of some rows' digests, 0 where there are none. */
    public long sum(String tenant, Digest sum) {
        return sum.equals(Digest.ZERO) ? 0 : tokens.input(flow, tenant, sum.toString());
    }
}
