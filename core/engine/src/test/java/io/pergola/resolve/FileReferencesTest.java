package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReferencesTest {

    private static final String SUITE = """
            triad:
              variables: {n: [1, 2]}
              permute_on: n
              scheduler: raw
              reference_file: refs.yaml
              result_reference: {rate: {lower: -5%, for: {n7: {lower: -50%}}}}
            copy:
              scheduler: raw
              reference_file: refs.yaml
            """;

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site(String references) {
        return new TestSite(dir).suite("s", SUITE).file("references/refs.yaml", references);
    }

    private static Map<String, String> references(Resolution resolution) {
        var references = new LinkedHashMap<String, String>();
        resolution.tests().forEach(test -> {
            // As it is saved, and judged by.
            ResolvedTest saved = ResolvedTest.fromValue(test.toValue());
            references.put(test.name(), Json.write(saved.results().reference()).replace("\"", ""));
        });
        return references;
    }

    private static String only(Resolution resolution) {
        assertEquals(
                1, resolution.problems().size(), () -> resolution.problems().toString());
        Problem problem = resolution.problems().getFirst();
        return problem.place()
                        .map(place -> place.line() + ":" + place.column() + " ")
                        .orElse("")
                + problem.what();
    }

    @Test
    void theClosestNameCountsAndTheTestItselfMost() {
        Resolution resolution = site("""
                s: {rate: {value: 1, unit: GB/s}, errors: {upper: 0}}
                s.t*: {rate: {value: 2, upper: +5%}}
                s.triad: {rate: {value: 3, lower: -9%, for: {'n*': {value: 30}, n7: {value: 37}}}}
                s.triad.2: {rate: {value: 4}}
                s.triad.[3-9]: {rate: {value: 5}}
                t: {rate: {value: 6}}
                """).resolve("s");
        assertEquals(List.of(), resolution.problems());
        assertEquals(
                Map.of(
                        "s.triad.1",
                        "{rate:{lower:-5%,for:{n7:{lower:-50%,value:37},n*:{value:30}},value:3,upper:+5%,unit:GB/s},errors:{upper:0}}",
                        "s.triad.2",
                        "{rate:{lower:-5%,for:{n7:{lower:-50%,value:37},n*:{value:30}},value:4,upper:+5%,unit:GB/s},errors:{upper:0}}",
                        "s.copy",
                        "{rate:{value:1,unit:GB/s},errors:{upper:0}}"),
                references(resolution));
    }

    @Test
    void besideASuiteWithADirectoryOfItsOwnTheFileIsFoundFirst() {
        new TestSite(dir)
                .file("suites/own/suite.yaml", "t: {scheduler: raw, reference_file: 'of-{{1 + 1}}.yaml'}\n")
                .file("suites/own/of-2.yaml", "own.t: {rate: {value: 1}}\n")
                .file("references/of-2.yaml", "own.t: {rate: {value: 2}}\n");
        assertEquals(Map.of("own.t", "{rate:{value:1}}"), references(new TestSite(dir).resolve("own")));
    }

    @Test
    void aFileThatIsNotThereYetIsAWarningWithTheMend() {
        Resolution resolution = new TestSite(dir).suite("s", SUITE).resolve("s.triad");
        assertEquals(2, resolution.tests().size());
        assertEquals(
                "5:19 s.triad: there is no file of references 'refs.yaml' (yet), so nothing is compared with it",
                only(resolution));
        String help = resolution.problems().getFirst().help().orElse("");
        assertTrue(help.contains("references/refs.yaml") && help.contains("--update-references"), help);
    }

    @Test
    void whatIsWrongInTheFileIsToldAtItsPlaceThere() {
        Resolution resolution =
                site("s.copy:\n  rate: {value: 5, lower: many}\n").resolve("s.copy");
        assertEquals(
                "2:27 s.copy: result_reference.rate: lower must be a number or a percentage such as -5%, not 'many'",
                only(resolution));
        assertTrue(
                resolution.problems().getFirst().place().orElseThrow().source().endsWith("references/refs.yaml"));
        assertEquals(
                "2:3 s.copy.rate: there is no key 'vlaue' here",
                only(site("s.copy: {rate: {\n  vlaue: 5}}\n").resolve("s.copy")));
        assertEquals(
                "1:1 s.copy: 's copy' cannot be the name of a test",
                only(site("s copy: {}\n").resolve("s.copy")));
        assertEquals(
                "1:1 s.copy: a file of references is a mapping of tests, but this is a list",
                only(site("- s.copy\n").resolve("s.copy")));
        assertTrue(only(site("s: {\n").resolve("s.copy")).contains("not YAML"));
    }

    @Test
    void aValueThatIsMissingInTheFileIsNoMistakeOfThePercentages() {
        assertEquals(List.of(), site("").resolve("s").problems());
        assertEquals(List.of(), site("s.triad:\n").resolve("s").problems());
        Resolution alone = new TestSite(dir)
                .suite("alone", "t: {scheduler: raw, result_reference: {rate: {lower: -5%}}}\n")
                .resolve("alone");
        assertTrue(only(alone).contains("a percentage needs a value"), only(alone));
    }

    @Test
    void theNameOfTheFileMustBeKnownBeforeTheJobStarts() {
        Resolution resolution = new TestSite(dir)
                .suite("s", "t: {scheduler: raw, reference_file: '{{sched.test_nodes}}'}\n")
                .resolve("s");
        assertEquals(1, resolution.failed());
    }
}
