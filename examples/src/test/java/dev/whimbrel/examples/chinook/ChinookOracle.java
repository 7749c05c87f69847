package dev.whimbrel.examples.chinook;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** Figures of the music shop by SQL that knows nothing of the mapping, for the old and for the new database. */
final class ChinookOracle {
    private ChinookOracle() {}

    /** Revenue by {@code representative year}, from the lines of the invoices. */
    static SortedMap<String, BigDecimal> oldRevenue(Connection old) throws SQLException {
        return figures(old, """
                select concat(c.SupportRepId, ' ', year(i.InvoiceDate)), sum(l.UnitPrice * l.Quantity)
                from Customer c join Invoice i using (CustomerId) join InvoiceLine l using (InvoiceId)
                group by 1""");
    }

    static SortedMap<String, BigDecimal> newRevenue(Connection target) throws SQLException {
        return figures(target, """
                select a.legacy_id || ' ' || extract(year from s.sold_on), sum(l.amount)
                from shop.agent a
                join shop.customer c on c.agent_id = a.agent_id
                join shop.sale s on s.customer_id = c.customer_id
                join shop.sale_line l on l.sale_id = s.sale_id
                group by 1""");
    }

    /** Invoice totals by {@code representative year}, from the invoices alone. */
    static SortedMap<String, BigDecimal> oldTotals(Connection old) throws SQLException {
        return figures(old, """
                select concat(c.SupportRepId, ' ', year(i.InvoiceDate)), sum(i.Total)
                from Invoice i join Customer c on c.CustomerId = i.CustomerId
                group by 1""");
    }

    static SortedMap<String, BigDecimal> newTotals(Connection target) throws SQLException {
        return figures(target, """
                select a.legacy_id || ' ' || to_char(s.sold_on, 'YYYY'), sum(s.total)
                from shop.sale s, shop.customer c, shop.agent a
                where c.customer_id = s.customer_id and a.agent_id = c.agent_id
                group by 1""");
    }

    /** Rows by target table that the old database must lead to when all three tenants have moved. */
    static SortedMap<String, BigDecimal> oldRows(Connection old) throws SQLException {
        return figures(old, """
                select 'agent', count(distinct SupportRepId) from Customer
                union all select 'customer', count(*) from Customer where SupportRepId in (3, 4, 5)
                union all select 'artist', count(*) from Artist
                union all select 'album', count(*) from Album
                union all select 'track', count(*) from Track
                union all select 'playlist', count(*) from Playlist
                union all select 'playlist_entry', count(*) from PlaylistTrack
                union all select 'sale', count(*) from Invoice
                union all select 'sale_line', count(*) from InvoiceLine""");
    }

    static SortedMap<String, BigDecimal> newRows(Connection target) throws SQLException {
        return figures(target, """
                select 'agent', count(*) from shop.agent
                union all select 'customer', count(*) from shop.customer
                union all select 'artist', count(*) from shop.artist
                union all select 'album', count(*) from shop.album
                union all select 'track', count(*) from shop.track
                union all select 'playlist', count(*) from shop.playlist
                union all select 'playlist_entry', count(*) from shop.playlist_entry
                union all select 'sale', count(*) from shop.sale
                union all select 'sale_line', count(*) from shop.sale_line""");
    }

    /** Employees who support no customer. */
    static SortedMap<String, BigDecimal> employeesOfNobody(Connection old) throws SQLException {
        return figures(old, """
                select 'Employee', count(*) from Employee e
                where not exists (select 1 from Customer c where c.SupportRepId = e.EmployeeId)""");
    }

    private static SortedMap<String, BigDecimal> figures(Connection connection, String sql) throws SQLException {
        SortedMap<String, BigDecimal> figures = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                figures.put(rows.getString(1), rows.getBigDecimal(2));
            }
        }
        return figures;
    }
}
