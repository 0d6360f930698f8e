package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureReportTest {

    private final CliSite site;

    FailureReportTest(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    private String report(int code, Throwable failure) {
        var err = new ByteArrayOutputStream();
        var context = new Context(site.environment(), new ByteArrayOutputStream(), err);
        assertEquals(code, new FailureReport(context).print(failure));
        context.flush();
        String text = err.toString(StandardCharsets.UTF_8);
        assertFalse(text.contains("\tat "), text);
        return text;
    }

    @Test
    void anErrorOfTheMachineIsReportedWithoutItsTrace() {
        assertTrue(report(ExitCode.SYSTEM, new StackOverflowError()).contains("--debug"));
    }

    @Test
    void anInterruptIsNoFailureOfOurs() {
        String text = report(ExitCode.ERROR, new InterruptedException("the builds were stopped"));
        assertEquals("error: interrupted: the builds were stopped\n", text);
    }
}
