package io.pergola.doctor;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import io.pergola.store.DirectoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a working directory lies: what is there, what kind of file system it is, how much room there is. */
final class PlaceChecks {

    private static final long MIB = 1024L * 1024;
    private static final long GIB = 1024 * MIB;
    private static final long LEAST_INODES = 1_000;
    private static final long FEW_INODES = 200_000;
    private static final String MAKE_ROOM = "'pergola clean --older-than ...' removes runs that nobody needs";
    private static final Duration COMMAND = Duration.ofSeconds(8);

    private final Path path;
    private final Path mountinfo;
    private final CommandRunner commands;

    PlaceChecks(Path path, Path mountinfo, CommandRunner commands) {
        this.path = path;
        this.mountinfo = mountinfo;
        this.commands = commands;
    }

    List<Check> checks() {
        return List.of(
                new Check("directory", this::directory),
                new Check("file system", this::fileSystem),
                new Check("space", this::space),
                new Check("files left", this::inodes),
                new Check("quota", this::quota));
    }

    /** The directory itself, or the nearest above that is there. */
    static Path nearest(Path path) {
        Path nearest = path;
        while (Files.notExists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    private void directory(Findings findings) throws IOException {
        String another = "Set another working_dir";
        switch (DirectoryState.of(path)) {
            case NO_DIRECTORY -> findings.error("directory", path + " is no directory", another);
            case FOREIGN ->
                findings.warning(
                        "directory",
                        path + " holds something else than Pergola's runs, beside which they would be made",
                        "Set working_dir to a directory of its own");
            case ABSENT -> absent(findings, nearest(path));
            case EMPTY, USED -> access(findings, path, path.toString());
        }
    }

    private void absent(Findings findings, Path nearest) {
        access(findings, nearest, path + ", which the first run will make in " + nearest);
    }

    private static void access(Findings findings, Path directory, String shown) {
        if (!Files.isDirectory(directory)) {
            findings.error("directory", directory + " is no directory", "Set another working_dir");
        } else if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            findings.error("directory", directory + " cannot be read", "chmod g+rx, or set another working_dir");
        } else if (!Files.isWritable(directory)) {
            findings.error(
                    "directory",
                    directory + " cannot be written: you can look at runs, but start none",
                    "Have its owner give you, or your group, write access, or set another working_dir");
        } else {
            findings.ok("directory", shown);
        }
    }

    private void fileSystem(Findings findings) throws IOException {
        Path real = nearest(path).toRealPath();
        Optional<Mount> mount =
                Files.isReadable(mountinfo) ? Mount.of(real, Files.readString(mountinfo)) : Optional.empty();
        mount.ifPresentOrElse(
                found -> FileSystemKind.tell(found, findings),
                () -> findings.note("file system", "of an unknown kind", "'df -T " + real + "' may tell"));
    }

    private void space(Findings findings) throws IOException {
        long left = Files.getFileStore(nearest(path)).getUsableSpace();
        String shown = left >= GIB
                ? String.format("%.1f GiB free", (double) left / GIB)
                : String.format("%d MiB free", left / MIB);
        if (left < 100 * MIB) {
            findings.error("space", shown, MAKE_ROOM);
        } else if (left < GIB) {
            findings.warning("space", shown, MAKE_ROOM);
        } else {
            findings.ok("space", shown);
        }
    }

    /** Java has no call for it. */
    private void inodes(Findings findings) {
        CommandResult answer =
                commands.run(List.of("stat", "-f", "-c", "%c %d", nearest(path).toString()), COMMAND);
        String[] words = answer.stdout().strip().split(" ");
        if (!answer.ok() || words.length != 2 || !words[1].matches("\\d{1,18}")) {
            findings.note("files left", "nobody says how many", "'df -i " + nearest(path) + "' may tell");
        } else if (words[0].equals("0")) {
            findings.ok("files left", "without a limit");
        } else {
            files(findings, Long.parseLong(words[1]));
        }
    }

    private static void files(Findings findings, long left) {
        String shown = String.format("%,d can still be made; a run makes some 12, and what its test makes", left);
        if (left < LEAST_INODES) {
            findings.error("files left", shown, MAKE_ROOM);
        } else if (left < FEW_INODES) {
            findings.warning("files left", shown, MAKE_ROOM);
        } else {
            findings.ok("files left", shown);
        }
    }

    private void quota(Findings findings) throws IOException {
        Optional<Mount> mount = Files.isReadable(mountinfo)
                ? Mount.of(nearest(path).toRealPath(), Files.readString(mountinfo))
                : Optional.empty();
        if (commands.find("quota").isEmpty() || mount.isEmpty()) {
            findings.note(
                    "quota",
                    "unknown: there is no command 'quota'",
                    "Ask the file system's own command, such as 'lfs quota' or 'mmlsquota'");
            return;
        }
        CommandResult answer = commands.run(List.of("quota", "-w"), COMMAND);
        String source = mount.get().source();
        Optional<String> line = answer.stdout()
                .lines()
                .map(String::strip)
                .filter(each -> each.startsWith(source + " "))
                .findFirst();
        if (line.isEmpty()) {
            findings.ok("quota", "none that 'quota' knows of on " + source);
        } else if (Arrays.stream(line.get().split("\\s+")).anyMatch(word -> word.matches("\\d+\\*"))) {
            findings.error("quota", "used up: " + line.get(), MAKE_ROOM);
        } else {
            findings.ok("quota", line.get().replaceAll("\\s+", " "));
        }
    }
}
