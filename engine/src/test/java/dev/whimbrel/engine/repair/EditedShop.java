package dev.whimbrel.engine.repair;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/**
 * An {@link OldShop} that has moved, with copies of its tables as they stood then, and edits made since. Tenant 2 has the customers whose
 * number leaves 1 when it is divided by 4, and of the purchases (numbered from -999) those with {@code (number + 1000) % 4 = 0}.
 */
final class EditedShop {
    /** Rows of tenant 2 that a script spoiled. */
    static final long SPOILED = 300;

    private static final String TENANT_2 = "(legacy_id + 1000) % 4 = 0 and legacy_id + 1000 ";

    private EditedShop() {}

    /** It has moved; five customers of tenant 2 have no name, and could not land. */
    static OldShop moved(OldShop shop, int customers, int purchases) throws Exception {
        shop.fill(customers, purchases);
        shop.old("insert into customer select 100000 + seq, 2, '   ', null from seq_1_to_5");
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.fresh(
                "create schema kept",
                "create table kept.customer as select * from shop.customer",
                "create table kept.purchase as select * from shop.purchase");
        return shop;
    }

    static OldShop moved(Path folder) throws Exception {
        return moved(new OldShop(folder), 800, 4_000);
    }

    /** {@link #SPOILED} rows: values lost, owners, references and late references moved, and rows deleted. */
    static void spoil(OldShop shop) throws SQLException {
        shop.fresh(
                "update shop.customer set email = null where legacy_id in (select legacy_id from shop.customer"
                        + " where legacy_id % 4 = 1 and email is not null and legacy_id <= 400 order by 1 limit 60)",
                "update shop.customer set branch_id = (select branch_id from shop.branch where legacy_id = 3)"
                        + " where legacy_id in (select legacy_id from shop.customer"
                        + " where legacy_id % 4 = 1 and legacy_id > 400 order by 1 limit 40)",
                "update shop.purchase set customer_id = (select customer_id from shop.customer where legacy_id = 2) where "
                        + TENANT_2 + "between 4 and 200",
                "update shop.purchase set customer_id = (select min(c.customer_id) from shop.customer c"
                        + " where c.legacy_id in (5, 9) and c.customer_id <> purchase.customer_id) where "
                        + TENANT_2 + "between 204 and 400",
                "update shop.purchase set follows_id = (select purchase_id from shop.purchase where legacy_id = -999) where "
                        + TENANT_2 + "between 420 and 1400 and (legacy_id + 1000) % 20 = 0",
                "delete from shop.purchase where legacy_id in (select legacy_id from shop.purchase p where "
                        + TENANT_2
                        + "> 1403 and not exists (select from shop.purchase f where f.follows_id = p.purchase_id)"
                        + " order by 1 limit 50)");
    }

    /** What people did in the new system since: 40 amounts of tenant 2, and three customers of his that never were in the old one. */
    static void edit(OldShop shop) throws SQLException {
        shop.fresh(
                "update shop.purchase set amount = amount + 1 where " + TENANT_2 + "between 3204 and 3360",
                "insert into shop.customer (legacy_id, branch_id, name) select 70000 + n, branch_id, 'Newcomer'"
                        + " from shop.branch, generate_series(1, 3) n where legacy_id = 2",
                "update shop.customer set email = null where legacy_id in (select legacy_id from shop.customer"
                        + " where legacy_id % 4 = 2 and email is not null order by 1 limit 20)");
    }

    /** How many rows of a table are not as they were when they had moved, and how many rows that were there then are not there so. */
    static String changed(OldShop shop, String table) throws SQLException {
        return shop.freshText("select (select count(*) from (select * from shop.%1$s except select * from kept.%1$s) a)"
                .concat(" || ' ' || (select count(*) from (select * from kept.%1$s except select * from shop.%1$s) b)")
                .formatted(table));
    }
}
