package io.pergola.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListEditTest {

    private static Optional<String> add(String text, String item) {
        return new ListEdit(YamlReader.read("f", text), "dirs").add(item);
    }

    private static Optional<String> remove(String text, int index) {
        return new ListEdit(YamlReader.read("f", text), "dirs").remove(index);
    }

    @Test
    void anItemIsAddedInTheListsOwnForm() {
        assertEquals(Optional.of("dirs:\n  - /a\n"), add("", "/a"));
        assertEquals(Optional.of("# only\ndirs:\n  - /a\n"), add("# only\n", "/a"));
        assertEquals(Optional.of("x: 1\ndirs:\n  - /a\n"), add("x: 1", "/a"));
        assertEquals(
                Optional.of("dirs: [/a] # why\nx: 1\n"),
                add("dirs: # why\nx: 1\n", "/a").map(text -> text.replace(": # why [/a]", ": [/a] # why")));
        assertEquals(Optional.of("dirs: [/a]\nx: 1\n"), add("dirs: ~\nx: 1\n", "/a"));
        assertEquals(Optional.of("dirs: [one, /a] # c\n"), add("dirs: one # c\n", "/a"));
        assertEquals(Optional.of("dirs: [one, 'two', /a]\n"), add("dirs: [one, 'two']\n", "/a"));
        assertEquals(Optional.of("dirs: [/a]\n"), add("dirs: []\n", "/a"));
        assertEquals(
                Optional.of("dirs:\n  - one # first\n  - two # last\n  - '/a b'\n# end\nx: 1\n"),
                add("dirs:\n  - one # first\n  - two # last\n# end\nx: 1\n", "/a b"));
        assertEquals(Optional.of("dirs:\r\n- one\r\n- /a\r\n"), add("dirs:\r\n- one\r\n", "/a"));
        assertEquals(Optional.of("dirs:\n- one\n- /a\n"), add("dirs:\n- one", "/a"));
    }

    @Test
    void anItemIsTakenOutWithItsLine() {
        assertEquals(
                Optional.of("dirs:\n  # of all\n  - two # last\nx: 1\n"),
                remove("dirs:\n  # of all\n  - one # first\n  - two # last\nx: 1\n", 0));
        assertEquals(Optional.of("dirs:\n  - one\n"), remove("dirs:\n  - one\n  - two", 1));
        assertEquals(Optional.of("dirs: []\nx: 1\n"), remove("dirs:\n  - one\nx: 1\n", 0));
        assertEquals(Optional.of("dirs: [two, three]\n"), remove("dirs: [one, two, three]\n", 0));
        assertEquals(Optional.of("dirs: [one, two]\n"), remove("dirs: [one, two, three]\n", 2));
        assertEquals(Optional.of("dirs: [] # c\n"), remove("dirs: one # c\n", 0));
    }

    @Test
    void whatCannotBeChangedAloneIsLeft() {
        assertEquals(Optional.empty(), add("{x: 1}\n", "/a"));
        assertEquals(Optional.empty(), remove("dirs: [&one a, b]\nx: *one\n", 0));
    }
}
