package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.expr.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineVariablesTest {

    @TempDir
    private Path root = Path.of("unset");

    private MachineVariables machine() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("proc/sys/kernel"));
        Files.writeString(root.resolve("proc/sys/kernel/hostname"), "birch017.example.org\n");
        Files.writeString(root.resolve("etc/os-release"), "NAME=Meadow\nID=meadow\nVERSION_ID=\"3.1\"\n");
        return new MachineVariables(
                root, Map.of("USER", "ann"), InstantSource.fixed(Instant.ofEpochSecond(1_795_295_700, 875_519_000)));
    }

    @Test
    void the_name_is_that_of_the_host_without_its_number() throws IOException {
        assertEquals("birch", Setup.text(machine().sys(), "sys_name", null));
        assertEquals("birch017", Setup.text(machine().sys(), "sys_host", null));
        assertEquals("meadow", Setup.text(machine().sys(), "sys_os", "name"));
        assertEquals("3.1", Setup.text(machine().sys(), "sys_os", "version"));
    }

    @Test
    void what_only_the_node_knows_waits() throws IOException {
        assertEquals(new Variable.Deferred(), machine().sys().get("host_name"));
        assertEquals("birch017", Setup.text(machine().onNode(), "host_name", null));
    }

    @Test
    void time_and_user_are_those_given() throws IOException {
        assertEquals("1795295700.875519", Setup.text(machine().pav(), "timestamp", null));
        assertEquals("ann", Setup.text(machine().pav(), "user", null));
        assertEquals("2026", Setup.text(machine().pav(), "year", null));
    }

    @Test
    void a_machine_that_says_nothing_still_has_names() {
        var bare = new MachineVariables(root.resolve("nowhere"), Map.of(), InstantSource.system());
        assertEquals("localhost", Setup.text(bare.sys(), "sys_name", null));
        assertEquals("unknown", Setup.text(bare.sys(), "sys_os", "name"));
    }
}
