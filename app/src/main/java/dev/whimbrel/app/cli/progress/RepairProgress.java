package dev.whimbrel.app.cli.progress;

import dev.whimbrel.app.cli.report.Causes;
import dev.whimbrel.app.cli.text.Screen;
import dev.whimbrel.engine.repair.RepairListener;
import dev.whimbrel.engine.repair.RepairPlan;
import dev.whimbrel.engine.run.RunListener;
import dev.whimbrel.engine.verify.VerifyListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows how far a repair is: a verification, a run, and a verification again, each as by itself. Ctrl-C ends its run after the chunk in hand. */
public final class RepairProgress implements RepairListener, AutoCloseable {
    private final Screen screen;
    private final Causes causes;
    private final Consumer<RepairPlan> plans;
    private @Nullable VerifyProgress verification;
    private @Nullable Progress run;
    private @Nullable Interruption interruption;
    private volatile boolean stopped;

    /**
     * Of one repair.
     *
     * @param causes of failures of single tables, as far as they are to be told
     * @param plans is told what will be repaired
     */
    public RepairProgress(Screen screen, Causes causes, Consumer<RepairPlan> plans) {
        this.screen = screen;
        this.causes = causes;
        this.plans = plans;
    }

    @Override
    public VerifyListener verifying() {
        VerifyProgress begun = new VerifyProgress(screen, causes, false);
        verification = begun;
        return begun;
    }

    @Override
    public void waiting() {
        screen.progress().println("Another process verifies this project; waiting until it has ended …");
    }

    @Override
    public void planned(RepairPlan plan) {
        plans.accept(plan);
    }

    @Override
    public RunListener running() {
        Progress begun = new Progress(screen, -1);
        run = begun;
        return begun;
    }

    @Override
    public void stoppable(Runnable stop) {
        interruption = new Interruption(
                () -> {
                    stopped = true;
                    stop.run();
                },
                screen.errors());
    }

    /** Where the run was asked to stop, the JVM is kept alive until the last word was said. */
    @Override
    public void ended() {
        if (verification != null) {
            verification.close();
            verification = null;
        }
        if (run != null) {
            run.close();
            run = null;
        }
        if (!stopped) {
            letGo();
        }
    }

    private void letGo() {
        if (interruption != null) {
            interruption.close();
            interruption = null;
        }
    }

    @Override
    public void close() {
        ended();
        letGo();
    }
}
