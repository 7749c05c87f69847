package dev.whimbrel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * The three house rules over the classes of all modules but examples: arrows between modules point down, packages go round in no
 * circle, and core touches no I/O.
 */
@AnalyzeClasses(packages = "dev.whimbrel", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** What each module may use of the others. Connectors reach engine and app at run time only. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "core", Set.of(),
            "control", Set.of("core"),
            "connectors", Set.of("core"),
            "engine", Set.of("core", "control"),
            "app", Set.of("core", "control", "engine"),
            "testkit", Set.of("core"));

    /** Values of these packages that core may use all the same: a path as a name, bytes in memory, and locks of a cache. */
    private static final Set<String> HARMLESS = Set.of(
            "java.io.Serializable",
            "java.io.Closeable",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.io.ByteArrayOutputStream",
            "java.io.ByteArrayInputStream",
            "java.io.OutputStream",
            "java.io.InputStream",
            "java.io.StringReader",
            "java.io.StringWriter",
            "java.io.Reader",
            "java.io.Writer",
            "java.io.ObjectStreamException",
            "java.nio.file.Path");

    @ArchTest
    static void arrowsPointDown(JavaClasses classes) {
        ARROWS.forEach((module, below) -> noClasses()
                .that()
                .resideInAPackage("dev.whimbrel." + module + "..")
                .should()
                .dependOnClassesThat(describe(
                        "are of a module that it may not use",
                        type -> !module(type).isEmpty()
                                && !module(type).equals(module)
                                && !below.contains(module(type))))
                .as("Module " + module + " uses only " + below)
                .check(classes));
    }

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("dev.whimbrel.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreTouchesNothing = noClasses()
            .that()
            .resideInAPackage("dev.whimbrel.core..")
            .should()
            .dependOnClassesThat(doesSomething())
            .as("Core touches no I/O, no clock and no thread");

    @ArchTest
    static final ArchRule coreAsksNoClock = noClasses()
            .that()
            .resideInAPackage("dev.whimbrel.core..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");

    @ArchTest
    static final ArchRule connectorsDoNotSeeEachOther =
            slices().matching("dev.whimbrel.connectors.(*)..").should().notDependOnEachOther();

    private ArchitectureTest() {}

    static String module(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 && parts[0].equals("dev") && parts[1].equals("whimbrel") ? parts[2] : "";
    }

    private static DescribedPredicate<JavaClass> doesSomething() {
        return describe("do I/O, keep time or start threads", type -> {
            String name = type.getPackageName();
            boolean io = name.equals("java.sql")
                    || name.equals("javax.sql")
                    || name.equals("java.io")
                    || name.startsWith("java.net")
                    || name.equals("java.nio.file")
                    || name.equals("java.nio.channels");
            boolean time =
                    type.getName().equals("java.time.Clock") || type.getName().equals("java.lang.Thread");
            boolean threads = name.equals("java.util.concurrent")
                    && (type.getSimpleName().contains("Execut")
                            || type.getSimpleName().contains("Pool"));
            return (io || time || threads) && !HARMLESS.contains(type.getName());
        });
    }
}
