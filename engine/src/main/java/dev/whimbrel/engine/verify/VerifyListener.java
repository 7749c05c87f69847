package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.fault.Fault;
import java.util.List;

/** Told how a verification goes on. */
public interface VerifyListener {
    VerifyListener NONE = new VerifyListener() {};

    /** It begins, or goes on where an earlier process was interrupted. */
    default void opened(Verification verification, boolean resumed) {}

    /** A flow is next; {@code rows} of both sides together are about to be read, -1 unknown. */
    default void flow(String flow, long rows) {}

    /** So many rows of both sides were read so far, of all flows of this process. */
    default void rows(long rows) {}

    /** A flow or law cannot be compared; it is told as judged right after. */
    default void failed(String flow, Fault fault) {}

    /** A flow is done. */
    default void judged(String flow, List<TableResult> results) {}
}
