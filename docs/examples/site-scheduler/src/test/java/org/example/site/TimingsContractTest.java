package org.example.site;

import io.pergola.model.Value;
import io.pergola.spi.ResultParser;
import io.pergola.testkit.ResultParserContract;
import java.util.Map;

class TimingsContractTest extends ResultParserContract {

    @Override
    protected ResultParser parser() {
        return new TimingsParser();
    }

    @Override
    protected String text() {
        return """
                step 99 of 99
                Timings
                  setup  0.12 s
                  solve 10.30 s
                done
                """;
    }

    @Override
    protected Value found() {
        return Value.of(Map.of("setup", Value.of(0.12), "solve", Value.of(10.3)));
    }
}
