package io.pergola.source;

import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a server calls the version of a file that it sent; kept beside the file.
 *
 * @param etag its name for the version; may be empty
 * @param modified when it says that the file changed; may be empty
 */
record Validators(String etag, String modified) {

    private static final Validators NONE = new Validators("", "");

    static Validators of(HttpURLConnection answer) {
        return new Validators(header(answer, "ETag"), header(answer, "Last-Modified"));
    }

    private static String header(HttpURLConnection answer, String name) {
        @Nullable String value = answer.getHeaderField(name);
        return value == null ? "" : value;
    }

    /** None if the file is missing or makes no sense. */
    static Validators read(Path file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            return NONE;
        }
        return new Validators(properties.getProperty("etag", ""), properties.getProperty("last-modified", ""));
    }

    void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("etag", etag);
        properties.setProperty("last-modified", modified);
        try (var output = Files.newBufferedWriter(file)) {
            properties.store(output, null);
        }
    }

    /** What a server may hold against its version before it sends only the rest; only strong names will do. */
    Optional<String> range() {
        if (!etag.isEmpty() && !etag.startsWith("W/")) {
            return Optional.of(etag);
        }
        return modified.isEmpty() ? Optional.empty() : Optional.of(modified);
    }
}
