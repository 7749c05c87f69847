package dev.whimbrel.examples.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** One branch from its sites down to the readings of its meters, with the people who belong to a site. */
final class BranchProperty {
    private static final List<String> REGIONS = List.of("NORD", "OST", "SUED", "WEST");
    private static final List<String> USAGES = List.of("FLAT", "FLAT", "FLAT", "SHOP", "OFFICE", "FLAT", "GARAGE");
    private static final List<String> FEATURES = List.of("", "LIFT", "LIFT,PARKING", "SOLAR,CHP", "PARKING");
    private static final String MEDIA = "GWEH";
    private static final int BUILDINGS_PER_SITE = 6;
    private static final int UNITS_PER_BUILDING = 10;
    private static final int READINGS_PER_METER = 12;

    private final Generator generator;
    private final int branch;
    private final int weight;
    private final SplittableRandom random;
    private final Words words;
    private final BranchTechnicians technicians;
    private final BranchContracts contracts;
    private final List<Integer> sites = new ArrayList<>();
    private int meters;
    private int readings;

    BranchProperty(Generator generator, int branch, SplittableRandom random) {
        this.generator = generator;
        this.branch = branch;
        this.weight = generator.weight(branch);
        this.random = random;
        this.words = new Words(random);
        this.technicians = new BranchTechnicians(generator, branch, random);
        this.contracts = new BranchContracts(generator, branch, random);
    }

    void write() throws SQLException {
        generator
                .to("branch")
                .add(
                        branch,
                        "Niederlassung " + words.town() + " " + branch,
                        REGIONS.get(branch % 4),
                        "1998-04-01",
                        "030/1");
        for (int i = 0; i < 2 * weight; i++) {
            sites.add(site());
        }
        technicians.write(sites, 5 * weight);
        for (int site : sites) {
            for (int i = 0; i < BUILDINGS_PER_SITE; i++) {
                building(site, i);
            }
        }
        new BranchRecipients(generator, branch, random).write(sites, 160 * weight);
    }

    private int site() throws SQLException {
        int id = generator.next("site");
        generator
                .to("site")
                .add(
                        id,
                        branch,
                        "Objekt " + words.town() + " " + id,
                        words.street(),
                        "%05d".formatted(1_000 + random.nextInt(98_000)),
                        words.town(),
                        (100 + random.nextInt(9_000)) + ".50",
                        id % 9 == 0 ? 0 : 1,
                        FEATURES.get(id % FEATURES.size()),
                        "B" + id);
        return id;
    }

    private void building(int site, int number) throws SQLException {
        int id = generator.next("building");
        generator
                .to("building")
                .add(
                        id,
                        site,
                        "Haus " + (char) ('A' + number),
                        id % 11 == 0 ? null : 1_905 + random.nextInt(115),
                        1 + random.nextInt(12),
                        "FGOW".substring(id % 4, id % 4 + 1),
                        id % 5 == 0 ? null : "{\"color\": \"grün\", \"garages\": " + id % 7 + "}");
        Long parent = null;
        for (int i = 0; i < UNITS_PER_BUILDING; i++) {
            long unit = unit(id, i, parent);
            parent = parent == null ? Long.valueOf(unit) : parent;
        }
    }

    private long unit(int building, int number, @org.jspecify.annotations.Nullable Long first) throws SQLException {
        int id = generator.next("unit");
        String usage = USAGES.get(id % USAGES.size());
        generator
                .to("unit")
                .add(
                        id,
                        building,
                        usage.equals("GARAGE") ? first : null,
                        "WE %02d".formatted(number + 1),
                        usage,
                        (20 + random.nextInt(150)) + ".25",
                        id % 8 == 0 ? "N" : "J");
        if (id % 10 != 0) {
            contracts.write(id);
        }
        for (int i = 0; i < (id % 5 == 0 ? 2 : 1); i++) {
            installation(id, i);
        }
        return id;
    }

    private void installation(int unit, int sequence) throws SQLException {
        String code = "A|%06d".formatted(unit);
        generator
                .to("installation")
                .add(
                        code,
                        sequence - 1,
                        unit,
                        MEDIA.substring((unit + sequence) % 4, (unit + sequence) % 4 + 1),
                        "20%02d-%02d-15".formatted(random.nextInt(24), 1 + random.nextInt(12)),
                        unit % 3 == 0 ? null : "Keller");
        meter(code, sequence - 1);
    }

    private void meter(String code, int sequence) throws SQLException {
        int n = ++meters;
        int number = generator.next("meter");
        boolean collides = n % 397 == 3;
        boolean tooBig = n % 701 == 9;
        UUID guid = Generator.uuid(random);
        generator
                .to("meter")
                .add(
                        guid,
                        code,
                        sequence,
                        collides ? "ebz-%08d".formatted(number - 1) : "EBZ-%08d".formatted(number),
                        5 + number % 4,
                        tooBig ? "1000000.0000" : "1.0000",
                        number % 6 == 0 ? null : 2_020 + number % 12,
                        number % 20 == 0 ? 0 : 1);
        if (collides) {
            generator.count(Oddity.METER_SERIAL_COLLISION, branch);
        } else if (tooBig) {
            generator.count(Oddity.METER_FACTOR_TOO_BIG, branch);
            for (int i = 0; i < 3; i++) {
                generator.count(Oddity.READING_OF_REFUSED_METER, branch);
                soundReading(guid);
            }
        } else if (n % 397 != 2) {
            // The two meters of a collision have no readings, so that it does not matter which of them is refused.
            for (int i = 0; i < READINGS_PER_METER; i++) {
                reading(guid);
            }
        }
    }

    private void reading(UUID meter) throws SQLException {
        int n = ++readings;
        if (n % 997 == 5) {
            generator.count(Oddity.READING_ZERO_DATE, branch);
            reading(meter, "0000-00-00 00:00:00", "10.000", null);
        } else if (n % 1_201 == 7) {
            generator.count(Oddity.READING_NEGATIVE, branch);
            reading(meter, moment(), "-" + (1 + n % 50) + ".125", null);
        } else if (n % 1_499 == 11) {
            generator.count(Oddity.READING_TECHNICIAN_GONE, branch);
            reading(meter, moment(), amount(), 9_000_000 + n);
        } else {
            soundReading(meter);
        }
    }

    private void soundReading(UUID meter) throws SQLException {
        reading(meter, moment(), amount(), random.nextInt(10) < 4 ? null : technicians.any());
    }

    private void reading(UUID meter, String at, String amount, @org.jspecify.annotations.Nullable Integer technician)
            throws SQLException {
        int id = generator.next("reading");
        if (technician != null && technicians.isLoser(technician)) {
            generator.count(Oddity.READING_BY_LOSER, branch);
        }
        generator
                .to("reading")
                .add(id, meter, at, amount, id % 6 == 0 ? 1 : 0, technician, id % 10 == 0 ? words.note() : null);
    }

    /** A moment by day, when no clock is put forward or back. */
    private String moment() {
        return "20%02d-%02d-%02d %02d:%02d:00"
                .formatted(
                        10 + random.nextInt(15),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        7 + random.nextInt(12),
                        random.nextInt(60));
    }

    private String amount() {
        return random.nextInt(90_000) + "." + (100 + random.nextInt(900));
    }
}
