package dev.whimbrel.examples.demo;

/** The sorts of trouble that {@link OldSystem} plants, each counted in {@link Planted}. */
public enum Oddity {
    /** A client whose contracts lie in two or more branches. */
    CLIENT_SHARED,
    /** A client without any contract: no branch owns it. */
    CLIENT_OF_NOBODY,
    /** A client whose name is longer than the new column. */
    CLIENT_NAME_TOO_LONG,
    /** A contract of such a client. */
    CONTRACT_OF_REFUSED_CLIENT,
    /** A contract whose status code the lookup file does not know. */
    CONTRACT_STATUS_UNKNOWN,
    /** A contract whose price code has no tariff in the new system. */
    CONTRACT_TARIFF_UNKNOWN,
    /** A document of any contract that one of the three reasons above keeps out. */
    DOCUMENT_OF_REFUSED_CONTRACT,
    /** A document of a contract that is gone. */
    DOCUMENT_ORPHAN,
    /** A document created on 0000-00-00. */
    DOCUMENT_ZERO_DATE,
    /** A document without a title, which the new system demands. */
    DOCUMENT_TITLE_MISSING,
    /** A document of a kind that the new enum does not have. */
    DOCUMENT_KIND_UNKNOWN,
    /** A document whose attributes are no JSON. */
    DOCUMENT_BAD_JSON,
    /** A draft, which stays behind by rule. */
    DOCUMENT_DRAFT,
    /** A pair of meters whose serial numbers differ in case alone, which the new unique index refuses. */
    METER_SERIAL_COLLISION,
    /** A meter whose factor is beyond the new column's range. */
    METER_FACTOR_TOO_BIG,
    /** A reading of such a meter. */
    READING_OF_REFUSED_METER,
    /** A reading of a meter that is gone. */
    READING_ORPHAN,
    /** A reading taken on 0000-00-00. */
    READING_ZERO_DATE,
    /** A reading below zero, which the new system's CHECK refuses. */
    READING_NEGATIVE,
    /** A reading by a technician who is gone. */
    READING_TECHNICIAN_GONE,
    /** A person who stands more than once among the technicians (groups). */
    TECHNICIAN_REPEATED,
    /** A technician's row that is not the right one of its group. */
    TECHNICIAN_LOSER,
    /** A reading by a technician's row that is not the right one. */
    READING_BY_LOSER,
    /** Rows of one branch's recipients with an address. */
    RECIPIENT_ROW,
    /** Different addresses among one branch's recipients, those in conflict among them. */
    RECIPIENT_GROUP,
    /** Of these, groups in which at least one row opted out. */
    RECIPIENT_OPTED_OUT,
    /** Of these, groups with two different customer numbers, which a person must decide. */
    RECIPIENT_CONFLICT,
    /** A row of such a group. */
    RECIPIENT_CONFLICT_ROW,
    /** A recipient's row without an address. */
    RECIPIENT_WITHOUT_EMAIL,
    /** A recipient's row whose site is gone. */
    RECIPIENT_ORPHAN
}
