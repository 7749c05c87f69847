package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** What stands in the new system, by SQL on the new database that was written apart from the mapping. */
final class NewOracle {
    private NewOracle() {}

    /** {@code table written} to the number of its rows, over all that was ever moved. */
    static SortedMap<String, Long> written(Connection target) throws SQLException {
        return Figures.numbers(target, """
                select 'crm.branch written', count(*) from crm.branch
                union all select 'crm.location written', count(*) from crm.location
                union all select 'crm.building written', count(*) from crm.building
                union all select 'crm.unit written', count(*) from crm.unit
                union all select 'crm.party written', count(*) from crm.party
                union all select 'crm.contact written', count(*) from crm.contact
                union all select 'crm.document written', count(*) from crm.document
                union all select 'crm.recipient written', count(*) from crm.recipient
                union all select 'crm.mailing_membership written', count(*) from crm.mailing_membership
                union all select 'service.installation written', count(*) from service.installation
                union all select 'service.device written', count(*) from service.device
                union all select 'service.engineer written', count(*) from service.engineer
                union all select 'service.measurement written', count(*) from service.measurement
                union all select 'service.price written', count(*) from service.price
                union all select 'service.agreement written', count(*) from service.agreement""", List.of());
    }

    /** See {@link OldOracle#recipients}. */
    static SortedSet<String> recipients(Connection target, Collection<Integer> branches) throws SQLException {
        return Figures.texts(target, """
                select concat_ws('|', b.legacy_id, r.email, r.name, coalesce(r.phone, '-'),
                  case when r.opted_out then 'out' else 'in' end, r.origin, coalesce(r.customer_no, '-'),
                  (select count(*) from crm.mailing_membership m where m.recipient_id = r.recipient_id))
                from crm.recipient r join crm.branch b using (branch_id) where b.legacy_id in (BRANCHES)""", branches);
    }

    /** See {@link OldOracle#technicians}. */
    static SortedSet<String> technicians(Connection target, Collection<Integer> branches) throws SQLException {
        return Figures.texts(target, """
                select concat_ws('|', b.legacy_id, e.personnel_no, e.legacy_id, e.name)
                from service.engineer e join crm.location l using (location_id) join crm.branch b using (branch_id)
                where b.legacy_id in (BRANCHES)""", branches);
    }

    /** See {@link OldOracle#sums}. */
    static SortedMap<String, Long> sums(Connection target, Collection<Integer> branches) throws SQLException {
        return Figures.numbers(target, """
                with property as (
                  select u.unit_id, b.legacy_id branch from crm.unit u join crm.building using (building_id)
                  join crm.location using (location_id) join crm.branch b using (branch_id) where b.legacy_id in (BRANCHES)),
                measured as (
                  select branch, m.* from service.measurement m join service.device using (device_id)
                  join service.installation using (installation_id) join property using (unit_id))
                select 'amount ' || branch, sum(amount) * 1000 from measured group by 1
                union all
                select 'clock ' || branch, sum(extract(epoch from taken_at at time zone 'Europe/Berlin')) from measured group by 1
                union all
                select 'fee ' || branch, sum(monthly_fee) * 100 from service.agreement join property using (unit_id) group by 1
                union all
                select 'pages ' || branch, sum(pages) from crm.document join service.agreement using (agreement_id)
                join property using (unit_id) group by 1""", branches);
    }
}
