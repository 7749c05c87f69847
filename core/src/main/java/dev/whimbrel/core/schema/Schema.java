package dev.whimbrel.core.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The tables of one system. */
public record Schema(List<Table> tables) {
    public Schema {
        tables = List.copyOf(tables);
    }

    /**
     * The table of this name. A name without schema finds the table in whichever schema has it first; case as written wins over
     * any case.
     */
    public Optional<Table> table(TableName wanted) {
        return tables.stream()
                .filter(t -> matches(t.name(), wanted, false))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(t -> matches(t.name(), wanted, true))
                        .findFirst());
    }

    private static boolean matches(TableName name, TableName wanted, boolean anyCase) {
        boolean sameName = anyCase
                ? name.name().equalsIgnoreCase(wanted.name())
                : name.name().equals(wanted.name());
        String schema = wanted.schema();
        if (!sameName || schema == null) {
            return sameName;
        }
        return anyCase ? schema.equalsIgnoreCase(name.schema()) : schema.equals(name.schema());
    }

    /** SHA-256, in hex, of the shape of the named tables: all but the estimates of rows and bytes. */
    public String fingerprint(Collection<TableName> names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            names.stream().sorted().forEach(name -> digest.update(shape(name).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String shape(TableName name) {
        return table(name)
                .map(t -> t.name() + " " + t.columns() + t.primaryKey() + t.uniqueKeys() + t.foreignKeys() + t.checks()
                        + "\n")
                .orElse(name + " absent\n");
    }
}
