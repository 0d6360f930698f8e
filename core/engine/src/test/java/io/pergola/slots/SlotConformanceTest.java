package io.pergola.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The slot cases of the conformance corpus: contract cases as they were observed, quirks as they are recommended. */
class SlotConformanceTest {

    private static List<SlotCase> cases() throws IOException {
        try (InputStream input = Files.newInputStream(Path.of("src/test/resources/conformance/slots.json"))) {
            return SlotCase.all(Json.read(input));
        }
    }

    @Test
    void theCorpusIsWhole() throws IOException {
        assertEquals(31, cases().size());
    }

    @TestFactory
    Stream<DynamicTest> eachCaseGivesWhatTheCorpusExpects() throws IOException {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.id(), () -> check(each)));
    }

    private static void check(SlotCase each) {
        var player = new SlotCasePlayer(each);
        List<Value> operations = each.operations();
        for (int i = 0; i < operations.size(); i++) {
            String operation = i + ": " + operations.get(i);
            assertEquals(each.expected(i), player.play((Value.Entries) operations.get(i)), operation);
        }
        assertEquals(each.expectedNodes(), player.nodes());
        assertEquals(each.expectedStart(), player.start());
    }
}
