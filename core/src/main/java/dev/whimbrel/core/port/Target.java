package dev.whimbrel.core.port;

import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.TableName;
import java.util.Collection;
import java.util.List;

/** The system that rows are written to. One thread uses it at a time; it holds one connection. */
public interface Target extends AutoCloseable {
    /** All tables outside the system's own schemas and ours, with keys, checks and defaults. Read afresh at each call. */
    Schema schema();

    /** What the user may not do with these tables but has to: each a short sentence, such as "may not insert into crm.client". */
    List<String> missingPermissions(Collection<TableName> tables);

    /** Whether the table holds no row at all that this user may see. */
    boolean isEmpty(TableName table);

    /** Starts a transaction; there is one at a time. */
    TargetTransaction begin();

    @Override
    void close();
}
