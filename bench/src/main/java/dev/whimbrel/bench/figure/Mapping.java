package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.data.Layout;
import dev.whimbrel.bench.data.Layouts;
import java.util.List;
import java.util.Map;

/** Five of the twelve columns through expressions, in Whimbrel's words and in PostgreSQL's: both must give the same values. */
final class Mapping {
    private static final Map<String, String> EXPRESSIONS = Map.of(
            "email", "lower(trim(email))",
            "city", "coalesce(city, 'n/a')",
            "note", "case when note = '' then null when char_length(note) > 100 then left(note, 100) else note end",
            "name", "concat(name, ' #', cast(id as varchar))",
            "amount", "cast(amount * 1.19 as decimal(14,2))");

    private Mapping() {}

    /** Rules of the project file. */
    static Map<String, String> rules() {
        Map<String, String> rules = new java.util.HashMap<>();
        EXPRESSIONS.forEach((column, sql) -> rules.put(column, "{ sql: \"" + sql + "\" }"));
        return rules;
    }

    /** All twelve columns as expressions of PostgreSQL. */
    static List<String> sql() {
        Layout accounts = Layouts.accounts();
        return accounts.names().stream()
                .map(name -> EXPRESSIONS.getOrDefault(name, name))
                .toList();
    }
}
