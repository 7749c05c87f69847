package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Place;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.schema.TableName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project file says for one environment, checked as far as that can be done without a database.
 *
 * @param keepRows findings that a verification or comparison keeps of each pattern, tenant and status
 * @param arrivals where inputs of production come from; empty where the file does not say
 * @param mappingHash SHA-256, in hex, of all that changes what lands: flows, lookups with their files' content, scope, relations
 *     and roster; not of comments, order, connections or settings
 * @param places where the parts stand in the file, by path such as {@code scope.client}
 */
public record Project(
        String name,
        Path file,
        String environment,
        ConnectionProfile source,
        ConnectionProfile target,
        Roster roster,
        Cohorts cohorts,
        Map<TableName, Scope> scopes,
        List<Relation> relations,
        List<LookupSpec> lookups,
        Settings settings,
        List<Flow> flows,
        List<Law> laws,
        List<Comparison> comparisons,
        RevealGrant reveal,
        long keepRows,
        Optional<ArrivalSettings> arrivals,
        String mappingHash,
        Map<String, Place> places) {
    public Project {
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
        relations = List.copyOf(relations);
        lookups = List.copyOf(lookups);
        flows = List.copyOf(flows);
        laws = List.copyOf(laws);
        comparisons = List.copyOf(comparisons);
        places = Map.copyOf(places);
    }

    public Optional<Flow> flow(String wanted) {
        return flows.stream().filter(f -> f.name().equals(wanted)).findFirst();
    }

    public Optional<Comparison> comparison(String wanted) {
        return comparisons.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }

    /** SHA-256, in hex, of all that changes what a verification compares: what lands, and what is not compared exactly. */
    public String comparedHash() {
        return MappingHash.ofCompared(mappingHash, flows);
    }

    /** The same project with other settings. */
    public Project with(Settings other) {
        return new Project(
                name,
                file,
                environment,
                source,
                target,
                roster,
                cohorts,
                scopes,
                relations,
                lookups,
                other,
                flows,
                laws,
                comparisons,
                reveal,
                keepRows,
                arrivals,
                mappingHash,
                places);
    }

    /** Where {@code path} stands, or else the nearest part around it, or else the file. */
    public Place place(String path) {
        for (String part = path; !part.isEmpty(); part = part.substring(0, Math.max(0, part.lastIndexOf('.')))) {
            Place found = places.get(part);
            if (found != null) {
                return found;
            }
        }
        return new Place(file.toString(), path, 0, 0);
    }

    /** Only names: the parts may hold what came from the environment. */
    @Override
    public String toString() {
        return "project " + name + " in " + environment;
    }
}
