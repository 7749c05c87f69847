package dev.whimbrel.engine.project;

import dev.whimbrel.core.mapping.Comparing;
import dev.whimbrel.core.mapping.FieldRule;
import dev.whimbrel.core.mapping.Flow;
import dev.whimbrel.core.mapping.Grouping;
import dev.whimbrel.core.mapping.Scope;
import dev.whimbrel.core.schema.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over all that changes what lands. Each text is fed with its length before it, so that no two contents have one form;
 * maps are fed in the order of their keys. Reasons and what may be shown do not change what lands and are left out.
 */
final class MappingHash {
    private final MessageDigest digest = sha256();

    String of(
            Roster roster,
            Map<TableName, Scope> scopes,
            List<Relation> relations,
            List<LookupSpec> lookups,
            List<Flow> flows) {
        roster(roster);
        new TreeMap<>(scopes).forEach(this::scope);
        relations.stream().map(Relation::toString).sorted().forEach(r -> feed("relation", r));
        lookups.stream().sorted(Comparator.comparing(LookupSpec::name)).forEach(this::lookup);
        flows.stream().sorted(Comparator.comparing(Flow::name)).forEach(this::flow);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of all that changes what is compared: the mapping, and what is not compared exactly; the mapping's own where all of it is. */
    static String ofCompared(String mappingHash, List<Flow> flows) {
        if (flows.stream().allMatch(flow -> flow.comparing().equals(Comparing.EXACT))) {
            return mappingHash;
        }
        MappingHash hash = new MappingHash();
        hash.feed("mapping", mappingHash);
        flows.stream().sorted(Comparator.comparing(Flow::name)).forEach(flow -> {
            hash.feed("flow", flow.name());
            hash.all(flow.comparing().surrogates());
            flow.comparing().ids().stream().sorted().forEach(column -> hash.feed("id", column));
            new TreeMap<>(flow.comparing().tolerances())
                    .forEach((column, tolerance) -> hash.feed("tolerance", column, tolerance.words()));
        });
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void roster(Roster roster) {
        if (roster instanceof Roster.FromTable from) {
            feed("tenants from", from.table(), from.column());
        } else if (roster instanceof Roster.Listed listed) {
            feed("tenants listed");
            all(listed.tenants().stream().sorted().toList());
        }
    }

    private void scope(TableName table, Scope scope) {
        feed("scope", table);
        if (scope instanceof Scope.OwnColumn own) {
            feed("column", own.column());
        } else if (scope instanceof Scope.Through through) {
            feed("through");
            all(through.hops().stream().map(Scope.Hop::toString).sorted().toList());
        } else if (scope instanceof Scope.Tenant tenant) {
            feed("tenant", tenant.constant());
        } else {
            feed(scope instanceof Scope.Everyone ? "everyone" : "ignore");
        }
    }

    private void lookup(LookupSpec lookup) {
        feed("lookup", lookup.name());
        if (lookup instanceof LookupSpec.Values values) {
            new TreeMap<>(values.values()).forEach((key, value) -> {
                feed("entry", key);
                constant(value);
            });
        } else if (lookup instanceof LookupSpec.Csv csv) {
            feed("csv", csv.delimiter(), csv.key(), csv.value(), csv.type());
            feed("content", content(csv));
        } else if (lookup instanceof LookupSpec.DatabaseTable table) {
            feed("table", table.table(), table.in(), table.key(), table.value());
        }
    }

    /** A file that cannot be read is reported when it is loaded. */
    private static String content(LookupSpec.Csv csv) {
        try {
            return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(csv.file())));
        } catch (IOException e) {
            return "absent";
        }
    }

    private void flow(Flow flow) {
        feed("flow", flow.name(), flow.from(), flow.to(), flow.sourceKeyColumn());
        all(flow.key());
        flow.joins().stream().sorted(Comparator.comparing(Flow.Join::alias)).forEach(join -> {
            feed("join", join.alias(), join.table());
            all(join.on());
        });
        feed("where", flow.where());
        new TreeMap<>(flow.fields()).forEach((column, rule) -> {
            feed("field", column);
            rule(rule);
        });
        grouping(flow.grouping());
    }

    private void rule(FieldRule rule) {
        if (rule instanceof FieldRule.Copy copy) {
            feed("copy", copy.column());
        } else if (rule instanceof FieldRule.Sql sql) {
            feed("sql", sql.text());
        } else if (rule instanceof FieldRule.Constant constant) {
            feed("value");
            constant(constant.value());
        } else if (rule instanceof FieldRule.Lookup lookup) {
            feed("lookup", lookup.lookup(), lookup.of());
        } else if (rule instanceof FieldRule.Reference reference) {
            feed("ref", reference.flow());
            all(reference.of());
        } else if (rule instanceof FieldRule.Generated generated) {
            feed("generated", generated.generator());
        } else {
            feed("default");
        }
    }

    private void grouping(@Nullable Grouping grouping) {
        if (grouping instanceof Grouping.Survivors survivors) {
            feed("survivors");
            all(survivors.by());
            all(survivors.keep());
        } else if (grouping instanceof Grouping.Consolidation merged) {
            feed("consolidate");
            all(merged.by());
            new TreeMap<>(merged.resolve()).forEach((column, resolution) -> {
                feed(column, resolution.rule(), resolution.argument());
                all(resolution.values());
            });
        }
    }

    private void constant(@Nullable Object value) {
        feed(value == null ? "null" : value.getClass().getSimpleName(), value);
    }

    private void all(Collection<?> parts) {
        feed("list", parts.size());
        parts.forEach(this::feed);
    }

    private void feed(@Nullable Object... parts) {
        for (Object part : parts) {
            byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
            String length = (part == null ? -1 : bytes.length) + ":";
            digest.update(length.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
