package io.pergola.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a jar says of itself before any of its code runs. Texts that it does not give are empty.
 *
 * @param offers the manifest's {@code Plugin-Offers}: the kinds of what it offers, with commas between them
 * @param indexed it has a list of extensions, though perhaps an empty one
 * @param extensions the class names in that list
 * @param bundled a class of Pergola's API that the jar brings along
 */
record JarFacts(
        Path jar,
        String id,
        String version,
        String requires,
        String provider,
        String description,
        String dependencies,
        String offers,
        boolean indexed,
        List<String> extensions,
        Optional<String> bundled) {

    static final String INDEX = "META-INF/extensions.idx";

    /** Opens the jar, reads what is wanted, and closes it. */
    static JarFacts read(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            ZipEntry index = file.getEntry(INDEX);
            return new JarFacts(
                    jar,
                    text(main, "Plugin-Id"),
                    text(main, "Plugin-Version"),
                    text(main, "Plugin-Requires"),
                    text(main, "Plugin-Provider"),
                    text(main, "Plugin-Description"),
                    text(main, "Plugin-Dependencies"),
                    text(main, "Plugin-Offers"),
                    index != null,
                    index == null ? List.of() : names(file, index),
                    file.stream().map(ZipEntry::getName).filter(JarFacts::isApi).findFirst());
        }
    }

    /** For a file that could not be read. */
    static JarFacts unreadable(Path jar) {
        return new JarFacts(jar, "", "", "", "", "", "", "", false, List.of(), Optional.empty());
    }

    /** Whether something of that kind may be in it, as far as it says. */
    boolean mayOffer(Kind kind) {
        return Kind.all(offers).orElse(Set.of()).contains(kind);
    }

    private static String text(Attributes attributes, String key) {
        String value = attributes.getValue(key);
        return value == null ? "" : value.strip();
    }

    /** One class name a line; {@code #} begins a comment. */
    private static List<String> names(JarFile file, ZipEntry index) throws IOException {
        try (InputStream bytes = file.getInputStream(index);
                var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    private static boolean isApi(String entry) {
        String name =
                entry.startsWith("META-INF/versions/") ? entry.replaceFirst("META-INF/versions/\\d+/", "") : entry;
        return name.endsWith(".class") && (name.startsWith("io/pergola/spi/") || name.startsWith("io/pergola/model/"));
    }
}
