package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequirementTest {

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.1.0, true",
        "0.1, 0.1.0, true",
        "0, 0.1.0, true",
        "0.1.0, 0.1.3, true",
        "0.1.4, 0.1.3, false",
        "0.2.0, 0.1.3, false",
        "0.1.9, 0.2.0, true",
        "0.10.0, 0.9.0, false",
        "1.0.0, 0.9.0, false",
        "1.0.0, 2.0.0, false",
        "1.2.0, 1.10.0, true",
    })
    void anEqualMajorVersionThatIsNotOlderWillDo(String requires, String current, boolean met) {
        assertEquals(Optional.of(met), ApiRequirement.met(requires, current));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", ">=0.1.0", "0.1.x", "v0.1", "0.1.0.0", "-1", "99999999999"})
    void anythingButAVersionIsNotUnderstood(String requires) {
        assertEquals(Optional.empty(), ApiRequirement.met(requires, "0.1.0"));
    }

    @Test
    void theCurrentVersionMeetsItself() {
        assertEquals(
                Optional.of(true),
                ApiRequirement.met(io.pergola.spi.ApiVersion.CURRENT, io.pergola.spi.ApiVersion.CURRENT));
    }
}
