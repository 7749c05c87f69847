package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What stands in the new system apart from generated keys and moments: each row as JSON with the old keys of the rows that it
 * refers to, so that two moves into two databases can be compared.
 */
final class NewContent {
    private NewContent() {}

    /** Table to its rows. */
    static SortedMap<String, SortedSet<String>> of(Connection target) throws SQLException {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        rows(all, target, "crm.branch t", "branch_id", "");
        rows(all, target, "crm.location t join crm.branch b using (branch_id)", "location_id, created_at", "b");
        rows(all, target, "crm.building t join crm.location b using (location_id)", "building_id", "b");
        rows(
                all,
                target,
                "crm.unit t join crm.building b using (building_id) left join crm.unit c on c.unit_id = t.parent_id",
                "unit_id, parent_id",
                "b, c");
        rows(all, target, "service.installation t join crm.unit b using (unit_id)", "installation_id", "b");
        rows(
                all,
                target,
                "service.engineer t join crm.location b using (location_id) left join service.engineer c"
                        + " on c.engineer_id = t.manager_id",
                "engineer_id, manager_id",
                "b, c");
        rows(all, target, "service.price t", "price_id", "");
        rows(
                all,
                target,
                "crm.party t left join service.agreement c on c.agreement_id = t.main_agreement_id",
                "party_id, main_agreement_id",
                "c");
        rows(all, target, "crm.contact t join crm.party b using (party_id)", "contact_id", "b");
        rows(
                all,
                target,
                "service.agreement t join crm.party b using (party_id) join crm.unit c using (unit_id)"
                        + " join service.price d using (price_id)",
                "agreement_id",
                "b, c, d");
        rows(all, target, "crm.document t join service.agreement b using (agreement_id)", "document_id", "b");
        rows(all, target, "crm.recipient t join crm.branch b using (branch_id)", "recipient_id", "b");
        rows(all, target, "crm.mailing_membership t join crm.recipient b using (recipient_id)", "membership_id", "b");
        // Of two meters that differ in case alone either may be the one that lands; they have no readings.
        all.put("service.device", Figures.texts(target, """
                select concat_ws('|', i.legacy_key, lower(d.serial))
                from service.device d join service.installation i using (installation_id)""", List.of()));
        all.put("service.measurement", Figures.texts(target, """
                select concat_ws('|', m.legacy_id, d.legacy_guid, e.legacy_id, m.taken_at, m.amount, m.estimated, m.note, m.origin)
                from service.measurement m join service.device d using (device_id) left join service.engineer e using (engineer_id)""", List.of()));
        return all;
    }

    /** All rows as they stand, generated keys and all, by table: what a run that changes nothing must leave. */
    static SortedMap<String, SortedSet<String>> exactly(Connection target) throws SQLException {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        for (String table : NewOracle.written(target).keySet()) {
            String name = table.replace(" written", "");
            // xmin tells a row that was written again with the same content.
            all.put(name, Figures.texts(target, "select t::text || ' ' || t.xmin from " + name + " t", List.of()));
        }
        return all;
    }

    /** {@code parents} are aliases of tables whose old keys stand for the references to them. */
    private static void rows(
            SortedMap<String, SortedSet<String>> all, Connection target, String from, String generated, String parents)
            throws SQLException {
        StringBuilder references = new StringBuilder();
        for (String alias : parents.isEmpty() ? new String[0] : parents.split(", ", -1)) {
            // Each table has one column of its own for the old key, whatever it is called.
            references
                    .append(" || jsonb_build_object('")
                    .append(alias)
                    .append("', coalesce(to_jsonb(")
                    .append(alias)
                    .append(") -> 'legacy_id', to_jsonb(")
                    .append(alias)
                    .append(") -> 'legacy_key', to_jsonb(")
                    .append(alias)
                    .append(") -> 'legacy_code'))");
        }
        String drop = generated + (parents.isEmpty() ? "" : ", " + foreignKeys(from));
        all.put(
                from.substring(0, from.indexOf(' ')),
                Figures.texts(
                        target,
                        "select (to_jsonb(t) - '{" + drop + "}'::text[]" + references + ")::text from " + from,
                        List.of()));
    }

    private static String foreignKeys(String from) {
        StringBuilder keys = new StringBuilder("-");
        java.util.regex.Matcher using =
                java.util.regex.Pattern.compile("using \\((\\w+)\\)").matcher(from);
        while (using.find()) {
            keys.append(", ").append(using.group(1));
        }
        return keys.toString();
    }
}
