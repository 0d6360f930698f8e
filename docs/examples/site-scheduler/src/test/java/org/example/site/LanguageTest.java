package org.example.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.model.Value;
import io.pergola.spi.FunctionException;
import io.pergola.spi.VariableContext;
import io.pergola.testkit.RecordedCommands;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageTest {

    // region: language
    @Test
    void aNodesRackIsInItsName() {
        assertEquals(Value.of(7), new RackOf().call(List.of(Value.of("r07n13"))));
        assertThrows(FunctionException.class, () -> new RackOf().call(List.of(Value.of("login1"))));
    }

    @Test
    void theKernelIsWhatUnameSays() {
        var commands = new RecordedCommands().prints("6.12.0\n", "uname", "-r");
        var context = new VariableContext(commands, InstantSource.system(), Map.of());
        assertEquals(Value.of("6.12.0"), new KernelVariable().value(context));
    }
    // end region
}
