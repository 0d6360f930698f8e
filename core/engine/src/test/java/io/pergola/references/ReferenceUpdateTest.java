package io.pergola.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunRequest;
import io.pergola.resolve.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceUpdateTest {

    private static final String SUITE = """
            triad:
              variables: {n: [1, 2]}
              permute_on: n
              scheduler: raw
              reference_file: refs.yaml
              result_reference: {rate: {lower: -5%}, errors: {upper: 0}}
            inline:
              scheduler: raw
              result_reference:
                rate:
                  value: 100
            none: {scheduler: raw}
            """;

    @TempDir
    private Path dir = Path.of("unset");

    private TestSite site;

    ReferenceUpdateTest() {
        site = new TestSite(dir);
    }

    @BeforeEach
    void prepare() {
        site = new TestSite(dir).suite("s", SUITE);
    }

    private Path file() {
        return dir.resolve("references/refs.yaml");
    }

    private void references(String text) {
        site.file("references/refs.yaml", text);
    }

    private String references() throws IOException {
        return Files.readString(file());
    }

    private Sample sample(String name, String node, String results) {
        ResolvedTest test = site.resolver().resolve(RunRequest.of(name)).tests().getFirst();
        String all = "{\"sys_name\": \"tiny\", \"nodes\": [\"" + node + "\"], " + results + "}";
        return new Sample(test, (Value.Entries) Json.read(all));
    }

    private Sample rate(String name, double rate) {
        return sample(name, "n1", "\"rate\": " + rate);
    }

    private ReferenceUpdate update(Wish wish, Sample... samples) {
        return new ReferenceUpdate(site.resolver(), wish, List.of(samples));
    }

    private static Wish wish() {
        return wish(null);
    }

    private static Wish wish(@Nullable String glob, String... figures) {
        return new Wish(List.of(figures), glob, 10);
    }

    private ReferenceUpdate.Outcome write(Wish wish, Sample... samples) {
        return update(wish, samples).write();
    }

    private static String why(Change change) {
        return change.target() instanceof Change.Target.ByHand(Problem why)
                ? why + " / " + why.help().orElse("")
                : change.target().toString();
    }

    @Test
    void aFileThatIsNotThereIsMadeWithTheMedianOfTheRunsThatNeedAValue() throws IOException {
        var outcome = write(
                wish(),
                sample("s.triad.1", "n1", "\"rate\": 10, \"errors\": 0, \"result_units\": {\"rate\": \"GB/s\"}"),
                sample("s.triad.1", "n1", "\"rate\": 31, \"errors\": 0"),
                rate("s.triad.1", 12.3456789),
                rate("s.triad.2", 7));
        assertEquals("""
                s.triad.1:
                  rate: {value: 12.3457, unit: GB/s}
                s.triad.2:
                  rate: {value: 7}
                """, references());
        Change first = outcome.changes().getFirst();
        assertEquals(List.of("s.triad.1"), first.tests());
        assertEquals(3, first.runs());
        assertEquals(OptionalDouble.empty(), first.old());
        assertEquals(new Change.Target.InFile(file(), 0), first.target());
        // And it is used from then on.
        var resolution = site.resolver().resolve(RunRequest.of("s.triad"));
        assertEquals(List.of(), resolution.problems());
        assertTrue(
                Json.write(resolution.tests().getFirst().results().reference()).contains("12.3457"));
    }

    @Test
    void valuesChangeInTheirPlaceAndNothingElseDoes() throws IOException {
        references("""
                # Measured in May.
                s.triad:   # both
                  rate:
                    value: "100"   # GB/s
                    unit: GB/s
                    for:
                      'gpu*': {value: 200, upper: +5%}

                # Keep this.
                other.test: {x: {value: 1}}
                """);
        var outcome = write(
                wish(),
                sample("s.triad.1", "n1", "\"rate\": 120"),
                sample("s.triad.2", "n2", "\"rate\": 0.13, \"result_units\": {\"rate\": \"TB/s\"}"),
                sample("s.triad.2", "gpu7", "\"rate\": 300"));
        assertEquals("""
                # Measured in May.
                s.triad:   # both
                  rate:
                    value: 125   # GB/s
                    unit: GB/s
                    for:
                      'gpu*': {value: 300, upper: +5%}

                # Keep this.
                other.test: {x: {value: 1}}
                """, references());
        Change shared = outcome.changes().getFirst();
        assertEquals(List.of("s.triad.1", "s.triad.2"), shared.tests());
        assertEquals(OptionalDouble.of(100), shared.old());
        assertEquals(new Change.Target.InFile(file(), 4), shared.target());
        assertEquals("gpu*", outcome.changes().getLast().glob());
    }

    @Test
    void whatIsMissingIsAddedWhereItBelongs() throws IOException {
        references("""
                s.triad.1:
                  copy: {value: 5} # old

                # Note.
                s.triad.2: {rate: {upper: +9%}}
                s.triad.3:
                """);
        write(wish(null, "rate"), rate("s.triad.1", 10), rate("s.triad.2", 20));
        assertEquals("""
                s.triad.1:
                  copy: {value: 5} # old
                  rate: {value: 10}

                # Note.
                s.triad.2: {rate: {upper: +9%, value: 20}}
                s.triad.3:
                """, references());
    }

    @Test
    void windowsLineEndsMarksAndMissingOnesStay() throws IOException {
        references("\uFEFFs.triad.1: {rate: {value: 1}}\r\ns.x:\r\n  rate:\r\n    value: 2");
        write(
                wish(null, "rate", "copy"),
                sample("s.triad.1", "n1", "\"rate\": 10, \"copy\": 3"),
                rate("s.triad.2", 20));
        assertEquals(
                "\uFEFFs.triad.1: {rate: {value: 10}, copy: {value: 3}}\r\ns.x:\r\n  rate:\r\n    value: 2\r\ns.triad.2:\r\n  rate: {value: 20}",
                references());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# nothing but this",
                "---\ns.triad.1:\n    rate:\n        lower: -5%\n        # behind\n...\n",
                "s.triad.1:\n  rate:\n    for:\n      x: {value: 1}\n  # about the next\n  copy:\n    value: 5\n",
                "s.triad.1:   # todo\n\n\ns.b: {}\n",
                "s.triad.1: ~\n",
                "'s.triad.1':\n  \"rate\": {\n    lower: -5%,  # low\n    upper: +5%\n  }\n",
                "s.triad.1: {\n  copy: {value: 1}\n}\n",
                "s.triad.1:\n  rate: {}\n  copy:\n    unit: |\n      GB/s\n\n\n",
                "s.triad.1:\n  copy: {value: 1}\n  rate:",
                "s.triad.1:\n  rate:\n    value: '1'\n",
                "{s.triad.1: {rate: {unit: B/s}}, s.b: {}}\n",
                "s.triad.1: &a\n  rate: {lower: -5%}\n",
                "s.triad.1: !!map {rate: {lower: -5%}}\n",
                "s.triad.1:\n  rate: {value: !!str 7}\n"
            })
    void howeverTheFileIsWrittenTheValueFindsItsPlace(String text) throws IOException {
        references(text);
        Change change =
                write(wish(null, "rate"), rate("s.triad.1", 12.5)).changes().getFirst();
        assertTrue(change.target() instanceof Change.Target.InFile, () -> why(change));
        String now = references();
        assertTrue(now.contains("12.5"), now);
        text.lines()
                .filter(line -> line.contains("#"))
                .forEach(line -> assertTrue(now.contains(line.substring(line.indexOf('#'))), now));
        assertTrue(Math.abs(now.lines().count() - text.lines().count()) <= 2, now);
        // What was written is what holds.
        String json = Json.write(site.resolver()
                .resolve(RunRequest.of("s.triad.1"))
                .tests()
                .getFirst()
                .results()
                .reference());
        assertTrue(json.contains("\"value\":\"12.5\""), json);
    }

    @Test
    void onesForNodesOrASystemStandBelowFor() throws IOException {
        references("s.triad: {rate: {value: 1}}\n");
        write(wish("gpu*"), sample("s.triad.1", "gpu1", "\"rate\": 10"), sample("s.triad.1", "n1", "\"rate\": 20"));
        write(wish("tiny"), rate("s.triad.2", 30));
        assertEquals("""
                s.triad: {rate: {value: 1}}
                s.triad.1:
                  rate: {for: {'gpu*': {value: 10}}}
                s.triad.2:
                  rate: {for: {tiny: {value: 30}}}
                """, references());
        var hidden = write(wish("gpu1"), sample("s.triad.1", "gpu1", "\"rate\": 10"));
        String why = why(hidden.changes().getFirst());
        assertTrue(why.contains("'gpu1' would not count, since 'gpu*' stands before it"), why);
    }

    @Test
    void ofSuitesItIsSaidWhatToWriteWhere() throws IOException {
        var outcome = write(wish(null, "rate"), rate("s.inline", 110), rate("s.none", 5));
        String inline = why(outcome.changes().getFirst());
        assertTrue(inline.contains("s.yaml:11:14: error: rate: this value is not in a file of references"), inline);
        assertTrue(inline.contains("Write 110 there"), inline);
        String none = why(outcome.changes().getLast());
        assertTrue(none.contains("s.yaml:12:1: error: the test s.none names no file of references"), none);
        assertFalse(Files.exists(file()));
        assertEquals(SUITE, Files.readString(dir.resolve("tests/s.yaml")));
    }

    @Test
    void aValueThatIsAlsoAnotherIsLeftAlone() throws IOException {
        String shared = """
                s.triad.1: &both {rate: {value: 1}}
                s.triad.2: *both
                s.triad: {copy: {value: 2}}
                """;
        references(shared);
        var outcome = write(wish(), sample("s.triad.1", "n1", "\"rate\": 10, \"copy\": 3"), rate("s.triad.2", 20));
        assertEquals(shared.replace("value: 2", "value: 3"), references());
        String why = why(outcome.changes().getFirst());
        assertTrue(why.contains("refs.yaml:1:33: error: s.triad.1: rate: value: cannot be changed alone"), why);
    }

    @Test
    void onlyTheLastRunsCountWhereThatIsWished() throws IOException {
        update(new Wish(List.of(), null, 2), rate("s.triad.1", 1), rate("s.triad.1", 2), rate("s.triad.1", 900))
                .write();
        assertTrue(references().contains("value: 1.5}"), references());
    }

    @Test
    void aPreviewWritesNothingAndSaysTheSame() throws IOException {
        references("s.triad: {rate: {value: 1}}\n");
        var preview = update(wish(), rate("s.triad.1", 2)).preview();
        assertEquals("s.triad: {rate: {value: 1}}\n", references());
        assertEquals(preview, update(wish(), rate("s.triad.1", 2)).write());
        assertTrue(update(wish(), rate("s.triad.1", 2))
                .preview()
                .changes()
                .getFirst()
                .same());
    }

    @Test
    void withoutFiguresThereIsNothingAndNoFileIsMade() {
        assertEquals(
                List.of(),
                write(wish(), sample("s.triad.1", "n1", "\"rate\": null")).changes());
        assertEquals(
                List.of(),
                write(wish(), sample("s.triad.1", "n1", "\"rate\": \"nan\"")).changes());
        assertFalse(Files.exists(file()));
    }

    @Test
    void aTestThatIsGoneIsAProblemOfItsOwn() throws IOException {
        Sample gone = rate("s.none", 1);
        site.suite("s", SUITE.replace("none:", "any:"));
        var outcome = write(wish(null, "rate"), gone, rate("s.triad.1", 1));
        assertTrue(outcome.problems().getFirst().what().contains("has no test 'none' any more"));
        assertEquals(1, outcome.changes().size());
    }

    @Test
    void permissionsStayAndLinksLeadToTheSameFile() throws IOException {
        site.file("elsewhere/real.yaml", "s.triad: {rate: {value: 1}}\n");
        Path real = dir.resolve("elsewhere/real.yaml");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.createDirectories(dir.resolve("references"));
        Files.createSymbolicLink(file(), real);
        write(wish(), rate("s.triad.1", 2));
        assertEquals("s.triad: {rate: {value: 2}}\n", Files.readString(real));
        assertTrue(Files.isSymbolicLink(file()));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        try (var left = Files.list(real.resolveSibling(""))) {
            assertEquals(1, left.count());
        }
    }
}
