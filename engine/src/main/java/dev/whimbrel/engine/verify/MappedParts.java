package dev.whimbrel.engine.verify;

import dev.whimbrel.core.difference.Shape;
import dev.whimbrel.core.mapping.CompiledFlow;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.plan.Prepared;
import dev.whimbrel.engine.project.Law;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The parts of which the verification of a mapping is made, with the tenants that may have rows in each. */
final class MappedParts {
    private final Prepared prepared;
    private final Set<TenantId> tenants;

    MappedParts(Prepared prepared, Set<TenantId> tenants) {
        this.prepared = prepared;
        this.tenants = tenants;
    }

    /** What a law goes by among the flows. */
    static String name(Law law) {
        return law.part();
    }

    static String name(String law) {
        return Law.part(law);
    }

    Memory.Part of(CompiledFlow flow) {
        UnaryOperator<String> shown = flow.flow().maskKey() ? Shape::of : UnaryOperator.identity();
        return new Memory.Part(flow.name(), flow.target().name().toString(), owners(flow), shown, Map.of());
    }

    /** A law of each tenant says something of every tenant, though its queries answer nothing; any other, of all together. */
    Memory.Part of(Law law) {
        List<String> owners = law.tenant() == null ? List.of(TenantId.SHARED.text()) : owners();
        return new Memory.Part(name(law), "", owners, UnaryOperator.identity(), Map.of());
    }

    /** The parts of these flows and laws; a fault where a name is not known. */
    List<String> named(Set<String> flows, Set<String> laws) {
        List<String> knownFlows =
                prepared.flows().stream().map(CompiledFlow::name).toList();
        List<String> knownLaws =
                prepared.project().laws().stream().map(Law::name).toList();
        return Stream.concat(
                        Named.of("flow", flows, knownFlows).stream(),
                        Named.of("law", laws, knownLaws).stream().map(MappedParts::name))
                .toList();
    }

    /** All flows and laws. */
    List<Memory.Part> all() {
        return Stream.concat(
                        prepared.flows().stream().map(this::of),
                        prepared.project().laws().stream().map(this::of))
                .toList();
    }

    private List<String> owners(CompiledFlow flow) {
        Ownership ownership = prepared.owners(flow.source());
        if (ownership instanceof Ownership.Everyone) {
            return List.of(TenantId.SHARED.text());
        }
        if (ownership instanceof Ownership.Constant constant) {
            return List.of(constant.tenant());
        }
        return owners();
    }

    private List<String> owners() {
        Collection<TenantId> all = tenants.isEmpty() ? prepared.tenants() : tenants;
        return all.stream().map(TenantId::text).toList();
    }
}
