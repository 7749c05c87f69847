package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.ArrivalRecords;
import dev.whimbrel.control.arrival.InboxFiles;
import dev.whimbrel.engine.project.ArrivalSettings.InboxSettings;
import dev.whimbrel.engine.project.Project;
import dev.whimbrel.engine.run.ControlSession;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The record of arrivals as one inbox's pass uses it, each time in a transaction. */
record Desk(Project project, ControlSession control, InboxSettings settings) {
    <T> T with(Function<ArrivalRecords, T> work) {
        return control.arrivals(project, work);
    }

    <T> T with(BiFunction<ArrivalRecords, InboxFiles, T> work) {
        return with(records -> work.apply(records, records.inbox(settings.name())));
    }
}
