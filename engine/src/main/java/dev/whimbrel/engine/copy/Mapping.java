package dev.whimbrel.engine.copy;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.difference.Shape;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.port.SourceRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes candidates of source rows: the mapped values, and masked samples of what they were made from. */
final class Mapping {
    private final FlowWork flow;

    Mapping(FlowWork flow) {
        this.flow = flow;
    }

    /** A mapped row, and the candidate made of it. */
    record Made(MappedRow mapped, Candidate candidate) {}

    Made made(SourceRow row) {
        MappedRow mapped = flow.mapper().map(row);
        return new Made(mapped, candidate(row, mapped));
    }

    private Candidate candidate(SourceRow source, MappedRow mapped) {
        return new Candidate(
                mapped.key(),
                mapped.owner(),
                mapped.values(),
                mapped.references(),
                mapped.faults(),
                columns -> sample(source.values(), columns));
    }

    /** Shapes of the source values behind these target columns, such as {@code email=xxxx.xxx}; clear where declared public. */
    private String sample(@Nullable Object[] values, List<String> columns) {
        Set<String> inputs = new LinkedHashSet<>();
        for (CompiledFlow.Write write : flow.flow().writes()) {
            if (columns.contains(write.column().name())) {
                inputs.addAll(write.inputs());
            }
        }
        StringBuilder sample = new StringBuilder();
        List<CompiledFlow.Read> reads = flow.flow().reads();
        for (int i = 0; i < reads.size(); i++) {
            String label = reads.get(i).label();
            if (inputs.contains(label)) {
                boolean open = flow.flow().flow().publicColumns().contains(label);
                sample.append(sample.isEmpty() ? "" : " ")
                        .append(label)
                        .append('=')
                        .append(open ? String.valueOf(Carried.read(values[i])) : Shape.of(Carried.read(values[i])));
            }
        }
        return sample.toString();
    }
}
