package dev.whimbrel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people get wrong, sort by sort: how it comes about, and what is to be said of it. */
final class BadInputs {
    /** A password, which must show nowhere. */
    static final String SECRET = "s3cretCanary";

    private BadInputs() {}

    /**
     * One sort of bad input.
     *
     * @param prepare brings it about
     * @param command in words; {@code DIR} stands for the project's folder
     * @param at what stands in the line of the file that the error must name; empty for any line, null where no file is to blame
     */
    record Bad(
            String name,
            Preparation prepare,
            String command,
            ExitCode exit,
            String code,
            @Nullable String at) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What makes the input bad. */
    @FunctionalInterface
    interface Preparation {
        void make(SmallMove move);
    }

    private static Bad file(String name, String from, String to, String code, String at) {
        return new Bad(name, move -> edit(move, from, to), "run", ExitCode.USER, code, at);
    }

    private static Bad other(String name, Preparation prepare, ExitCode exit, String code) {
        return new Bad(name, prepare, "run", exit, code, null);
    }

    private static Bad called(String name, String command, ExitCode exit, String code) {
        return new Bad(name, move -> {}, command, exit, code, null);
    }

    static void edit(SmallMove move, String from, String to) {
        assertThat(SmallMove.YAML).contains(from);
        move.write(SmallMove.YAML.replace(from, to));
    }

    private static void write(SmallMove move, String name, String content) {
        try {
            Files.writeString(move.folder().resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Bad> all() {
        List<Bad> all = new ArrayList<>();
        all.addAll(files());
        all.addAll(mappings());
        all.addAll(scopes());
        all.addAll(lookups());
        all.addAll(systems());
        all.addAll(rights());
        all.addAll(dataFiles());
        all.addAll(calls());
        return all.stream();
    }

    private static List<Bad> files() {
        return List.of(
                file("broken YAML", "flows:\n", "flows: [\n", "PROJECT_FILE_YAML", ""),
                file("a tab", "  test:\n", "\ttest:\n", "PROJECT_FILE_TAB", "\ttest"),
                file("an unknown key", "survivors:", "survivers:", "PROJECT_FILE_UNKNOWN_KEY", "survivers"),
                file(
                        "a key twice",
                        "project: small",
                        "project: small\nproject: x",
                        "PROJECT_FILE_DUPLICATE_KEY",
                        "project: x"),
                file("a missing key", "project: small\n", "", "PROJECT_FILE_MISSING_KEY", ""),
                file("another version", "whimbrel: 1", "whimbrel: 2", "PROJECT_FILE_VERSION", "whimbrel: 2"),
                file(
                        "a list for a map",
                        "scope:\n  branch: { column: branch_id }",
                        "scope: [ branch ]",
                        "PROJECT_FILE_WRONG_TYPE",
                        "scope: ["),
                file("an unknown connector", "type: mariadb", "type: oracle", "PROJECT_FILE_WRONG_VALUE", "oracle"),
                new Bad(
                        "a missing variable",
                        move -> move.env().remove("OLD_PASSWORD"),
                        "run",
                        ExitCode.USER,
                        "ENV_VARIABLE_MISSING",
                        "OLD_PASSWORD"),
                new Bad("an empty file", move -> move.write(""), "run", ExitCode.USER, "PROJECT_FILE_EMPTY", ""),
                new Bad(
                        "not UTF-8",
                        move -> {
                            try {
                                Files.write(move.file(), "project: M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        "run",
                        ExitCode.USER,
                        "PROJECT_FILE_ENCODING",
                        ""),
                new Bad(
                        "a folder",
                        move -> {
                            try {
                                Files.delete(move.file());
                                Files.createDirectory(move.file());
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        "run",
                        ExitCode.USER,
                        "PROJECT_FILE_UNREADABLE",
                        ""));
    }

    private static List<Bad> mappings() {
        return List.of(
                file("an unknown source column", "seen: seen", "seen: saw", "COLUMN_UNKNOWN", "seen: saw"),
                file("an unknown target column", "email: {", "e_mail: {", "COLUMN_UNKNOWN", "e_mail"),
                file("a type that does not fit", "seen: seen", "seen: client_id", "TYPE_MISMATCH", "seen: client_id"),
                file("a missing source table", "from: visit", "from: visits_old", "TABLE_UNKNOWN", "from: visits_old"),
                file("a missing target table", "to: public.visits", "to: public.nowhere", "TABLE_UNKNOWN", "nowhere"),
                file("an unknown flow", "ref: client,", "ref: klient,", "PROJECT_FILE_REFERENCE", "klient"),
                file(
                        "an unknown lookup",
                        "seen: seen",
                        "seen: { lookup: days, of: seen }",
                        "PROJECT_FILE_REFERENCE",
                        "days"),
                file("an undecided source column", "      seen: seen\n", "", "UNDECIDED_SOURCE_COLUMN", ""),
                file(
                        "an undecided target column",
                        "      seen: seen\n",
                        "    drop: { seen: unused }\n",
                        "UNDECIDED_TARGET_COLUMN",
                        ""),
                other(
                        "an undecided table",
                        move -> move.old("create table extra (id int primary key)"),
                        ExitCode.USER,
                        "UNDECIDED_TABLE"),
                file(
                        "an expression that does not end",
                        "lower(trim(email))\" }",
                        "lower(trim(email)\" }",
                        "EXPRESSION_INVALID",
                        "lower(trim(email)\""),
                file(
                        "a sub-select",
                        "sql: \"lower(trim(email))\"",
                        "sql: \"(select max(email) from client)\"",
                        "EXPRESSION_INVALID",
                        "select max"),
                file(
                        "an unknown function",
                        "sql: \"lower(trim(email))\"",
                        "sql: \"lowr(email)\"",
                        "EXPRESSION_INVALID",
                        "lowr"),
                new Bad(
                        "no primary key",
                        move -> {
                            move.old("create table loose (n int)");
                            move.target(
                                    "create table loose (id bigint generated by default as identity primary key, n text)");
                            move.write(SmallMove.YAML
                                    + """
                              loose:
                                from: loose
                                to: public.loose
                                source_key: n
                                fields: { id: { generated: sequence } }
                            """.replaceAll("(?m)^", "  ").replaceFirst("^    ", "  "));
                        },
                        "run",
                        ExitCode.USER,
                        "KEY_MISSING",
                        ""));
    }

    private static List<Bad> scopes() {
        String scope = "  branch: { column: branch_id }\nflows";
        return List.of(
                file(
                        "a cyclic path",
                        scope,
                        "  branch: { column: branch_id }\n  client: { through: [ visit.client_id ] }\n"
                                + "  visit: { through: client_id }\nflows",
                        "SCOPE_CYCLE",
                        "through"),
                file(
                        "a broken path",
                        scope,
                        "  branch: { column: branch_id }\n  client: { through: owner_id }\nflows",
                        "SCOPE_BROKEN",
                        "owner_id"),
                new Bad(
                        "a path whose column was dropped",
                        move -> {
                            edit(move, scope, "  branch: { column: branch_id }\n  visit: { through: room_id }\nflows");
                            move.old(
                                    "alter table visit add column room_id int",
                                    "alter table visit drop column room_id");
                        },
                        "run",
                        ExitCode.USER,
                        "SCOPE_BROKEN",
                        "room_id"),
                file(
                        "a relation to an unknown table",
                        "flows:\n",
                        "relations: [ \"visit.client_id -> klient.client_id\" ]\nflows:\n",
                        "SCOPE_BROKEN",
                        "klient"),
                file("an unknown roster", "table: branch,", "table: branches_old,", "SCOPE_BROKEN", "branches_old"));
    }

    private static Bad lookup(String name, String spec, String csv, String code, @Nullable String at) {
        return new Bad(
                name,
                move -> {
                    if (!csv.isEmpty()) {
                        write(move, "days.csv", csv);
                    }
                    move.write(SmallMove.YAML
                            .replace("flows:\n", "lookups:\n  names: " + spec + "\nflows:\n")
                            .replace(
                                    "      name: name\n      email",
                                    "      name: { lookup: names, of: name }\n      email"));
                },
                "run",
                ExitCode.USER,
                code,
                at);
    }

    private static List<Bad> lookups() {
        String csv = "{ csv: days.csv, key: old, value: new }";
        return List.of(
                lookup("a key twice in a lookup", csv, "old,new\nAnn,a\nBo,b\nAnn,c\n", "LOOKUP_DUPLICATE", null),
                lookup("a lookup file that is absent", csv, "", "LOOKUP_FILE", null),
                lookup("a lookup file without the column", csv, "alt,neu\nAnn,a\n", "LOOKUP_COLUMN", null),
                lookup(
                        "a lookup table that is absent",
                        "{ table: names, in: source, key: a, value: b }",
                        "",
                        "LOOKUP_UNKNOWN",
                        "names:"),
                lookup(
                        "a lookup value of another type",
                        "{ csv: days.csv, key: old, value: new, type: bigint }",
                        "old,new\nAnn,a\n",
                        "LOOKUP_VALUE",
                        null));
    }

    private static List<Bad> systems() {
        return List.of(
                other(
                        "a source that does not answer",
                        move -> move.env().put("OLD_URL", "jdbc:mariadb://127.0.0.1:1/old"),
                        ExitCode.SOURCE,
                        "CONNECTION_REFUSED"),
                other(
                        "a target that does not answer",
                        move -> move.env().put("NEW_URL", "jdbc:postgresql://127.0.0.1:1/new"),
                        ExitCode.TARGET,
                        "CONNECTION_REFUSED"),
                other(
                        "a host that does not exist",
                        move -> move.env().put("OLD_URL", "jdbc:mariadb://nowhere.invalid/old"),
                        ExitCode.SOURCE,
                        "CONNECTION_REFUSED"),
                other(
                        "a wrong password",
                        move -> move.env().put("OLD_PASSWORD", SECRET),
                        ExitCode.SOURCE,
                        "AUTHENTICATION_FAILED"),
                other(
                        "an unknown role",
                        move -> move.env().put("NEW_USER", "nobody_here"),
                        ExitCode.TARGET,
                        "AUTHENTICATION_FAILED"),
                other(
                        "an unknown source database",
                        move -> move.env().computeIfPresent("OLD_URL", (name, url) -> url + "_absent"),
                        ExitCode.SOURCE,
                        "DATABASE_UNKNOWN"),
                other(
                        "an unknown target database",
                        move -> move.env().computeIfPresent("NEW_URL", (name, url) -> url + "_absent"),
                        ExitCode.TARGET,
                        "DATABASE_UNKNOWN"),
                other(
                        "a source's url of no sort",
                        move -> move.env().put("OLD_URL", "mariadb://" + SECRET + "@x/y"),
                        ExitCode.USER,
                        "DRIVER_MISSING"),
                other(
                        "a target's url of no sort",
                        move -> move.env().put("NEW_URL", "postgres://" + SECRET + "@x/y"),
                        ExitCode.USER,
                        "CONNECTION_URL_INVALID"),
                other(
                        "a target that is read-only",
                        move -> move.target("do $$ begin execute 'alter database ' || current_database()"
                                + " || ' set default_transaction_read_only = on'; end $$"),
                        ExitCode.USER,
                        "PERMISSION_DENIED"),
                other(
                        "a disk that is full",
                        move -> move.target(
                                "create function full_disk() returns trigger language plpgsql as"
                                        + " $$ begin raise sqlstate '53100' using message = 'no room for Ann'; end $$",
                                "create trigger full_disk before insert on visits for each row execute function full_disk()"),
                        ExitCode.TARGET,
                        "DISK_FULL"));
    }

    private static List<Bad> rights() {
        return List.of(
                other(
                        "a target's user who may not insert",
                        move -> {
                            String role = "reader_" + System.nanoTime();
                            move.target(
                                    "create role " + role + " login password '" + SECRET + "'",
                                    "grant select on all tables in schema public to " + role);
                            move.env().put("NEW_USER", role);
                            move.env().put("NEW_PASSWORD", SECRET);
                        },
                        ExitCode.USER,
                        "PERMISSION_DENIED"),
                other(
                        "a source's user who may not select",
                        move -> {
                            String user = "r" + System.nanoTime();
                            move.old(
                                    "create user " + user + "@'%' identified by '" + SECRET + "'",
                                    "grant select on " + database(move) + ".branch to " + user + "@'%'");
                            move.env().put("OLD_USER", user);
                            move.env().put("OLD_PASSWORD", SECRET);
                        },
                        ExitCode.USER,
                        "TABLE_UNKNOWN"));
    }

    private static String database(SmallMove move) {
        String url = String.valueOf(move.env().get("OLD_URL"));
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static final String FILES = """
            whimbrel: 1
            project: files
            environments:
              test:
                source:
                  type: files
                  folder: DIR
                  files:
                    client: { path: client.csv, format: csv, header: true, key: [id], columns: [ { name: id, type: bigint }, name ] }
                target: { type: postgresql, url: "${NEW_URL}", user: "${NEW_USER}", password: "${NEW_PASSWORD}" }
            tenants: { list: ["1"] }
            scope: { client: { tenant: "1" } }
            flows:
              client:
                from: client
                to: public.plain
                source_key: legacy_id
                fields: { id: { generated: sequence }, name: name }
            """;

    static Bad data(String name, String csv, String command, ExitCode exit, String code) {
        return new Bad(
                name,
                move -> {
                    move.target("create table plain (id bigint generated by default as identity primary key,"
                            + " legacy_id bigint unique, name text)");
                    move.write(FILES.replace("DIR", move.folder().toString()));
                    if (!csv.isEmpty()) {
                        write(move, "client.csv", csv);
                    }
                },
                command,
                exit,
                code,
                null);
    }

    private static List<Bad> dataFiles() {
        return List.of(
                data("a CSV file without the column", "id,nom\n1,Ann\n", "run", ExitCode.USER, "FILE_HEADER"),
                data("a data file that is absent", "", "run", ExitCode.USER, "FILE_MISSING"));
    }

    private static List<Bad> calls() {
        return List.of(
                called("an unknown environment", "run --env prod", ExitCode.USER, "PROJECT_FILE_ENVIRONMENT"),
                called("an unknown tenant", "run --tenant 77", ExitCode.USER, "TENANT_UNKNOWN"),
                called("a cohort where there is none", "run --cohort pilot", ExitCode.USER, "COHORT_UNKNOWN"),
                file(
                        "a tenant in two cohorts",
                        "flows:\n",
                        "cohorts:\n  pilot: [1]\n  next: [2, 1]\nflows:\n",
                        "COHORT_TENANT_TWICE",
                        "  next: [2, 1]"),
                file(
                        "a cohort of nobody",
                        "flows:\n",
                        "cohorts:\n  pilot: []\nflows:\n",
                        "PROJECT_FILE_WRONG_VALUE",
                        "  pilot: []"),
                called(
                        "a tenants file that is absent",
                        "run --tenants-file DIR/none",
                        ExitCode.USER,
                        "TENANTS_FILE_UNREADABLE"),
                new Bad(
                        "a tenants file that names nobody",
                        move -> write(move, "none", "# nobody\n"),
                        "run --tenants-file DIR/none",
                        ExitCode.USER,
                        "TENANTS_FILE_EMPTY",
                        null),
                called("issues before any run", "issues", ExitCode.USER, "NO_RUN_YET"),
                new Bad(
                        "a trace of an unknown table",
                        move -> move.call("run"),
                        "trace nothing 1",
                        ExitCode.USER,
                        "TABLE_UNKNOWN",
                        null),
                new Bad(
                        "the status of an unknown run",
                        move -> move.call("run"),
                        "status 99",
                        ExitCode.USER,
                        "RUN_UNKNOWN",
                        null),
                called("an unknown command", "rnu", ExitCode.USAGE, "USAGE"),
                called("an unknown option", "run --fast", ExitCode.USAGE, "USAGE"));
    }
}
