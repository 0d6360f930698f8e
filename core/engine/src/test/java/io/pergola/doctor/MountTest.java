package io.pergola.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountTest {

    private static final String TABLE = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            30 22 0:40 / /home rw,relatime - nfs4 server:/home rw,vers=4.2,hard,local_lock=none
            31 30 0:41 / /home/my\\040data\\134x rw - lustre 10.0.0.1@o2ib:/scratch rw,flock
            32 22 0:42 / /two ro - tmpfs tmpfs rw
            33 22 0:43 / /two rw - nfs server:/two rw,nolock
            nonsense
            """;

    private static String typeOf(String path) {
        return Mount.of(Path.of(path), TABLE).map(Mount::type).orElse("none");
    }

    @Test
    void thePathLiesOnTheLongestMountAboveIt() {
        assertEquals("ext4", typeOf("/homework/runs"));
        assertEquals("nfs4", typeOf("/home/ann/runs"));
        assertEquals("lustre", typeOf("/home/my data\\x/runs"));
        assertEquals("nfs", typeOf("/two/runs"), "the last mount hides the one before");
        assertEquals(Optional.empty(), Mount.of(Path.of("/x"), "nonsense"));
    }

    private static String told(String path) {
        var found = new FindingsList();
        FileSystemKind.tell(Mount.of(Path.of(path), TABLE).orElseThrow(), new Findings("G", found));
        Finding finding = found.all().getFirst();
        return finding.level() + " " + finding.detail();
    }

    @Test
    void optionsThatTakeLocksAwayAreTold() {
        assertEquals("OK ext4 (/dev/sda1 at /)", told("/runs"));
        assertEquals(
                "OK nfs4 (server:/home at /home); what other hosts did is seen after some seconds (actimeo)",
                told("/home/ann"));
        assertEquals("OK lustre (10.0.0.1@o2ib:/scratch at /home/my data\\x)", told("/home/my data\\x"));
        assertEquals(
                "WARNING nfs (server:/two at /two): locks hold within one host only (nolock, local_lock);"
                        + " two hosts may make the same build at once, and manage the same series",
                told("/two/x"));
    }
}
