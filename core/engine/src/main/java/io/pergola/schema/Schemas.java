package io.pergola.schema;

import io.pergola.config.KeyType;
import io.pergola.config.ParserOptions;
import io.pergola.config.ReferenceFile;
import io.pergola.config.SchedulerOptions;
import io.pergola.config.SeriesKeys;
import io.pergola.config.SiteKeys;
import io.pergola.config.TestKeys;
import io.pergola.model.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * JSON Schemas (draft-07) of the files that users write, made from the tables of keys that these files are held to. They say
 * what an editor can know: keys, their meaning, the form of their values. What only the file's text tells, such as quotes, or
 * what a value means, is left to {@code pergola view}. Immutable.
 */
public final class Schemas {

    private final SchedulerOptions options;
    private final List<String> schedulers;
    private final ParserOptions parsers;

    /**
     * The schemas of a site.
     *
     * @param options the keys that schedulers add
     * @param schedulers the names of the schedulers, for their own sections and as values to offer
     * @param parsers the parsers of results that plugins add
     */
    public Schemas(SchedulerOptions options, Collection<String> schedulers, ParserOptions parsers) {
        this.options = options;
        this.schedulers = schedulers.stream().sorted().toList();
        this.parsers = parsers;
    }

    /** The schemas that ship: without the keys of any plugin. */
    public static Schemas shipped() {
        return new Schemas(SchedulerOptions.none(), List.of("local", "raw", "slurm"), ParserOptions.none());
    }

    /** The schema of a kind, as a file that people can read: indented, with a line end at its end. */
    public String text(SchemaKind kind) {
        return SchemaText.of(schema(kind));
    }

    /** The schema of a kind. */
    public Value.Entries schema(SchemaKind kind) {
        var whole = new LinkedHashMap<String, Value>();
        whole.put("$schema", Value.of("http://json-schema.org/draft-07/schema#"));
        whole.put("$comment", Value.of("Written by 'pergola schema " + kind.word() + "'; do not edit."));
        whole.put("title", Value.of("Pergola " + kind.word()));
        whole.put("description", Value.of(kind.meaning()));
        whole.putAll(root(kind).values());
        return new Value.Entries(whole);
    }

    private Value.Entries root(SchemaKind kind) {
        KeyType.Section test = TestKeys.table(options, parsers);
        List<String> parserNames = parsers.names().stream().sorted().toList();
        return switch (kind) {
            case SUITE -> new TypeSchemas(true, schedulers, parserNames).byName(test, TestKeys.NAMES);
            case LAYER -> new TypeSchemas(true, schedulers, parserNames).of(test);
            case SERIES -> new TypeSchemas(false, schedulers, parserNames).of(SeriesKeys.series());
            case REFERENCES ->
                new TypeSchemas(false, schedulers, parserNames).byName(ReferenceFile.figures(), ReferenceFile.NAMES);
            case SITE -> new TypeSchemas(false, schedulers, parserNames).of(SiteKeys.site());
        };
    }
}
