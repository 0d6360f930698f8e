package io.pergola.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a page shows: files, in pieces, and command lines. */
record Guide(String text) {

    private static final Pattern YAML = Pattern.compile("^```yaml(.*)\n([\\s\\S]*?)^```$", Pattern.MULTILINE);
    private static final Pattern CONSOLE = Pattern.compile("^```console\n([\\s\\S]*?)^```$", Pattern.MULTILINE);
    private static final String FILE = " file=";

    static Guide read(String page) throws IOException {
        return new Guide(Files.readString(Path.of(System.getProperty("pergola.root"), page)));
    }

    /** The YAML blocks' content by the file that each one names; pieces of the same file one after the other. */
    SequencedMap<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        for (MatchResult block : YAML.matcher(text).results().toList()) {
            if (!block.group(1).startsWith(FILE)) {
                throw new IllegalStateException("A YAML block without 'file=', which nobody tries: " + block.group());
            }
            files.merge(block.group(1).substring(FILE.length()).strip(), block.group(2), String::concat);
        }
        return files;
    }

    /** The commands of the console blocks, in order. */
    List<String> commands() {
        return CONSOLE.matcher(text)
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .toList();
    }

    void writeFiles(Path site) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = site.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
