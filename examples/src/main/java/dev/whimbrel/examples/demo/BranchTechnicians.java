package dev.whimbrel.examples.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The technicians of one branch; some stand several times, and the newest verified row of such a group is the right one. */
final class BranchTechnicians {
    private final Generator generator;
    private final int branch;
    private final SplittableRandom random;
    private final Words words;
    private final List<Integer> all = new ArrayList<>();
    private final Set<Integer> losers = new HashSet<>();

    BranchTechnicians(Generator generator, int branch, SplittableRandom random) {
        this.generator = generator;
        this.branch = branch;
        this.random = random;
        this.words = new Words(random);
    }

    int any() {
        return all.get(random.nextInt(all.size()));
    }

    boolean isLoser(int technician) {
        return losers.contains(technician);
    }

    void write(List<Integer> sites, int persons) throws SQLException {
        int chief = 0;
        for (int i = 0; i < persons; i++) {
            String number = "P%02d%05d".formatted(branch, i);
            String name = words.person();
            int site = sites.get(i % sites.size());
            if (i % 9 == 4) {
                generator.count(Oddity.TECHNICIAN_REPEATED, branch);
                loser(site, chief, number.toLowerCase(java.util.Locale.ROOT), name, 1, "2014-05-01 08:00:00");
                technician(site, chief, number, name, 1, "2018-05-01 08:00:00");
                loser(site, chief, " " + number + " ", name + " (neu)", 0, "2022-05-01 08:00:00");
            } else {
                int id = technician(site, chief, number, name, i % 3 == 0 ? 0 : 1, "2020-01-01 12:00:00");
                chief = i % 6 == 0 ? id : chief;
            }
        }
    }

    private void loser(int site, int chief, String number, String name, int verified, String changed)
            throws SQLException {
        losers.add(technician(site, chief, number, name, verified, changed));
        generator.count(Oddity.TECHNICIAN_LOSER, branch);
    }

    private int technician(int site, int chief, String number, String name, int verified, String changed)
            throws SQLException {
        int id = generator.next("technician");
        generator
                .to("technician")
                .add(
                        id,
                        site,
                        chief == 0 ? null : chief,
                        number,
                        name,
                        id % 4 == 0 ? null : "tech" + id + "@example.com",
                        id % 2 == 0 ? "GAS,WATER" : "POWER",
                        verified,
                        changed);
        all.add(id);
        return id;
    }
}
