package dev.whimbrel.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import org.junit.jupiter.api.Test;

/** What a connector for sources says of a target is told of the target. */
class TargetReadingTest {
    @Test
    void aFaultOfTheSourceIsOneOfTheTarget() {
        Fault told = TargetReading.ofTarget(Fault.source(
                "SOURCE_STATEMENT_FAILED", "Cannot read a: the source says no", "Ask the source's user.", null));
        assertThat(told)
                .extracting(Fault::kind, Fault::code, Fault::getMessage, Fault::next)
                .containsExactly(
                        Kind.TARGET,
                        "TARGET_STATEMENT_FAILED",
                        "Cannot read a: the target says no",
                        "Ask the target's user.");
        assertThat(told.isTransient()).isFalse();
    }

    @Test
    void whatMayPassMayPassStill() {
        Fault lost = new TransientFault(
                Kind.SOURCE, "SOURCE_CONNECTION_LOST", "Cannot read a: the source cut the connection", null);
        Fault told = TargetReading.ofTarget(lost);
        assertThat(told)
                .extracting(Fault::kind, Fault::code, Fault::getMessage, Fault::isTransient)
                .containsExactly(
                        Kind.TARGET, "TARGET_CONNECTION_LOST", "Cannot read a: the target cut the connection", true);
        assertThat(told.getStackTrace()).isEqualTo(lost.getStackTrace());
    }

    @Test
    void whatIsNoFaultOfASourceStaysWhatItIs() {
        Fault user = Fault.user("FLOW_UNKNOWN", "Cannot find the source", "Name it.");
        assertThat(TargetReading.ofTarget(user)).isSameAs(user);
    }
}
