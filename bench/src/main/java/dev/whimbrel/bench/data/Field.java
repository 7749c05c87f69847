package dev.whimbrel.bench.data;

/**
 * A column in both systems and how its value is made.
 *
 * @param type in PostgreSQL, with its constraints
 * @param mariaDbType the same in MariaDB
 * @param value SQL of PostgreSQL over the row's number {@code g}
 */
public record Field(String name, String type, String mariaDbType, String value) {
    /** How the value is written into a file of tabs for MariaDB. */
    String exported() {
        if (type.startsWith("boolean")) {
            return name + "::int";
        }
        return type.startsWith("timestamptz") ? name + " at time zone 'UTC'" : name;
    }
}
