package org.example.site;

import io.pergola.model.Value;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParser;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pf4j.Extension;

/** The parser {@code timings}: the blocks of times that our solvers print, a line such as {@code solve 10.30 s} for each phase. */
@Extension
public final class TimingsParser implements ResultParser {

    private static final OptionKey TITLE =
            new OptionKey("title", OptionKey.Type.TEXT, List.of("Timings"), "The line that stands above a block.");

    @Override
    public ResultParserInfo info() {
        return new ResultParserInfo("timings", "The seconds that each phase of a solver took.", List.of(TITLE));
    }

    @Override
    public ResultSearch search(OptionValues options) {
        String title = options.required("title").strip();
        if (title.isEmpty()) {
            throw new OptionException("title", "it must not be empty; leave it out for 'Timings'");
        }
        return new Blocks(title);
    }

    private record Blocks(String title) implements ResultSearch {

        private static final Pattern PHASE = Pattern.compile("(\\w+)\\s+(\\d+\\.\\d+) s");

        @Override
        public String looksFor() {
            return "the block '" + title + "'";
        }

        @Override
        public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
            var phases = new LinkedHashMap<String, Value>();
            boolean inside = false;
            String near = "";
            while (lines.next()) {
                String line = lines.text().strip();
                Matcher phase = PHASE.matcher(line);
                if (inside && phase.matches()) {
                    phases.put(phase.group(1), Value.of(Double.parseDouble(phase.group(2))));
                } else {
                    if (!phases.isEmpty() && !values.add(Value.of(phases))) {
                        return SearchOutcome.done();
                    }
                    phases.clear();
                    inside = line.equals(title);
                    if (near.isEmpty() && !inside && line.equalsIgnoreCase(title)) {
                        near = "line " + lines.number() + " is '" + line + "'";
                    }
                }
            }
            if (!phases.isEmpty()) {
                values.add(Value.of(phases));
            }
            return near.isEmpty() ? SearchOutcome.done() : SearchOutcome.nothing(near);
        }
    }
}
