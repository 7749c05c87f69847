package dev.whimbrel.engine.project;

import dev.whimbrel.core.fault.Problem;
import dev.whimbrel.core.fault.ProblemsFound;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Project files for tests: a whole one, and the shortest one with parts put in. */
final class Written {
    static final Map<String, String> ENV = Map.of(
            "OLD_HOST",
            "old.example",
            "OLD_USER",
            "reader",
            "OLD_PASSWORD",
            "s3cr3t-old",
            "NEW_PASSWORD",
            "s3cr3t-new");

    static final String WHOLE = """
            # yaml-language-server: $schema=https://whimbrel.dev/schema/migration-1.json
            whimbrel: 1
            project: national-branches
            environments:
              dev:
                source: { type: mariadb, url: "jdbc:mariadb://${OLD_HOST}/old", user: "${OLD_USER}", password: "${OLD_PASSWORD}" }
                target: { type: postgresql, url: "jdbc:postgresql://127.0.0.1:5432/new", user: app, password: "${NEW_PASSWORD}" }
            tenants:
              from: { table: branch, column: branch_id }
            scope:
              site:    { column: branch_id }
              room:    { through: site_id }
              client:  { through: [booking.client_id, contract.client_id] }
              country: { everyone: true }
              drops:   { tenant: "7" }
              old_log: { ignore: "not migrated: replaced by the audit service" }
            relations:
              - "booking.client_id -> client.client_id"
              - "a(x, y) -> b(x, y)"
            lookups:
              status:  { values: { A: active, B: blocked } }
              tariff:  { table: tariff_map, in: source, key: old_code, value: new_id }
            settings: { workers: 3, chunk_rows: 500, chunk_bytes: 512kB, breaker: { share: 0.5, rows: 7 }, lease: 5m, chunk_seconds: 1.5 }
            flows:
              site: { from: site, to: crm.site, source_key: legacy_id, fields: { name: title } }
              client:
                from:
                  table: client
                  key: [client_id]
                  join: { adr: { table: address, on: address_id } }
                  where: "deleted = false"
                  because: "deleted clients stay behind"
                to: crm.client
                source_key: legacy_id
                fields:
                  client_id:  { generated: sequence }
                  name:       full_name
                  email:      { sql: "lower(trim(email))" }
                  status:     { lookup: status, of: state }
                  site_id:    { ref: site, of: site_id }
                  origin:     { value: "old" }
                  level:      { value: 3 }
                  created_at: { default: true }
                  note:
                    sql: |
                      case when note = ''
                           then null end
                drop: { fax: "not used since 2014", "adr.*": "…" }
                public: [ state ]
                consolidate:
                  by: ["lower(trim(email))"]
                  resolve: { name: longest, phone: { latest: updated_at }, opted_out: most_restrictive, source: { priority: [CRM, WEB] }, tax_id: conflict, level: { most_restrictive: [NONE, SOME, ALL] } }
            """;

    private static final String SHORT = """
            whimbrel: 1
            project: p
            environments:
              dev:
                source: { type: mariadb, url: "jdbc:mariadb://h/old" }
                target: { type: postgresql, url: "jdbc:postgresql://h/new" }
            tenants: { from: { table: branch, column: branch_id } }
            """;

    private Written() {}

    static Project project(String text) {
        return ProjectFile.parse(Path.of("migration.yaml"), text, null, ENV);
    }

    /** The shortest file with {@code parts} behind its seven lines; {@code flows} is added where the parts have none. */
    static String with(String parts) {
        return SHORT + parts + (parts.contains("flows:") ? "" : "flows: {}\n");
    }

    /** The shortest file with a part {@code arrivals}; it has the store in line 9 and the first inbox in line 12. */
    static String arrivals(String kept, String... inboxes) {
        StringBuilder part = new StringBuilder("arrivals:\n  " + kept + "\n  key: { file: k }\n  inboxes:\n");
        for (String inbox : inboxes) {
            part.append("      ").append(inbox).append('\n');
        }
        return with(part.toString());
    }

    /** All that is wrong with a text. */
    static List<Problem> problems(String text) {
        try {
            project(text);
            return List.of();
        } catch (ProblemsFound e) {
            return e.problems();
        }
    }
}
