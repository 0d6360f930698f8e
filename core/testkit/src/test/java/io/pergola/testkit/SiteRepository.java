package io.pergola.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository with Pergola's jars of this build in it and, through links, all that the user's own holds. So a
 * project can be built against them while nothing of Pergola gets into the user's repository.
 */
record SiteRepository(Path root) {

    private static final String VERSION = "0.1.0";

    /** Makes it anew. */
    static SiteRepository make(Path root, Path users, Path pergola) throws IOException {
        Files.createDirectories(root.resolve("io"));
        linkAll(users, root, "io");
        linkAll(users.resolve("io"), root.resolve("io"), "pergola");
        var repository = new SiteRepository(root);
        repository.add("pergola", pergola, "pom");
        repository.add("pergola-core", pergola.resolve("core"), "pom");
        for (String module : List.of("api", "engine", "testkit")) {
            repository.add("pergola-" + module, pergola.resolve("core").resolve(module), "jar");
        }
        return repository;
    }

    private static void linkAll(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Path link = to.resolve(entry.getFileName().toString());
                if (!entry.getFileName().toString().equals(except)) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, entry.toAbsolutePath());
                }
            }
        }
    }

    private void add(String artifact, Path module, String packaging) throws IOException {
        Path folder = root.resolve("io/pergola").resolve(artifact).resolve(VERSION);
        Files.createDirectories(folder);
        String name = artifact + "-" + VERSION;
        copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        if (packaging.equals("jar")) {
            copy(module.resolve("target").resolve(name + ".jar"), folder.resolve(name + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
