package dev.whimbrel.engine.verify;

import dev.whimbrel.control.proof.KeptMoment;
import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.control.proof.Verification;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.engine.selftest.Tested;
import java.util.List;
import java.util.function.LongSupplier;

/** Told how a verification goes on. */
public interface VerifyListener {
    VerifyListener NONE = new VerifyListener() {};

    /** It begins, or goes on where an earlier process was interrupted. */
    default void opened(Verification verification, boolean resumed) {}

    /**
     * A flow or law is next.
     *
     * @param rows of both sides together that are about to be read, -1 unknown
     * @param read how many of them were read so far; any thread may ask
     */
    default void flow(String flow, long rows, LongSupplier read) {}

    /** A moment was taken at which the tables that follow are looked at; none is, where each is to be read at its own. */
    default void moment(KeptMoment moment) {}

    /**
     * How the table that is next is compared, where there is more than one way.
     *
     * @param way as the end of a sentence, with the reason where it is the slower one
     */
    default void way(String flow, String way) {}

    /** A flow or law cannot be compared; it is told as judged right after. */
    default void failed(String flow, Fault fault) {}

    /** The comparison of a flow was attacked with mutations of its rows. */
    default void selfTested(String flow, Tested tested) {}

    /** A flow is done. */
    default void judged(String flow, List<TableResult> results) {}
}
