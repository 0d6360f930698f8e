package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.schema.SchemaKind;
import io.pergola.schema.Schemas;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola schema}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of suites or other files, with which editors check them.",
        footer = {
            "",
            "It has the keys of this site's schedulers. Editors with the YAML language server read a schema",
            "where the first line of a file names it:",
            "  # yaml-language-server: $schema=../schemas/pergola-suite.schema.json",
            "",
            "Examples:",
            "  pergola schema --write ~/site/schemas",
            "  pergola schema series"
        })
final class SchemaCommand implements Callable<Integer> {

    private static final List<String> KINDS =
            Arrays.stream(SchemaKind.values()).map(SchemaKind::word).toList();

    private final Context context;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            description =
                    "suite (if nothing is said), layer (a file of hosts/, os/ or modes/), series, references, or site (pergola.yaml).")
    private String kind = SchemaKind.SUITE.word();

    @Option(
            names = {"-w", "--write"},
            paramLabel = "DIR",
            description = "Write all of them into this directory instead, as pergola-KIND.schema.json.")
    private @Nullable Path directory;

    SchemaCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SchemaKind wanted = wanted();
        Schemas schemas = context.pergola().schemas();
        if (directory == null) {
            context.screen().out().print(schemas.text(wanted));
        } else {
            write(schemas, context.environment().currentDir().resolve(directory));
        }
        return ExitCode.OK;
    }

    private SchemaKind wanted() {
        return Arrays.stream(SchemaKind.values())
                .filter(each -> each.word().equals(kind))
                .findFirst()
                .orElseThrow(this::unknown);
    }

    private ConfigException unknown() {
        return new ConfigException(
                Problem.error("there is no schema for '" + kind + "'").help("There are: " + String.join(", ", KINDS)));
    }

    private void write(Schemas schemas, Path into) {
        try {
            Files.createDirectories(into);
            for (SchemaKind each : SchemaKind.values()) {
                Path file = into.resolve(each.fileName());
                Files.writeString(file, schemas.text(each));
                context.screen().line(file.toString());
            }
        } catch (IOException e) {
            throw new ConfigException(Problem.error("cannot write schemas into '" + into + "': " + reason(e)));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileAlreadyExistsException other -> "this is no directory: " + other.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }
}
