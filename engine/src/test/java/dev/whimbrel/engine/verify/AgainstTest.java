package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.proof.Changes;
import dev.whimbrel.control.proof.Fate;
import dev.whimbrel.control.proof.PatternSummary;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.value.TenantId;
import dev.whimbrel.engine.against.Promotion;
import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a change of the mapping resolved what it was to resolve and broke nothing else is told only by rows whose input is the same. */
class AgainstTest {
    /** Blank names become something else than blank, which the target refuses. */
    private static final String NAMED = "name: { sql: \"coalesce(nullif(trim(name), ''), 'unknown')\" }";

    private static final String EMAIL = "email: { sql: \"lower(email)\" }";
    private static final String DROP = EMAIL + "\n    drop: { nick: \"unused\", story: \"unused\" }";

    @TempDir
    Path folder;

    private OldShop shop;

    @BeforeEach
    void fill() throws Exception {
        shop = new OldShop(folder).mapping(mapping("", "")).fill(400, 2_000);
        // No purchase is of these customers, so that theirs alone is the cause.
        shop.old(
                "alter table customer add column nick varchar(20), add column story text",
                "insert into customer select 1000 + seq, 1 + seq % 4, '   ', null, concat('Nick ', seq), 'Once' from seq_1_to_32");
    }

    private static String mapping(String from, String to) {
        String text = OldShop.mapping().replace(EMAIL, DROP);
        assertThat(text).contains(from);
        return from.isEmpty() ? text : text.replace(from, to);
    }

    private void run() throws Exception {
        shop.migration().run(Set.of(), RunListener.NONE).execute();
    }

    private VerifyOutcome verify(@Nullable Long against, String... tenants) throws Exception {
        Set<TenantId> only = java.util.Arrays.stream(tenants).map(TenantId::new).collect(Collectors.toSet());
        return shop.migration()
                .verify(only, VerifyListener.NONE)
                .settling(Duration.ofMillis(50))
                .against(against)
                .execute();
    }

    private static long id(VerifyOutcome outcome) {
        return outcome.verification().id();
    }

    private static Changes changes(VerifyOutcome outcome) {
        return Objects.requireNonNull(outcome.changes());
    }

    /** Rows by {@code flow class columns fate why}. */
    private static Map<String, Long> fates(VerifyOutcome outcome) {
        return changes(outcome).fates().stream()
                .collect(Collectors.toMap(AgainstTest::words, Fate::rows, Long::sum, TreeMap::new));
    }

    private static String words(Fate fate) {
        return fate.pattern().flow() + " " + fate.pattern().rowClass()
                + fate.pattern().columns() + " " + fate.kind() + (fate.why() == Fate.Why.PLAIN ? "" : " " + fate.why());
    }

    @Test
    void aRowThatChangedHandsIsUnresolvedForBothAsLongAsItStaysThere() throws Exception {
        run();
        shop.fresh("update shop.customer set branch_id = (select branch_id from shop.branch where legacy_id = 3)"
                + " where legacy_id = 4");
        assertThat(fates(verify(id(verify(null)))))
                .containsEntry("customer WRONG_TENANT[branch_id] UNRESOLVED", 1L)
                .containsEntry("customer WRONG_TENANT[] UNRESOLVED", 1L);
    }

    private static Promotion promotion(VerifyOutcome outcome, String... resolves) {
        return new Promotion(changes(outcome), Set.of(resolves));
    }

    private static String pattern(VerifyOutcome outcome, RowClass rowClass) {
        return outcome.patterns().stream()
                .filter(pattern -> pattern.pattern().rowClass() == rowClass)
                .map(PatternSummary::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFixResolvesOneCauseLeavesAnotherAndBreaksRowsElsewhere() throws Exception {
        run();
        shop.fresh("update shop.customer set email = null where legacy_id in (1, 2, 3, 4, 5)");
        VerifyOutcome first = verify(null);
        assertThat(new Found(first).patterns()).containsValues(32L, 5L).hasSize(2);

        shop.mapping(mapping("name: { sql: \"trim(name)\" }", NAMED)
                .replace(
                        "note: note",
                        "note: { sql: \"case when length(note) = 49 then concat(note, '!') else note end\" }"));
        shop.migration().run(Set.of(new TenantId("1")), RunListener.NONE).execute();
        shop.migration().run(Set.of(new TenantId("2")), RunListener.NONE).execute();
        long broken = shop.oldNumber("select count(*) from purchase join customer using (customer_id)"
                + " where length(note) = 49 and branch_id in (3, 4)");
        long waiting = shop.oldNumber("select count(*) from customer where trim(name) = '' and branch_id in (3, 4)");
        assertThat(broken).isPositive();

        VerifyOutcome second = verify(id(first));
        // What the run of two tenants did not rewrite differs now from what the new mapping makes of it.
        assertThat(fates(second))
                .isEqualTo(Map.of(
                        "customer MISSING[] RESOLVED",
                        32 - waiting,
                        "customer MISSING[] UNRESOLVED",
                        waiting,
                        "customer CHANGED[email] UNRESOLVED",
                        5L,
                        "purchase CHANGED[note] NEWLY_BROKEN",
                        broken));
        assertThat(promotion(second).state()).isEqualTo(Promotion.State.STOPPED);
        assertThat(changes(second).inputs()).allMatch(input -> input.same() == input.tenants());

        run();
        VerifyOutcome third = verify(id(first));
        assertThat(fates(third))
                .isEqualTo(Map.of(
                        "customer MISSING[] RESOLVED", 32L,
                        "customer CHANGED[email] UNRESOLVED", 5L));
        assertThat(promotion(third, pattern(first, RowClass.MISSING)).state()).isEqualTo(Promotion.State.PASSED);
        Promotion both = promotion(third, pattern(first, RowClass.MISSING), pattern(first, RowClass.CHANGED));
        assertThat(both.state()).isEqualTo(Promotion.State.STOPPED);
        assertThat(both.notResolved()).containsExactly(pattern(first, RowClass.CHANGED));
        // The recorded outcome tells the same.
        assertThat(fates(shop.migration().verification(id(third)).orElseThrow()))
                .isEqualTo(fates(third));
    }

    @Test
    void whatChangedInTheSourceIsNotTakenForResolved() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        shop.old(
                "update customer set name = 'Somebody' where customer_id between 1001 and 1010",
                "delete from customer where customer_id between 1011 and 1013",
                "update customer set nick = 'Another' where customer_id = 1014");
        shop.mapping(mapping("name: { sql: \"trim(name)\" }", NAMED));
        run();
        VerifyOutcome second = verify(id(first));
        assertThat(fates(second))
                .isEqualTo(Map.of(
                        "customer MISSING[] RESOLVED", 18L,
                        "customer MISSING[] VANISHED CHANGED", 11L,
                        "customer MISSING[] VANISHED GONE", 3L));
        assertThat(promotion(second, pattern(first, RowClass.MISSING)).state()).isEqualTo(Promotion.State.PASSED);
    }

    @Test
    void aRowThatDiffersNowIsNewlyBrokenOnlyWhereNothingNearItChanged() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        shop.old("update customer set email = 'other@example.org' where customer_id = 8");
        run();
        shop.fresh(
                "update shop.customer set name = upper(name) where legacy_id in (8, 16, 21)",
                "insert into shop.purchase (legacy_id, customer_id, amount, bought_at)"
                        + " select 70001, customer_id, 1, now() from shop.customer where legacy_id = 8");
        VerifyOutcome second = verify(id(first));
        assertThat(fates(second))
                .isEqualTo(Map.of(
                        "customer MISSING[] UNRESOLVED", 32L,
                        "customer CHANGED[name] NEWLY_BROKEN", 2L,
                        "customer CHANGED[name] NEWLY_UNCLEAR INPUT_DIFFERS", 1L,
                        "purchase EXTRA[] NEWLY_BROKEN", 1L));
        assertThat(promotion(second).state()).isEqualTo(Promotion.State.STOPPED);
    }

    @Test
    void aRowThatTheMappingLeavesOutDoesNotMatch() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        shop.mapping(
                mapping(
                        "    from: customer\n",
                        "    from: { table: customer, where: \"trim(name) <> ''\", because: \"nameless ones stay behind\" }\n"));
        run();
        VerifyOutcome second = verify(id(first));
        assertThat(fates(second)).isEqualTo(Map.of("customer MISSING[] LEFT_OUT", 32L));
        String missing = pattern(first, RowClass.MISSING);
        assertThat(promotion(second).state()).isEqualTo(Promotion.State.PASSED);
        assertThat(promotion(second, missing).notResolved()).containsExactly(missing);
    }

    @Test
    void aFixThatReadsAnotherColumnIsProvenIfThatIsAShortOne() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        shop.mapping(
                mapping("name: { sql: \"trim(name)\" }", "name: { sql: \"coalesce(nullif(trim(name), ''), nick)\" }")
                        .replace("nick: \"unused\", ", ""));
        run();
        assertThat(fates(verify(id(first)))).isEqualTo(Map.of("customer MISSING[] RESOLVED", 32L));
    }

    @Test
    void aFixThatReadsALongColumnThatWasNotReadBeforeIsNotProven() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        shop.mapping(
                mapping("name: { sql: \"trim(name)\" }", "name: { sql: \"coalesce(nullif(trim(name), ''), story)\" }")
                        .replace(", story: \"unused\"", ""));
        run();
        VerifyOutcome second = verify(id(first));
        assertThat(fates(second)).isEqualTo(Map.of("customer MISSING[] UNCLEAR NOT_READ", 32L));
        assertThat(promotion(second, pattern(first, RowClass.MISSING)).state()).isEqualTo(Promotion.State.UNCLEAR);
        // From the second one on it is read.
        assertThat(changes(verify(id(second))).inputs()).allMatch(input -> input.same() == input.tenants());
    }

    @Test
    void someTenantsAreHeldAgainstAll() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        shop.mapping(mapping("name: { sql: \"trim(name)\" }", NAMED));
        run();
        VerifyOutcome second = verify(id(first), "2");
        assertThat(fates(second))
                .isEqualTo(Map.of("customer MISSING[] RESOLVED", 8L, "customer MISSING[] UNCLEAR NOT_COMPARED", 24L));
        assertThatThrownBy(() -> verify(id(second)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("AGAINST_UNFIT"));
        assertThatThrownBy(() -> verify(id(second), "3"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("AGAINST_UNFIT"));
    }

    @Test
    void whatIsNotComparedAnyMoreIsNotResolved() throws Exception {
        run();
        shop.fresh("update shop.customer set email = null where legacy_id in (1, 2)");
        VerifyOutcome first = verify(null);
        shop.mapping(
                mapping(EMAIL, "email: { default: true }").replace("drop: { nick", "drop: { email: \"unused\", nick"));
        assertThat(fates(verify(id(first))))
                .isEqualTo(Map.of(
                        "customer MISSING[] UNRESOLVED", 32L, "customer CHANGED[email] UNCLEAR NOT_COMPARED", 2L));
    }

    @Test
    void aRowThatIsOnItsWayIsNotResolved() throws Exception {
        run();
        shop.fresh("update shop.customer set email = null where legacy_id in (1, 2)");
        VerifyOutcome first = verify(null);
        Thread mending = new Thread(this::mendBetweenTheLooks);
        VerifyOutcome second = shop.migration()
                .verify(Set.of(), new VerifyListener() {
                    @Override
                    public void flow(String name, long estimate, java.util.function.LongSupplier rows) {
                        if (name.equals("customer")) {
                            mending.start();
                        }
                    }
                })
                .settling(Duration.ofSeconds(4))
                .against(id(first))
                .execute();
        mending.join();
        assertThat(fates(second)).containsEntry("customer CHANGED[email] UNRESOLVED", 1L);
        assertThat(fates(second).keySet()).doesNotContain("customer CHANGED[email] RESOLVED");
        assertThat(fates(second)).containsEntry("customer CHANGED[email] UNCLEAR MOVING", 1L);
    }

    /** The first look takes no second, and the second comes four seconds after it. */
    private void mendBetweenTheLooks() {
        try {
            Thread.sleep(2_000);
            shop.fresh("update shop.customer set email = 'user1@example.org' where legacy_id = 1");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsAskedForWronglyIsSaid() throws Exception {
        run();
        VerifyOutcome first = verify(null);
        assertThatThrownBy(() -> verify(id(first) + 77))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("VERIFICATION_UNKNOWN"));
        assertThatThrownBy(() -> shop.migration()
                        .verify(Set.of(), VerifyListener.NONE)
                        .against(id(first))
                        .resolving(Set.of("p-nothing"))
                        .execute())
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo("PATTERN_UNKNOWN"));
    }
}
