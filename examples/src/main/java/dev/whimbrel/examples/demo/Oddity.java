package dev.whimbrel.examples.demo;

/** The sorts of trouble that {@link OldSystem} plants, each counted in {@link Planted}. */
public enum Oddity {
    /** A client whose contracts lie in two or more branches. */
    CLIENT_SHARED("clients with contracts in several branches"),
    /** A client without any contract: no branch owns it. */
    CLIENT_OF_NOBODY("clients without a contract, whom no branch owns"),
    /** A client whose name is longer than the new column. */
    CLIENT_NAME_TOO_LONG("clients whose name is too long for the new column"),
    /** A contract of such a client. */
    CONTRACT_OF_REFUSED_CLIENT("contracts of such clients"),
    /** A contract whose status code the lookup file does not know. */
    CONTRACT_STATUS_UNKNOWN("contracts with a status that the lookup file does not know"),
    /** A contract whose price code has no tariff in the new system. */
    CONTRACT_TARIFF_UNKNOWN("contracts with a price code that has no tariff"),
    /** A document of any contract that one of the three reasons above keeps out. */
    DOCUMENT_OF_REFUSED_CONTRACT("documents of contracts that are kept out by these"),
    /** A document of a contract that is gone. */
    DOCUMENT_ORPHAN("documents of contracts that are gone"),
    /** A document created on 0000-00-00. */
    DOCUMENT_ZERO_DATE("documents of 0000-00-00"),
    /** A document without a title, which the new system demands. */
    DOCUMENT_TITLE_MISSING("documents without a title"),
    /** A document of a kind that the new enum does not have. */
    DOCUMENT_KIND_UNKNOWN("documents of a kind that the new enum lacks"),
    /** A document whose attributes are no JSON. */
    DOCUMENT_BAD_JSON("documents with attributes that are no JSON"),
    /** A draft, which stays behind by rule. */
    DOCUMENT_DRAFT("drafts, which stay behind by rule"),
    /** A pair of meters whose serial numbers differ in case alone, which the new unique index refuses. */
    METER_SERIAL_COLLISION("pairs of meters whose serials differ in case alone"),
    /** A meter whose factor is beyond the new column's range. */
    METER_FACTOR_TOO_BIG("meters with a factor beyond the new range"),
    /** A reading of such a meter. */
    READING_OF_REFUSED_METER("readings of such meters"),
    /** A reading of a meter that is gone. */
    READING_ORPHAN("readings of meters that are gone"),
    /** A reading taken on 0000-00-00. */
    READING_ZERO_DATE("readings of 0000-00-00"),
    /** A reading below zero, which the new system's CHECK refuses. */
    READING_NEGATIVE("readings below zero, which a CHECK refuses"),
    /** A reading by a technician who is gone. */
    READING_TECHNICIAN_GONE("readings by technicians who are gone"),
    /** A person who stands more than once among the technicians (groups). */
    TECHNICIAN_REPEATED("technicians who stand there several times"),
    /** A technician's row that is not the right one of its group. */
    TECHNICIAN_LOSER("rows of theirs that are not the right one"),
    /** A reading by a technician's row that is not the right one. */
    READING_BY_LOSER("readings that point to such rows"),
    /** Rows of one branch's recipients with an address. */
    RECIPIENT_ROW("rows of mailing lists with an address"),
    /** Different addresses among one branch's recipients, those in conflict among them. */
    RECIPIENT_GROUP("different recipients among them"),
    /** Of these, groups in which at least one row opted out. */
    RECIPIENT_OPTED_OUT("of these, recipients who opted out in at least one list"),
    /** Of these, groups with two different customer numbers, which a person must decide. */
    RECIPIENT_CONFLICT("of these, recipients with two customer numbers, for a person to decide"),
    /** A row of such a group. */
    RECIPIENT_CONFLICT_ROW("rows of such recipients"),
    /** A recipient's row without an address. */
    RECIPIENT_WITHOUT_EMAIL("rows of mailing lists without an address"),
    /** A recipient's row whose site is gone. */
    RECIPIENT_ORPHAN("rows of mailing lists whose site is gone");

    private final String words;

    Oddity(String words) {
        this.words = words;
    }

    /** What it is, in the plural, for a list that a person reads. */
    String words() {
        return words;
    }
}
