package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildKeyTest {

    private static String texts(String... texts) {
        return new BuildKey().add("texts", List.of(texts)).name();
    }

    @Test
    void isSixteenDigitsAndAlwaysTheSame() {
        assertTrue(texts("a").matches("[0-9a-f]{16}"));
        assertEquals(texts("a"), texts("a"));
    }

    @Test
    void tellsWhereOneTextEndsAndTheNextBegins() {
        assertNotEquals(texts("ab", "c"), texts("a", "bc"));
        assertNotEquals(texts("a"), texts("a", ""));
        assertNotEquals(texts(), texts(""));
    }
}
