package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash of a mapping changes with what lands and with nothing else. */
final class MappingHashTest {
    private static final String HASH = hash(Written.WHOLE);

    @TempDir
    Path folder;

    private static String hash(String text) {
        return Written.project(text).mappingHash();
    }

    private static String changed(String from, String to) {
        assertThat(Written.WHOLE).contains(from);
        return hash(Written.WHOLE.replace(from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "lower(trim(email))\" } ~ upper(trim(email))\" }",
                "full_name ~ other_name",
                "value: 3 ~ value: 4",
                "value: 3 ~ value: \"3\"",
                "A: active ~ A: idle",
                "A: active ~ C: active",
                "table: tariff_map, in: source ~ table: tariff_map, in: target",
                "{ column: branch_id } ~ { column: other_id }",
                "{ through: site_id } ~ { through: home_id }",
                "tenant: \"7\" ~ tenant: \"8\"",
                "everyone: true ~ tenant: \"8\"",
                "a(x, y) -> b(x, y) ~ a(x, y) -> b(y, x)",
                "table: branch, column: branch_id ~ table: branch, column: code",
                "deleted = false ~ deleted = true",
                "key: [client_id] ~ key: [client_no]",
                "table: address, on: address_id ~ table: address, on: home_id",
                "to: crm.client ~ to: crm.customer",
                "name: longest ~ name: first",
                "priority: [CRM, WEB] ~ priority: [WEB, CRM]",
                "generated: sequence ~ generated: uuid",
                "default: true ~ value: null",
                "ref: site, of: site_id ~ ref: site, of: home_id",
            })
    void changesWithWhatLands(String from, String to) {
        assertThat(changed(from, to)).isNotEqualTo(HASH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "whimbrel: 1 ~ whimbrel: 1 # a comment",
                "project: national-branches ~ project: other",
                "127.0.0.1 ~ 127.0.0.2",
                "user: app ~ user: other",
                "workers: 3 ~ workers: 4",
                "chunk_bytes: 512kB ~ chunk_bytes: 1MB",
                "chunk_seconds: 1.5 ~ chunk_seconds: 3",
                "full_name ~ \"full_name\"",
                "not used since 2014 ~ not used since 2015",
                "public: [ state ] ~ public: [ state, name ]",
                "A: active, B: blocked ~ B: blocked, A: active",
                "table: branch, column: branch_id ~ column: branch_id, table: branch",
                "name: longest, phone: { latest: updated_at } ~ phone: { latest: updated_at }, name: longest",
            })
    void staysWithAllElse(String from, String to) {
        assertThat(changed(from, to)).isEqualTo(HASH);
    }

    @Test
    void staysWhenFieldsChangePlaces() {
        String name = "      name:       full_name\n";
        String level = "      level:      { value: 3 }\n";

        assertThat(changed(name, "")).isNotEqualTo(HASH);
        assertThat(hash(Written.WHOLE.replace(name, "").replace(level, level + name)))
                .isEqualTo(HASH);
    }

    @Test
    void changesWithTheContentOfALookupsFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("m.yaml"), Written.with("lookups: { l: { csv: l.csv, key: a, value: b } }\n"));
        Files.writeString(folder.resolve("l.csv"), "a,b\n1,2\n");
        String before = ProjectFile.load(file, null, Written.ENV).mappingHash();
        String again = ProjectFile.load(file, null, Written.ENV).mappingHash();
        Files.writeString(folder.resolve("l.csv"), "a,b\n1,3\n");

        assertThat(again).isEqualTo(before);
        assertThat(ProjectFile.load(file, null, Written.ENV).mappingHash()).isNotEqualTo(before);
    }
}
