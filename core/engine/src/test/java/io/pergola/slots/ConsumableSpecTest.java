package io.pergola.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumableSpecTest {

    private static void assertSound(Map<String, Long> expected, String text) {
        ConsumableSpec spec = ConsumableSpec.parse(text);
        assertEquals(expected, spec.amounts());
        assertEquals(List.of(), spec.warnings());
        assertEquals(List.of(), spec.unusable());
    }

    @Test
    void wordsStandBetweenBlanksOfAnyKind() {
        assertSound(Map.of("foo", 5L, "bar", 1L), "foo=5 bar=1");
        assertSound(Map.of("foo", 5L, "bar", 1L), "\tfoo=5\n  bar=1 ");
        assertSound(Map.of(), " ");
        assertEquals(
                "{bar=1, foo=5}", ConsumableSpec.parse("foo=5 bar=1").amounts().toString());
    }

    @Test
    void theLastOfANameCountsAndNamesDifferByCase() {
        assertSound(Map.of("foo", 2L), "foo=1 foo=2");
        assertSound(Map.of("FOO", 1L, "foo", 2L), "FOO=1 foo=2");
    }

    @Test
    void quotesAreThoseOfAShell() {
        assertSound(Map.of("a b", 1L, "c\"", 2L), "'a b'=1 c\\\"=\"2\"");
        assertEquals(
                List.of("the quotes of 'foo=\"1' are not balanced"),
                ConsumableSpec.parse("foo=\"1").unusable());
    }

    @ParameterizedTest
    @CsvSource({"foo,{}", "foo=1 bar,{foo=1}", "=3,{}", "foo = 1,{}"})
    void aWordOfAnotherFormIsPassedOverWithAWarning(String text, String kept) {
        ConsumableSpec spec = ConsumableSpec.parse(text);
        assertEquals(kept, spec.amounts().toString());
        assertEquals(
                List.of("Ignoring invalid resources spec '" + text + "': parts must be in format KEY=VAL"),
                spec.warnings());
        assertEquals(List.of(), spec.unusable());
    }

    @ParameterizedTest
    @CsvSource({"1e9,1000000000", "0x10,16", "0,0", "5.0,5", "9223372036854775807,9223372036854775807"})
    void wholeNumbersOfAnyForm(String written, long amount) {
        assertSound(Map.of("foo", amount), "foo=" + written);
    }

    @ParameterizedTest
    @CsvSource({
        "abc,is no number",
        "5GB,is no number",
        "yes,is no number",
        "'',is no number",
        "1_000,is no number",
        "-1,is negative",
        "1.5,is no whole number",
        "1e400,is too large",
        "1e-400,is no whole number",
        "1e2147483647,is too large",
        "9223372036854775808,is too large",
        "'5,bar=1',is no number"
    })
    void otherQuantitiesCannotBeUsed(String written, String why) {
        ConsumableSpec spec = ConsumableSpec.parse("foo=" + written);
        assertEquals(List.of("the quantity '" + written + "' of foo " + why), spec.unusable());
        assertTrue(spec.amounts().isEmpty());
    }
}
