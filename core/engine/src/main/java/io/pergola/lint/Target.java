package io.pergola.lint;

import io.pergola.config.ConfigDir;
import io.pergola.config.Layer;
import java.nio.file.Path;

/** A file to look at, and what it is. */
sealed interface Target {

    /** The file. */
    Path file();

    /** A suite. */
    record SuiteFile(Path file, String name, ConfigDir dir) implements Target {}

    /** A layer of its own. */
    record LayerFile(Path file, Layer layer) implements Target {}

    /** Layers of one suite, by their names. */
    record LayersFile(Path file, Layer.Kind kind) implements Target {}

    /** A series. */
    record SeriesFile(Path file) implements Target {}

    /** References. */
    record ReferencesFile(Path file) implements Target {}

    /** {@code pergola.yaml}. */
    record SiteFile(Path file) implements Target {}

    /** {@code config.yaml} of a config directory. */
    record DirFile(Path file) implements Target {}
}
