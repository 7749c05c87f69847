package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What must become of the old system's rows, by SQL on the old database that was written apart from the mapping and uses nothing
 * of the product.
 */
final class OldOracle {
    /** Where the rows of a table lead, up to the site. */
    private static final String UNIT = " join building b using (building_id) join site s using (site_id) ";

    private static final String METER_UP =
            " join installation i using (inst_code, inst_seq) join unit u using (unit_id)" + UNIT;
    private static final String CONTRACT_UP = " join unit u using (unit_id)" + UNIT;
    private static final String IN = " where s.branch_id in (BRANCHES) ";
    private static final String METER_SOUND = " m.factor < 10000 ";
    private static final String NAME_FITS = " char_length(k.CLIENT_NAME) <= 80 ";
    private static final String CODES_KNOWN =
            " c.status_code in ('AK', 'KU', 'BE', 'ST') and c.price_code between 'T01' and 'T40' ";

    private OldOracle() {}

    /** {@code table one|several|none} to the number of rows with so many owning branches. */
    static SortedMap<String, Long> ownership(Connection old) throws SQLException {
        SortedMap<String, Long> all = new TreeMap<>();
        for (String sql : List.of(
                owners("branch", "select branch_id id, branch_id owner from branch"),
                owners("site", "select site_id id, branch_id owner from site"),
                owners(
                        "building",
                        "select building_id id, s.branch_id owner from building left join site s using (site_id)"),
                owners("unit", "select unit_id id, s.branch_id owner from unit" + left(UNIT)),
                owners(
                        "installation",
                        "select concat(inst_code, inst_seq) id, s.branch_id owner from installation"
                                + left(CONTRACT_UP)),
                owners("meter", "select meter_guid id, s.branch_id owner from meter" + left(METER_UP)),
                owners(
                        "reading",
                        "select reading_id id, s.branch_id owner from reading left join meter using (meter_guid)"
                                + left(METER_UP)),
                owners("contract", "select contract_id id, s.branch_id owner from contract" + left(CONTRACT_UP)),
                owners(
                        "client",
                        "select client.client_no id, s.branch_id owner from client left join contract using (client_no)"
                                + left(CONTRACT_UP)),
                owners(
                        "technician",
                        "select tech_id id, s.branch_id owner from technician left join site s on s.site_id = home_site_id"),
                owners(
                        "list_recipient",
                        "select concat(list_code, '|', line_no) id, s.branch_id owner from list_recipient"
                                + " left join site s using (site_id)"),
                owners(
                        "document",
                        "select docId id, s.branch_id owner from document left join contract on contract_id = contractId"
                                + left(CONTRACT_UP)))) {
            all.putAll(Figures.numbers(old, sql, List.of()));
        }
        return all;
    }

    private static String left(String joins) {
        return joins.replace(" join ", " left join ");
    }

    private static String owners(String table, String rows) {
        return """
                select concat('%s ', case owners when 0 then 'none' when 1 then 'one' else 'several' end), count(*)
                from (select id, count(distinct owner) owners from (%s) r group by id) t group by 1""".formatted(table, rows);
    }

    /**
     * {@code table outcome} to the number of rows, where the outcome is {@code read}, {@code written}, {@code merged},
     * {@code excluded} or a code of quarantine, for a move of the branches into an empty target. For two meters that differ in case
     * alone the code is {@code UNIQUE}, whoever finds it.
     */
    static SortedMap<String, Long> outcomes(Connection old, Collection<Integer> branches) throws SQLException {
        SortedMap<String, Long> all = new TreeMap<>();
        for (String sql : List.of(PROPERTY, METERS, READINGS, PEOPLE, CLIENTS, CONTRACTS, DOCUMENTS, RECIPIENTS)) {
            all.putAll(Figures.numbers(old, sql, branches));
        }
        all.values().removeIf(n -> n == 0);
        return all;
    }

    private static String figure(String name, String from) {
        return " union all select '" + name + "', count(*) from " + from;
    }

    private static final String PROPERTY =
            "select 'crm.branch written', count(*) from branch where branch_id in (BRANCHES)"
                    + figure("crm.location written", "site s" + IN)
                    + figure("crm.building written", "building join site s using (site_id)" + IN)
                    + figure("crm.unit written", "unit u" + UNIT + IN)
                    + figure("service.installation written", "installation join unit u using (unit_id)" + UNIT + IN)
                    + figure("service.price written", "price_code");

    private static final String METERS = "select 'service.device read', count(*) from meter m" + METER_UP + IN
            + " union all select 'service.device written', count(distinct lower(m.serial_no)) from meter m" + METER_UP
            + IN
            + "and" + METER_SOUND
            + " union all select 'service.device UNIQUE', count(*) - count(distinct lower(m.serial_no)) from meter m"
            + METER_UP + IN + "and" + METER_SOUND
            + figure("service.device OUT_OF_RANGE", "meter m" + METER_UP + IN + "and not" + METER_SOUND);

    private static final String READING = "reading r join meter m using (meter_guid)" + METER_UP
            + " left join technician t on t.tech_id = r.read_by" + IN;

    private static final String READINGS = "select 'service.measurement read', count(*) from " + READING
            + figure(
                    "service.measurement written",
                    READING + "and r.read_at > '1000-01-01' and r.reading_value >= 0 and" + METER_SOUND
                            + "and (r.read_by is null or t.tech_id is not null)")
            + figure("service.measurement ZERO_DATE", READING + "and r.read_at < '1000-01-01'")
            + figure("service.measurement CHECK_FAILED", READING + "and r.reading_value < 0")
            + figure(
                    "service.measurement REFERENCE_MISSING",
                    READING + "and (not" + METER_SOUND + "or (r.read_by is not null and t.tech_id is null))");

    private static final String TECHNICIAN = " from technician join site s on s.site_id = home_site_id" + IN;

    private static final String PEOPLE = "select 'service.engineer read', count(*)" + TECHNICIAN
            + " union all select 'service.engineer written', count(distinct s.branch_id, upper(trim(personnel_no)))"
            + TECHNICIAN
            + " union all select 'service.engineer excluded', count(*) - count(distinct s.branch_id, upper(trim(personnel_no)))"
            + TECHNICIAN;

    private static final String CLIENT =
            "client k where k.client_no in (select client_no from contract" + CONTRACT_UP + IN + ") ";

    private static final String CLIENTS = "select 'crm.party read', count(*) from " + CLIENT
            + figure("crm.party written", CLIENT + "and" + NAME_FITS)
            + figure("crm.party TOO_LONG", CLIENT + "and not" + NAME_FITS)
            + figure("crm.contact read", CLIENT)
            + figure("crm.contact written", CLIENT + "and" + NAME_FITS)
            + figure("crm.contact REFERENCE_MISSING", CLIENT + "and not" + NAME_FITS);

    private static final String CONTRACT = "contract c join client k using (client_no)" + CONTRACT_UP + IN;

    private static final String CONTRACTS = "select 'service.agreement read', count(*) from " + CONTRACT
            + figure("service.agreement written", CONTRACT + "and" + NAME_FITS + "and" + CODES_KNOWN)
            + figure("service.agreement REFERENCE_MISSING", CONTRACT + "and not" + NAME_FITS)
            + figure("service.agreement LOOKUP_MISSING", CONTRACT + "and not (" + CODES_KNOWN + ")");

    private static final String DOCUMENT =
            "document d join contract c on c.contract_id = d.contractId join client k using (client_no)" + CONTRACT_UP
                    + IN;
    private static final String SENT = DOCUMENT + "and d.docKind <> 'DRAFT' and ";
    private static final String CONTRACT_SOUND = NAME_FITS + "and" + CODES_KNOWN;

    private static final String DOCUMENTS = "select 'crm.document read', count(*) from " + DOCUMENT
            + figure("crm.document excluded", DOCUMENT + "and d.docKind = 'DRAFT'")
            + figure(
                    "crm.document written",
                    SENT + CONTRACT_SOUND + "and d.createdOn > '1000-01-01' and d.title is not null"
                            + " and d.docKind in ('contract', 'invoice', 'letter', 'protocol')"
                            + " and (d.meta is null or json_valid(d.meta))")
            + figure("crm.document REFERENCE_MISSING", SENT + "not (" + CONTRACT_SOUND + ")")
            + figure("crm.document ZERO_DATE", SENT + "d.createdOn < '1000-01-01'")
            + figure("crm.document NOT_NULL", SENT + "d.title is null")
            + figure(
                    "crm.document NOT_IN_ENUM", SENT + "d.docKind not in ('contract', 'invoice', 'letter', 'protocol')")
            + figure("crm.document BAD_JSON", SENT + "not json_valid(d.meta)");

    private static final String RECIPIENT = "list_recipient l join site s using (site_id)" + IN;
    private static final String GROUPS = "(select count(*) n, count(distinct l.customer_no) numbers from " + RECIPIENT
            + "and l.email is not null group by s.branch_id, lower(trim(l.email))) g ";

    private static final String RECIPIENTS = "select 'crm.recipient read', count(*) from " + RECIPIENT
            + figure("crm.recipient written", GROUPS + "where numbers <= 1")
            + " union all select 'crm.recipient merged', coalesce(sum(n - 1), 0) from " + GROUPS + "where numbers <= 1"
            + " union all select 'crm.recipient CONSOLIDATION_CONFLICT', coalesce(sum(n), 0) from " + GROUPS
            + "where numbers > 1"
            + figure("crm.recipient NOT_NULL", RECIPIENT + "and l.email is null")
            + figure("crm.mailing_membership read", RECIPIENT)
            + " union all select 'crm.mailing_membership written', coalesce(sum(n), 0) from " + GROUPS
            + "where numbers <= 1"
            + " union all select 'crm.mailing_membership REFERENCE_MISSING', (select count(*) from " + RECIPIENT
            + "and l.email is null) + (select coalesce(sum(n), 0) from " + GROUPS + "where numbers > 1)";

    /** The recipients that must stand in the target, each as one text. */
    static SortedSet<String> recipients(Connection old, Collection<Integer> branches) throws SQLException {
        return Figures.texts(old, """
                with r as (
                  select s.branch_id, lower(trim(l.email)) mail, l.* from list_recipient l join site s using (site_id)
                  where s.branch_id in (BRANCHES) and l.email is not null),
                ranked as (
                  select r.*,
                    first_value(full_name) over (partition by branch_id, mail order by char_length(full_name) desc, full_name) best_name,
                    first_value(phone) over (partition by branch_id, mail order by phone is null, changed_at desc) best_phone
                  from r)
                select concat_ws('|', branch_id, mail, best_name, coalesce(best_phone, '-'),
                  if(max(opted_out = 'Y'), 'out', 'in'),
                  case min(field(origin, 'CRM', 'WEB', 'IMPORT')) when 1 then 'CRM' when 2 then 'WEB' else 'IMPORT' end,
                  coalesce(max(customer_no), '-'), count(*))
                from ranked group by branch_id, mail, best_name, best_phone having count(distinct customer_no) <= 1""", branches);
    }

    /** The technicians that must stand in the target, each with the old key of the right row. */
    static SortedSet<String> technicians(Connection old, Collection<Integer> branches) throws SQLException {
        return Figures.texts(old, """
                select concat_ws('|', branch_id, number, tech_id, full_name) from (
                  select s.branch_id, upper(trim(t.personnel_no)) number, t.tech_id, t.full_name,
                    row_number() over (partition by s.branch_id, upper(trim(t.personnel_no))
                      order by t.verified desc, t.changed_at desc, t.tech_id) place
                  from technician t join site s on s.site_id = t.home_site_id where s.branch_id in (BRANCHES)) r
                where place = 1""", branches);
    }

    /** Sums over the sound rows that must be equal on both sides, in thousandths, cents and seconds of the local clock. */
    static SortedMap<String, Long> sums(Connection old, Collection<Integer> branches) throws SQLException {
        String sound = READING + "and r.read_at > '1000-01-01' and r.reading_value >= 0 and" + METER_SOUND
                + "and (r.read_by is null or t.tech_id is not null)";
        return Figures.numbers(
                old,
                "select concat('amount ', s.branch_id), sum(r.reading_value) * 1000 from " + sound + "group by 1"
                        + " union all select concat('clock ', s.branch_id), sum(timestampdiff(second, '1970-01-01', r.read_at))"
                        + " from " + sound + "group by 1"
                        + " union all select concat('fee ', s.branch_id), sum(c.monthly_cents) from " + CONTRACT + "and"
                        + CONTRACT_SOUND + "group by 1"
                        + " union all select concat('pages ', s.branch_id), sum(d.pages) from " + SENT + CONTRACT_SOUND
                        + "and d.createdOn > '1000-01-01' and d.title is not null"
                        + " and d.docKind in ('contract', 'invoice', 'letter', 'protocol')"
                        + " and (d.meta is null or json_valid(d.meta)) group by 1",
                branches);
    }
}
