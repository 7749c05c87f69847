package dev.whimbrel.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.engine.project.ArrivalSettings.Completeness;
import dev.whimbrel.engine.project.ArrivalSettings.InboxSettings;
import dev.whimbrel.engine.project.ArrivalSettings.KeyPlace;
import dev.whimbrel.engine.project.FilePattern.Match;
import dev.whimbrel.engine.project.FilePattern.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project file says of arrivals, and whose files are by their names. */
final class ArrivalsTest {
    private static ArrivalSettings arrivals(String text) {
        return Written.project(text).arrivals().orElseThrow();
    }

    @Test
    void whatIsNotSaidHasItsUsualValue() {
        assertThat(Written.project(Written.with("")).arrivals()).isEmpty();
        ArrivalSettings settings =
                arrivals(Written.arrivals("kept: { folder: k }", "a: { folder: i, files: \"{tenant}/*\" }"));
        assertThat(settings.keep()).isEqualTo(Duration.ofDays(400));
        InboxSettings inbox = settings.inboxes().get(0);
        assertThat(inbox.complete()).isEqualTo(Completeness.SETTLED);
        assertThat(inbox.settle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(inbox.partial()).containsExactly(".part", ".tmp", ".filepart");
        assertThat(inbox.header()).isEmpty();
    }

    @Test
    void aBucketIsReadWithAllThatItNeeds() {
        ConnectionProfile store = arrivals(
                        Written.arrivals(
                                "kept: { bucket: b, prefix: p/q, endpoint: \"http://h:1\", region: eu-1, user: u, password: \"${NEW_PASSWORD}\" }",
                                "a: { folder: i, files: \"{tenant}/*\", complete: marker, marker: .ok, settle: 5m, partial: [\"~\"] }"))
                .kept();
        assertThat(store.url()).isEqualTo("s3://b/p/q");
        assertThat(store.password()).isEqualTo("s3cr3t-new");
        assertThat(store.settings()).isEqualTo(Map.of("endpoint", "http://h:1", "region", "eu-1"));
        assertThat(store.toString()).doesNotContain("s3cr3t");
    }

    /** Commands that need no key must not ask for it. */
    @Test
    void theKeysVariableIsLookedForOnlyWhenItIsNeeded() {
        String text = Written.arrivals("kept: { folder: k }", "a: { folder: i, files: \"{tenant}/*\" }")
                .replace("{ file: k }", "{ variable: THE_KEY }");
        assertThat(arrivals(text).key()).isEqualTo(new KeyPlace.Variable("THE_KEY", null));
        Map<String, String> env = new HashMap<>(Written.ENV);
        env.put("THE_KEY", "s3cr3t-key");
        KeyPlace key = ProjectFile.parse(Path.of("migration.yaml"), text, null, env)
                .arrivals()
                .orElseThrow()
                .key();
        assertThat(key).isEqualTo(new KeyPlace.Variable("THE_KEY", "s3cr3t-key"));
        assertThat(key.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void whereArrivalsComeFromIsNoPartOfTheMapping() {
        String text = Written.arrivals("kept: { folder: k }", "a: { folder: i, files: \"{tenant}/*\" }");
        assertThat(Written.project(text).mappingHash())
                .isEqualTo(Written.project(Written.with("")).mappingHash());
    }

    @ParameterizedTest
    @CsvSource({
        "{tenant}/*.csv, 7/a.csv, 7, 7/a.csv",
        "{tenant}/*.csv, a b ü/x.csv, a b ü, a b ü/x.csv",
        "in/{tenant}-?.txt, in/7-a.txt, 7, in/7-a.txt",
        "{tenant}/{set}/*, 7/may/a, 7, 7/may",
        "{set}/{tenant}.csv, may/7.csv, 7, may",
        "{tenant}.csv, 7.csv, 7, 7.csv",
        "{tenant}{set}, 78, 7, 78",
        "{tenant}/*_*.csv, 7/a_b_c.csv, 7, 7/a_b_c.csv"
    })
    void aNameSaysWhoseItIs(String pattern, String name, String tenant, String arrival) {
        assertThat(FilePattern.parse(pattern).orElseThrow().read(name))
                .isEqualTo(new Reading.Clear(new Match(tenant, arrival)));
    }

    @ParameterizedTest
    @CsvSource({
        "{tenant}/*.csv, a.csv",
        "{tenant}/*.csv, 7/b/a.csv",
        "{tenant}/*.csv, 7/a.CSV",
        "{tenant}/*.csv, /a.csv",
        "a.b/{tenant}, axb/7",
        "{tenant}/?, 7/ab"
    })
    void aNameThatDoesNotFitIsNobodys(String pattern, String name) {
        assertThat(FilePattern.parse(pattern).orElseThrow().read(name)).isEqualTo(new Reading.Unfit());
    }

    @ParameterizedTest
    @CsvSource({
        "{tenant}_*.csv, 7_8_a.csv",
        "*{tenant}.csv, 78.csv",
        "{tenant}{set}, 789",
        "*{tenant}*, aba",
        "*-*{tenant}.csv, a-b-c.csv"
    })
    void aNameThatFitsInTwoWaysIsNobodys(String pattern, String name) {
        assertThat(FilePattern.parse(pattern).orElseThrow().read(name)).isEqualTo(new Reading.Ambiguous());
    }

    @Test
    void aNewlineIsACharacterLikeOthers() {
        assertThat(FilePattern.parse("{tenant}/*.csv").orElseThrow().read("7/a\nb.csv"))
                .isEqualTo(new Reading.Clear(new Match("7", "7/a\nb.csv")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.csv", "{tenant}/{tenant}", "{tenant}/{date}", "/srv/{tenant}", "{tenant}/{set}{set}"})
    void aPatternWithoutOneTenantIsNone(String pattern) {
        assertThat(FilePattern.parse(pattern)).isEmpty();
    }
}
