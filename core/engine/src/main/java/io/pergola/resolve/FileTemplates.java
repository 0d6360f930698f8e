package io.pergola.resolve;

import io.pergola.config.Origin;
import io.pergola.config.Setting;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.yaml.SourceText;
import io.pergola.yaml.Span;
import io.pergola.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in files with the variables of one test, line by line, each line as a text of the test would be. For one thread. */
public final class FileTemplates {

    private static final long MOST_BYTES = 16L << 20;

    private final Bindings bindings;
    private final String where;

    FileTemplates(Bindings bindings, String where) {
        this.bindings = bindings;
        this.where = where;
    }

    /**
     * The text of a file with nothing left to fill in.
     *
     * @param key what names the file in the test, for messages
     * @throws ConfigException if it cannot be filled in, with all that is wrong, at its place in the file
     * @throws IOException if it cannot be read
     */
    public String fill(String key, Path file) throws IOException {
        var source = new SourceText(file.toString(), read(key, file));
        String text = source.text();
        var filled = new StringBuilder(text.length());
        List<Problem> problems = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            try {
                filled.append(line(key, new Span(source, from, to)));
            } catch (ResolveFailure e) {
                problems.add(e.problem());
            }
            filled.append(newline < 0 ? "" : "\n");
            from = to + 1;
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return filled.toString();
    }

    private String read(String key, Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new ConfigException(
                    Problem.error(where + "." + key + ": " + file + " is larger than 16 MiB, too large for a template")
                            .help("Copy it with extra_files, and change it with a command"));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ConfigException(
                    Problem.error(where + "." + key + ": " + file + " is no UTF-8 text, so it cannot be a template")
                            .help("Copy it with extra_files"));
        }
    }

    private String line(String key, Span span) {
        String line = span.text();
        if (line.isEmpty()) {
            return line;
        }
        var scalar = new YamlNode.Scalar(span, YamlNode.Style.PLAIN, line);
        CompiledText compiled =
                CompiledText.parse(where + "." + key, new Setting.Text(line, scalar, Origin.DEFAULT), true);
        @Nullable Value value = bindings.resolve(compiled);
        if (value instanceof Value.Text(String text)) {
            return text;
        }
        throw compiled.failure(
                "this gives a list, but a line of a file is expected",
                "Say what stands between its items: [~{{...}}~, ~]");
    }
}
