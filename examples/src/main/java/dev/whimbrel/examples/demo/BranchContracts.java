package dev.whimbrel.examples.demo;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The contracts of one branch with their clients and documents. A row has one fault at the most. */
final class BranchContracts {
    private static final String[] STATUSES = {"AK", "AK", "AK", "KU", "BE", "ST"};
    private static final String[] KINDS = {"contract", "invoice", "letter", "protocol"};

    private final Generator generator;
    private final int branch;
    private final SplittableRandom random;
    private final Words words;
    private int contracts;
    private int clients;
    private int documents;
    private int client;
    private int contractsLeft;
    private boolean refusedClient;

    BranchContracts(Generator generator, int branch, SplittableRandom random) {
        this.generator = generator;
        this.branch = branch;
        this.random = random;
        this.words = new Words(random);
    }

    /** Writes the contract for a unit, and its client if the client before has enough contracts. */
    void write(int unit) throws SQLException {
        int n = ++contracts;
        int id = generator.next("contract");
        if (n % 37 == 0) {
            contract(id, generator.poolClient(branch, random), unit, false, null);
            return;
        }
        Oddity fault = fault(n);
        if (contractsLeft == 0) {
            client(fault == null ? id : null);
        }
        contractsLeft--;
        contract(id, client, unit, refusedClient, refusedClient ? null : fault);
    }

    private static @Nullable Oddity fault(int n) {
        if (n % 307 == 8) {
            return Oddity.CONTRACT_STATUS_UNKNOWN;
        }
        return n % 409 == 12 ? Oddity.CONTRACT_TARIFF_UNKNOWN : null;
    }

    private void client(@Nullable Integer mainContract) throws SQLException {
        int n = ++clients;
        client = generator.next("client");
        contractsLeft = 1 + random.nextInt(3);
        refusedClient = n % 211 == 5;
        if (refusedClient) {
            generator.count(Oddity.CLIENT_NAME_TOO_LONG, branch);
            String name = "Eigentümergemeinschaft der Häuser an der äußeren Königsbrücker Straße, vertreten durch "
                    + words.firm();
            generator.client(client, name, words, null);
        } else {
            generator.client(client, n % 4 == 0 ? words.firm() : words.person(), words, mainContract);
        }
    }

    private void contract(int id, int ofClient, int unit, boolean refused, @Nullable Oddity fault) throws SQLException {
        if (refused) {
            generator.count(Oddity.CONTRACT_OF_REFUSED_CLIENT, branch);
        } else if (fault != null) {
            generator.count(fault, branch);
        }
        int year = 2_000 + random.nextInt(20);
        generator
                .to("contract")
                .add(
                        id,
                        ofClient,
                        unit,
                        fault == Oddity.CONTRACT_STATUS_UNKNOWN ? "X9" : STATUSES[id % STATUSES.length],
                        fault == Oddity.CONTRACT_TARIFF_UNKNOWN
                                ? "T99"
                                : "T%02d".formatted(1 + random.nextInt(Generator.TARIFFS)),
                        500 + random.nextInt(50_000),
                        year + "-01-01",
                        id % 3 == 0 ? (year + 4) + "-12-31" : null,
                        year + "-06-30 08:%02d:00".formatted(id % 60));
        int attached = random.nextInt(4);
        for (int i = 0; i < attached; i++) {
            document(id, refused || fault != null);
        }
    }

    private void document(int contract, boolean refused) throws SQLException {
        if (refused) {
            generator.count(Oddity.DOCUMENT_OF_REFUSED_CONTRACT, branch);
            document(contract, null);
            return;
        }
        Oddity fault = documentFault(++documents);
        if (fault != null) {
            generator.count(fault, branch);
        }
        document(contract, fault);
    }

    private static @Nullable Oddity documentFault(int n) {
        if (n % 41 == 1) {
            return Oddity.DOCUMENT_DRAFT;
        } else if (n % 151 == 4) {
            return Oddity.DOCUMENT_ZERO_DATE;
        } else if (n % 171 == 7) {
            return Oddity.DOCUMENT_TITLE_MISSING;
        } else if (n % 191 == 9) {
            return Oddity.DOCUMENT_KIND_UNKNOWN;
        }
        return n % 211 == 12 ? Oddity.DOCUMENT_BAD_JSON : null;
    }

    private void document(int contract, @Nullable Oddity fault) throws SQLException {
        int id = generator.next("document");
        generator
                .to("document")
                .add(
                        id,
                        contract,
                        kind(id, fault),
                        fault == Oddity.DOCUMENT_TITLE_MISSING ? null : "Anlage " + id + " – " + words.street(),
                        fault == Oddity.DOCUMENT_ZERO_DATE
                                ? "0000-00-00 00:00:00"
                                : "20%02d-%02d-01 11:30:00".formatted(random.nextInt(24), 1 + random.nextInt(12)),
                        meta(id, fault),
                        1 + random.nextInt(40),
                        id % 2 == 0 ? null : ("#" + id).getBytes(StandardCharsets.UTF_8),
                        "S" + id % 9);
    }

    private static String kind(int id, @Nullable Oddity fault) {
        if (fault == Oddity.DOCUMENT_DRAFT) {
            return "DRAFT";
        }
        return fault == Oddity.DOCUMENT_KIND_UNKNOWN ? "telex" : KINDS[id % KINDS.length];
    }

    private static @Nullable String meta(int id, @Nullable Oddity fault) {
        if (fault == Oddity.DOCUMENT_BAD_JSON) {
            return "{\"scanned\": tru";
        }
        return id % 3 == 0 ? null : "{\"scanned\": true, \"folder\": \"Ö-" + id % 100 + "\"}";
    }
}
