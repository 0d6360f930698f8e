package io.pergola.cli;

import io.pergola.config.ConfigDir;
import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;

/** {@code pergola show config_dirs}. */
@Command(
        name = "config_dirs",
        description = "The configuration directories, strongest first, and where the runs of their suites are kept.")
final class ShowConfigDirs extends ShowListing {

    ShowConfigDirs(Context context) {
        super(context);
    }

    @Override
    Listing listing() {
        var listing = new Listing("config_dirs")
                .column("label", Column.text("Label", 8))
                .column("path", Column.text("Path", 20))
                .column("working_dir", Column.text("Working directory", 20));
        for (ConfigDir dir : context().pergola().site().dirs()) {
            var row = new LinkedHashMap<String, Value>();
            row.put("label", Value.of(dir.label()));
            row.put("path", Value.of(dir.path().toString()));
            row.put("working_dir", Value.of(dir.area().workingDir().toString()));
            row.put("area", Value.of(dir.area().label()));
            row.put("shipped", Value.of(dir.shipped()));
            listing.add(row);
        }
        return listing;
    }
}
