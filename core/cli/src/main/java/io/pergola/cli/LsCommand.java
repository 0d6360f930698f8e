package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola ls}. */
@Command(
        name = "ls",
        description = "List the files of a test run.",
        footer = {"", "Examples:", "  pergola ls 12", "  pergola ls -l 12 build", "  cd \"$(pergola ls --path 12)\""})
final class LsCommand implements Callable<Integer> {

    private static final int DEEPEST = 40;

    private final Context context;

    @Parameters(index = "0", paramLabel = "RUN", description = "A run by id (12, label.12).")
    private String word = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "A directory, relative to that of the run.")
    private String name = "";

    @Option(
            names = {"-l", "--long"},
            description = "Also permissions, size, date and where links lead.")
    private boolean detailed;

    @Option(names = "--tree", description = "With all that is below.")
    private boolean tree;

    @Option(names = "--path", description = "Only print the path of the directory.")
    private boolean path;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    /** A file or directory; {@code depth} counts from 0. */
    private record Entry(Path path, int depth, PosixFileAttributes facts, String target) {

        boolean isLink() {
            return facts.isSymbolicLink();
        }

        String name() {
            return path.getFileName() + (facts.isDirectory() ? "/" : "");
        }
    }

    LsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OneRun run = OneRun.find(context.pergola(), word);
        Path directory = name.isEmpty() ? run.directory().path() : RunFile.find(run, name);
        if (path) {
            context.screen().line(directory.toString());
            return ExitCode.OK;
        }
        var entries = new ArrayList<Entry>();
        try {
            collect(directory, 0, entries);
        } catch (IOException e) {
            throw new StoreException("Cannot list " + directory + ": " + e.getMessage(), e);
        }
        if (json) {
            printJson(directory, entries);
        } else if (detailed) {
            printTable(entries);
        } else {
            entries.forEach(entry -> context.screen().line(indent(entry) + paint(entry)));
        }
        return ExitCode.OK;
    }

    private void collect(Path directory, int depth, List<Entry> entries) throws IOException {
        if (!Files.isDirectory(directory)) {
            entries.add(entry(directory, depth));
            return;
        }
        List<Path> children;
        try (Stream<Path> files = Files.list(directory)) {
            children = files.sorted().toList();
        }
        for (Path child : children) {
            Entry entry = entry(child, depth);
            entries.add(entry);
            // Links to directories are not entered: they may lead in a ring.
            if (tree && entry.facts().isDirectory() && depth < DEEPEST) {
                collect(child, depth + 1, entries);
            }
        }
    }

    private static Entry entry(Path path, int depth) throws IOException {
        var facts = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String target = facts.isSymbolicLink() ? Files.readSymbolicLink(path).toString() : "";
        return new Entry(path, depth, facts, target);
    }

    private static String indent(Entry entry) {
        return "  ".repeat(entry.depth());
    }

    private String paint(Entry entry) {
        Style style = entry.facts().isDirectory() ? Style.BOLD : entry.isLink() ? Style.BUSY : Style.PLAIN;
        return context.screen().paint(style, DisplayText.harmless(entry.name()));
    }

    private void printTable(List<Entry> entries) {
        var table = new Table(
                List.of(Column.fixed("Mode"), Column.number("Size"), Column.fixed("Changed"), Column.text("Name", 16)));
        for (Entry entry : entries) {
            String link = entry.isLink() ? " -> " + entry.target() : "";
            table.add(List.of(
                    Cell.of(PosixFilePermissions.toString(entry.facts().permissions())),
                    Cell.of(Long.toString(entry.facts().size())),
                    new Cell(RunColumns.time(entry.facts().lastModifiedTime().toInstant()), Style.DIM),
                    Cell.of(indent(entry) + entry.name() + link)));
        }
        context.screen().table(table);
    }

    private void printJson(Path directory, List<Entry> entries) {
        var files = new ArrayList<Value>();
        for (Entry entry : entries) {
            var file = new LinkedHashMap<String, Value>();
            file.put("name", Value.of(directory.relativize(entry.path()).toString()));
            file.put("type", Value.of(type(entry.facts())));
            file.put("size", Value.of(entry.facts().size()));
            file.put(
                    "mode", Value.of(PosixFilePermissions.toString(entry.facts().permissions())));
            file.put("changed", RunJson.seconds(entry.facts().lastModifiedTime().toInstant()));
            file.put("target", entry.isLink() ? Value.of(entry.target()) : Value.NULL);
            files.add(new Value.Entries(file));
        }
        var whole = new LinkedHashMap<String, Value>();
        whole.put("path", Value.of(directory.toString()));
        whole.put("files", new Value.Items(files));
        context.screen().line(Json.write(new Value.Entries(whole)));
    }

    private static String type(PosixFileAttributes facts) {
        if (facts.isSymbolicLink()) {
            return "link";
        }
        return facts.isDirectory() ? "directory" : facts.isRegularFile() ? "file" : "other";
    }
}
