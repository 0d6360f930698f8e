package io.pergola.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the code to the dependency table printed in architecture.md. */
class ArchitectureTest {

    private static final String ROOT = "io.pergola.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.pergola");

    /** One line of the table: a package, the packages it may use, the outside libraries it may use. */
    record Rule(String name, List<String> uses, List<String> libraries) {

        static Rule parse(String line) {
            String[] nameAndRest = line.split(":", 2);
            String[] usesAndLibraries = (nameAndRest[1] + "| ").split("\\|");
            return new Rule(nameAndRest[0].strip(), words(usesAndLibraries[0]), words(usesAndLibraries[1]));
        }

        private static List<String> words(String text) {
            return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
        }

        String[] allowed() {
            var allowed = new ArrayList<>(List.of("java..", "javax..", "org.jspecify.annotations..", ROOT + name));
            uses.forEach(used -> allowed.add(ROOT + used));
            libraries.forEach(library -> allowed.add(library + ".."));
            return allowed.toArray(String[]::new);
        }
    }

    private static List<Rule> table() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("pergola.root"), "docs", "architecture.md"));
        int start = text.indexOf("```dependencies\n") + "```dependencies\n".length();
        return text.substring(start, text.indexOf("```", start))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Rule::parse)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyPackageUsesOnlyWhatTheTableAllows() throws IOException {
        return table().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> classes()
                        .that()
                        .resideInAPackage(ROOT + rule.name())
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(rule.allowed()))
                        .because("architecture.md says so: change the table in the same commit, with the reason")
                        .check(CODE)));
    }

    @Test
    void everyPackageIsInTheTable() throws IOException {
        Set<String> listed =
                new TreeSet<>(table().stream().map(rule -> ROOT + rule.name()).toList());
        Set<String> present = new TreeSet<>();
        CODE.forEach(type -> present.add(type.getPackageName()));
        assertEquals(listed, present);
    }

    @Test
    void theTableIsListedBottomUp() throws IOException {
        var seen = new TreeSet<String>();
        for (Rule rule : table()) {
            assertEquals(
                    List.of(),
                    rule.uses().stream().filter(used -> !seen.contains(used)).toList(),
                    rule.name());
            seen.add(rule.name());
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.pergola.(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = new TreeSet<String>();
        CODE.forEach(type -> {
            JavaPackage owner = type.getPackage();
            if (!owner.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(owner.getName());
            }
        });
        assertEquals(Set.of(), unmarked);
    }

    @Test
    void onlyTheCliTouchesTheStandardStreams() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                CODE.that(not(resideInAnyPackage("io.pergola.cli.."))));
    }

    @Test
    void nobodyThrowsABareRuntimeException() {
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CODE);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.pergola.pilot..",
                        "io.pergola.slots..",
                        "io.pergola.policy..",
                        "io.pergola.series",
                        "io.pergola.schedule")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("the simulator and the tests drive time; take a java.time.InstantSource")
                .check(CODE);
    }
}
