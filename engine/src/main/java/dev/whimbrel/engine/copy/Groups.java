package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.Identity.Outcome;
import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.difference.Shape;
import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.group.GroupResolver;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one candidate of the staged rows of a group, with the other rows as its members. */
final class Groups {
    private final FlowWork flow;
    private final CompiledGrouping grouping;

    Groups(FlowWork flow) {
        this.flow = flow;
        this.grouping = flow.flow().grouping().orElseThrow();
    }

    Candidate resolve(List<StagedRow> rows) {
        Map<String, StagedForm> forms = new HashMap<>();
        List<GroupResolver.Member> members = new ArrayList<>();
        for (StagedRow row : rows) {
            StagedForm form = StagedForm.of(row.payload());
            forms.put(row.sourceKey(), form);
            members.add(new GroupResolver.Member(row.sourceKey(), withReferences(form), form.arguments()));
        }
        TenantId owner = new TenantId(rows.get(0).tenant());
        if (grouping instanceof CompiledGrouping.Survivors survivors) {
            members.sort(GroupResolver.survivors(survivors));
            return survivor(owner, members, forms);
        }
        return merged(owner, members, forms, (CompiledGrouping.Consolidation) grouping);
    }

    /** A reference takes part in the choice of values as the key that it refers to. */
    private @Nullable Object[] withReferences(StagedForm form) {
        @Nullable Object[] values = form.values().clone();
        for (int i = 0; i < form.references().length; i++) {
            Key key = form.references()[i];
            if (key != null) {
                values[i] = key.text();
            }
        }
        return values;
    }

    private Candidate survivor(TenantId owner, List<GroupResolver.Member> members, Map<String, StagedForm> forms) {
        String key = members.get(0).key();
        StagedForm form = Objects.requireNonNull(forms.get(key));
        Candidate row = candidate(key, owner, form.values(), form.references());
        row.members = others(owner, key, members, Outcome.EXCLUDED, "duplicate of the survivor");
        return row;
    }

    private Candidate merged(
            TenantId owner,
            List<GroupResolver.Member> members,
            Map<String, StagedForm> forms,
            CompiledGrouping.Consolidation consolidation) {
        members.sort((a, b) -> GroupResolver.compareKeys(a.key(), b.key()));
        String key = members.get(0).key();
        GroupResolver.Merged merged = new GroupResolver(consolidation).merge(members);
        @Nullable Object[] values = merged.values();
        @Nullable Key[] references = new Key[values.length];
        for (int i = 0; i < values.length; i++) {
            String origin = merged.origins()[i];
            StagedForm form = origin == null ? null : forms.get(origin);
            if (form != null && form.references()[i] != null) {
                references[i] = form.references()[i];
                values[i] = null;
            }
        }
        Candidate row = candidate(key, owner, values, references);
        row.members = others(owner, key, members, Outcome.MERGED, "merged");
        if (!merged.conflicts().isEmpty()) {
            List<String> columns = merged.conflicts().stream()
                    .map(slot -> flow.flow().writes().get(slot).column().name())
                    .toList();
            row.fault(
                    "CONSOLIDATION_CONFLICT",
                    columns,
                    "the " + members.size() + " rows of this group disagree, and a person has to decide");
        }
        return row;
    }

    private static List<Candidate.Member> others(
            TenantId owner, String key, List<GroupResolver.Member> members, Outcome outcome, String rule) {
        return members.stream()
                .map(GroupResolver.Member::key)
                .filter(member -> !member.equals(key))
                .map(member -> new Candidate.Member(member, owner, outcome, rule))
                .toList();
    }

    private Candidate candidate(String key, TenantId owner, @Nullable Object[] values, @Nullable Key[] references) {
        return new Candidate(key, owner, values, references, List.of(), columns -> sample(values, columns));
    }

    /** Shapes of mapped values; the source row is not at hand any more. */
    private String sample(@Nullable Object[] values, List<String> columns) {
        StringBuilder sample = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            String name = flow.flow().writes().get(i).column().name();
            if (columns.contains(name)) {
                sample.append(sample.isEmpty() ? "" : " ")
                        .append(name)
                        .append('=')
                        .append(Shape.of(values[i]));
            }
        }
        return sample.toString();
    }
}
