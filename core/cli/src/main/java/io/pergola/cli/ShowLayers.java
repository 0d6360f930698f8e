package io.pergola.cli;

import io.pergola.config.Layer;
import io.pergola.config.LayerChoice;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.resolve.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code pergola show hosts}, {@code modes} and {@code os}. */
abstract class ShowLayers extends ShowListing {

    private final Layer.Kind kind;

    ShowLayers(Context context, Layer.Kind kind) {
        super(context);
        this.kind = kind;
    }

    @Command(name = "hosts", description = "The layers for single hosts; the one of this host is marked.")
    static final class Hosts extends ShowLayers {
        Hosts(Context context, Layer.Kind kind) {
            super(context, kind);
        }
    }

    @Command(name = "modes", description = "The modes that 'run -m' and 'view -m' know.")
    static final class Modes extends ShowLayers {
        Modes(Context context, Layer.Kind kind) {
            super(context, kind);
        }
    }

    @Command(name = "os", description = "The layers for operating systems; the one of this machine is marked.")
    static final class Systems extends ShowLayers {
        Systems(Context context, Layer.Kind kind) {
            super(context, kind);
        }
    }

    @Override
    Listing listing() {
        String key = kind == Layer.Kind.HOST ? "hosts" : kind == Layer.Kind.MODE ? "modes" : "os";
        var listing = new Listing(key).column("name", Column.text("Name", 12));
        if (kind != Layer.Kind.MODE) {
            listing.column("here", Column.fixed("Here"));
        }
        listing.column("file", Column.text("File", 20));
        LayerChoice here = context().pergola().resolver().choice(RunRequest.of());
        String own = kind == Layer.Kind.HOST ? here.host() : here.os();
        for (String name : context().pergola().library().layers(kind)) {
            var row = new LinkedHashMap<String, Value>();
            row.put("name", Value.of(name));
            if (kind != Layer.Kind.MODE) {
                row.put("here", Value.of(name.equals(own)));
            }
            row.put("file", file(name));
            listing.add(row);
        }
        return listing;
    }

    private Value file(String name) {
        return context().pergola().site().dirs().stream()
                .flatMap(dir -> files(dir.layers(), name).stream())
                .filter(Files::exists)
                .findFirst()
                .map(file -> Value.of(file.toString()))
                .orElse(Value.NULL);
    }

    private List<Path> files(Path layers, String name) {
        List<String> folders =
                switch (kind) {
                    case HOST -> List.of("hosts");
                    case MODE -> List.of("modes");
                    default -> List.of("os", "platforms");
                };
        return folders.stream()
                .map(folder -> layers.resolve(folder).resolve(name + ".yaml"))
                .toList();
    }
}
