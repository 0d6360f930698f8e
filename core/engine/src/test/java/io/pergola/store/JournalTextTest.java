package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.StateEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalTextTest {

    private static final Instant TIME = Instant.ofEpochSecond(1795295700, 1_999);

    @Test
    void aLineHasTimeToTheMicrosecondStateAndNote() {
        assertEquals(
                "1795295700.000001 RUNNING Starting the run script.\n", text("RUNNING", "Starting the run script."));
    }

    @Test
    void aLineWithoutNoteEndsAfterTheState() {
        assertEquals("1795295700.000001 RUNNING\n", text("RUNNING", ""));
    }

    @Test
    void lineEndsAndBackslashesInNotesAreEscaped() {
        assertEquals("1795295700.000001 INFO a\\nb\\\\nc\n", text("INFO", "a\nb\\nc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two\nlines\n",
                "\\n is not\n a line end \\",
                "tab\tand ümlaut 𝄞",
                " leading",
                "trailing "
            })
    void notesComeBackAsTheyWere(String note) {
        var entry = new StateEntry(Instant.ofEpochSecond(1795295700, 1_000), "INFO", note);
        assertEquals(List.of(entry), JournalText.entries(JournalText.line(entry)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lower", "WITH SPACE", "NEW\nLINE", "1ST", "SIXTEEN_LETTERS_", "ÄRGER"})
    void anUnusableStateIsRecordedAsInvalidWithItsNameInTheNote(String state) {
        StateEntry stored = JournalText.entries(JournalText.line(new StateEntry(TIME, state, "why")))
                .getFirst();
        assertEquals("INVALID", stored.state());
        assertEquals("'" + state + "' is not a state name. why", stored.note());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "\n", "𝄞", "ab\\"})
    void aNoteThatDoesNotFitIsCutBetweenCharacters(String piece) {
        byte[] line = JournalText.line(new StateEntry(TIME, "INFO", piece.repeat(5000)));
        assertTrue(line.length <= 4096 && line.length > 4080, "length " + line.length);
        String note = JournalText.entries(line).getFirst().note();
        assertTrue(note.endsWith("..."), note);
        assertTrue(piece.repeat(5000).startsWith(note.substring(0, note.length() - 3)), "a cut escape or character");
    }

    @Test
    void aNoteThatJustFitsIsKeptWhole() {
        int room = 4096 - "1795295700.000001 INFO ".length() - 1;
        byte[] line = JournalText.line(new StateEntry(TIME, "INFO", "x".repeat(room)));
        assertEquals(4096, line.length);
        assertEquals("x".repeat(room), JournalText.entries(line).getFirst().note());
    }

    @Test
    void controlCharactersDoNotReachTheFile() {
        byte[] line = JournalText.line(new StateEntry(TIME, "INFO", "a\u0018\r\0b"));
        assertArrayEquals("1795295700.000001 INFO a\uFFFD\uFFFD\uFFFDb\n".getBytes(StandardCharsets.UTF_8), line);
    }

    @Test
    void linesOfOthersAreLeftOut() {
        String text = "nonsense\n\n1795295700 INFO no fraction\nx.000001 INFO\n1795295700.000001 info small\n"
                + "1795295700.000002 INFO good\n1795295700.000003 INFO not whole";
        List<StateEntry> entries = JournalText.entries(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new StateEntry(Instant.ofEpochSecond(1795295700, 2000), "INFO", "good")), entries);
    }

    @Test
    void eventsNameTheirRun() {
        var event = new RunEvent(12, new StateEntry(Instant.ofEpochSecond(5, 1000), "RUNNING", "on n1\nand n2"));
        byte[] line = JournalText.line(event);
        assertEquals("5.000001 12 RUNNING on n1\\nand n2\n", new String(line, StandardCharsets.UTF_8));
        assertEquals(List.of(event), JournalText.events(line));
    }

    private static String text(String state, String note) {
        return new String(JournalText.line(new StateEntry(TIME, state, note)), StandardCharsets.UTF_8);
    }

    @Test
    void theFirstOfAStateIsTheFirstOfAllThatAreRead() {
        var random = new Random(7);
        List<String> pieces =
                List.of("\n", "\n17.000001 RUNNING", "17.000001 RUN", " ", "\n", "\u0018", "x", "RUNNING note");
        byte[] state = "RUNNING".getBytes(StandardCharsets.US_ASCII);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] content = random.ints(random.nextInt(14), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            var expected = JournalText.entries(content).stream()
                    .filter(entry -> entry.state().equals("RUNNING"))
                    .findFirst();
            assertEquals(expected, JournalText.first(content, state));
            found += expected.isPresent() ? 1 : 0;
        }
        assertTrue(found > 100, "only " + found);
    }
}
