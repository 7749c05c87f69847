package dev.whimbrel.core.mapping.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.mapping.CompiledFlow.CompiledGrouping;
import dev.whimbrel.core.mapping.CompiledFlow.Order;
import dev.whimbrel.core.mapping.CompiledFlow.Resolve;
import dev.whimbrel.core.mapping.Grouping.Rule;
import dev.whimbrel.core.mapping.group.GroupResolver.Member;
import dev.whimbrel.core.mapping.group.GroupResolver.Merged;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Resolution of groups, whatever the order in which their members come. */
final class GroupResolverTest {
    private static final long SEED = 20261121;

    private static final GroupResolver RESOLVER = new GroupResolver(new CompiledGrouping.Consolidation(
            List.of(row -> row[0]),
            List.of(
                    new Resolve(Rule.FIRST, null, List.of()),
                    new Resolve(Rule.LATEST, row -> row[0], List.of()),
                    new Resolve(Rule.LONGEST, null, List.of()),
                    new Resolve(Rule.MOST_RESTRICTIVE, null, List.of()),
                    new Resolve(Rule.MOST_RESTRICTIVE, null, List.of("NONE", "SOME", "ALL")),
                    new Resolve(Rule.PRIORITY, null, List.of("CRM", "WEB")),
                    new Resolve(Rule.CONFLICT, null, List.of()))));

    private static Member member(String key, @Nullable Long latest, @Nullable Object... values) {
        @Nullable Object[] order = new Object[7];
        order[1] = latest;
        return new Member(key, values, order);
    }

    @Test
    void eachRuleChoosesAsItSaysInAnyOrderOfArrival() {
        List<Member> members = new ArrayList<>(List.of(
                member("10", 3L, "b", "old", "aaa", false, "ALL", "SHOP", "same"),
                member("9", 5L, null, "new", "zz🐦", null, "SOME", "WEB", "same"),
                member("101", null, "c", "none", "ab", true, null, "CRM", null),
                member("11", 9L, "d", null, "aab", false, "ALL", null, "same")));
        Random random = new Random(SEED);
        System.out.println("GroupResolverTest seed " + SEED);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(members, random);
            Merged merged = RESOLVER.merge(members);
            assertThat(merged.values()).containsExactly("b", "new", "aaa", true, "SOME", "CRM", "same");
            assertThat(merged.origins()).containsExactly("10", "9", "10", "101", "9", "101", "9");
            assertThat(merged.conflicts()).isEmpty();
        }
    }

    @Test
    void unequalValuesConflictAndNullsNever() {
        List<Member> members = new ArrayList<>(List.of(
                member("1", null, null, null, null, null, null, null, "x"),
                member("2", null, null, null, null, null, null, null, (Object) null),
                member("3", null, null, null, null, null, null, null, "y")));
        Collections.reverse(members);
        assertThat(RESOLVER.merge(members).conflicts()).containsExactly(6);
        assertThat(RESOLVER.merge(members.subList(1, 3)).conflicts()).isEmpty();
        assertThat(RESOLVER.merge(members.subList(1, 3)).values()).containsOnly("x", null);
    }

    @Test
    void theSurvivorIsTheFirstByOrderWithNullsLastThenTheSmallestKey() {
        CompiledGrouping.Survivors survivors = new CompiledGrouping.Survivors(
                List.of(row -> row[0]),
                List.of(new Order(row -> row[0], Type.BIGINT, true), new Order(row -> row[1], Type.TEXT, false)));
        List<Member> members = new ArrayList<>();
        for (Object[] one : new Object[][] {
            {"10", 5L, "b"}, {"9", 5L, "b"}, {"8", 5L, null}, {"7", null, "a"}, {"6", 4L, "a"}, {"x", 5L, "b"}
        }) {
            members.add(new Member((String) one[0], new Object[0], Arrays.copyOfRange(one, 1, 3)));
        }
        Random random = new Random(SEED);
        System.out.println("GroupResolverTest seed " + SEED);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(members, random);
            members.sort(GroupResolver.survivors(survivors));
            assertThat(members).extracting(Member::key).containsExactly("9", "10", "x", "8", "6", "7");
        }
    }
}
