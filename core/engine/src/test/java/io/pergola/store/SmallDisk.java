package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system of its own, which only root can mount; tests that want one are skipped otherwise. */
public final class SmallDisk {

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** Mounts one on a directory, such as of {@code 256k}. */
    public static SmallDisk mount(Path place, String size) throws IOException, InterruptedException {
        assumeTrue(SummariesTest.isRoot(), "only root can mount a small file system");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place.toString()),
                "no small file system could be mounted here");
        return new SmallDisk(place);
    }

    /** Makes it larger or smaller. */
    public void resize(String size) throws IOException, InterruptedException {
        assertTrue(run("mount", "-o", "remount,size=" + size, place.toString()));
    }

    /** Leaves no room at all; returns the file that took it. */
    Path fill() throws IOException {
        Path filler = place.resolve("filler");
        try (OutputStream output = Files.newOutputStream(filler)) {
            while (true) {
                output.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space"), full.toString());
        }
        return filler;
    }

    /** To be called when nothing of it is open any more. */
    public void unmount() throws IOException, InterruptedException {
        assertTrue(run("umount", place.toString()));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
