package dev.whimbrel.examples.demo;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The mailing lists of one branch: the same person stands once in each list, written a little differently every time. */
final class BranchRecipients {
    private static final String[] ORIGINS = {"IMPORT", "WEB", "CRM"};
    private static final int LISTS_PER_SITE = 3;
    private static final int MINUTES = 5_000_000;

    private final Generator generator;
    private final int branch;
    private final SplittableRandom random;
    private final Words words;
    private final Map<String, Integer> lines = new HashMap<>();

    BranchRecipients(Generator generator, int branch, SplittableRandom random) {
        this.generator = generator;
        this.branch = branch;
        this.random = random;
        this.words = new Words(random);
    }

    void write(List<Integer> sites, int persons) throws SQLException {
        int lists = sites.size() * LISTS_PER_SITE;
        for (int n = 1; n <= persons; n++) {
            int first = random.nextInt(lists);
            if (n % 307 == 20) {
                generator.count(Oddity.RECIPIENT_WITHOUT_EMAIL, branch);
                row(sites, first, null, words.person(), "N", null);
            } else {
                person(sites, n, first, n % 213 == 10 ? 2 : 1 + random.nextInt(Math.min(6, lists)));
            }
        }
    }

    private void person(List<Integer> sites, int n, int first, int copies) throws SQLException {
        // Some addresses are known to all branches; they stay apart, one recipient for each branch.
        String email = n % 50 == 0 ? "office%d@example.org".formatted(n) : "p%d.%d@Example.org".formatted(branch, n);
        String name = words.person();
        boolean conflict = n % 213 == 10;
        boolean optedOut = false;
        int lists = sites.size() * LISTS_PER_SITE;
        for (int copy = 0; copy < copies; copy++) {
            boolean out = random.nextInt(100) < 6;
            optedOut |= out;
            String number = conflict ? "K" + n + "-" + copy : n % 2 == 0 ? "K" + n : null;
            row(
                    sites,
                    (first + copy) % lists,
                    copy % 2 == 0 ? email : " " + email.toUpperCase(Locale.ROOT),
                    copy % 3 == 1 ? name + " (privat)" : name,
                    out ? "Y" : "N",
                    copy % 2 == 0 || conflict ? number : null);
            generator.count(Oddity.RECIPIENT_ROW, branch);
            if (conflict) {
                generator.count(Oddity.RECIPIENT_CONFLICT_ROW, branch);
            }
        }
        generator.count(Oddity.RECIPIENT_GROUP, branch);
        if (optedOut) {
            generator.count(Oddity.RECIPIENT_OPTED_OUT, branch);
        }
        if (conflict) {
            generator.count(Oddity.RECIPIENT_CONFLICT, branch);
        }
    }

    private void row(
            List<Integer> sites, int list, @Nullable String email, String name, String out, @Nullable String number)
            throws SQLException {
        int site = sites.get(list / LISTS_PER_SITE);
        String code = "L%05d-%d".formatted(site, list % LISTS_PER_SITE);
        int id = generator.next("list_recipient");
        generator
                .to("list_recipient")
                .add(
                        code,
                        lines.merge(code, 1, Integer::sum),
                        site,
                        email,
                        name,
                        id % 4 == 0 ? null : words.phone(),
                        out,
                        ORIGINS[id % ORIGINS.length],
                        number,
                        changed(id));
    }

    /** A moment that no other row has, so that the latest row of a group is never in doubt; by day, in scattered order. */
    private static String changed(int id) {
        long scattered = id * 7_919L % MINUTES;
        return java.time.LocalDateTime.of(2010, 1, 1, 6, 0)
                .plusDays(scattered / 900)
                .plusMinutes(scattered % 900)
                .toString()
                .replace('T', ' ');
    }
}
