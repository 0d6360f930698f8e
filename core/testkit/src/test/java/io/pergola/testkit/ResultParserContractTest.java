package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pergola.model.Value;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParser;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract must catch bad parsers: this one is bad in several ways. */
class ResultParserContractTest {

    /** Keeps all lines, finds a thing only once in its life, breaks at odd bytes and options, and takes the end for what is there. */
    public static final class Careless implements ResultParser, ResultSearch {

        private final List<String> kept = new ArrayList<>();
        private boolean given;

        @Override
        public ResultParserInfo info() {
            return new ResultParserInfo(
                    "careless", " ", List.of(new OptionKey("width", OptionKey.Type.TEXT, List.of("1"), "Its width.")));
        }

        @Override
        public ResultSearch search(OptionValues options) {
            Integer.parseInt(options.required("width"));
            return this;
        }

        @Override
        public String looksFor() {
            return "the rate";
        }

        @Override
        public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
            while (lines.next()) {
                boolean first;
                synchronized (kept) {
                    kept.add(lines.text());
                    first = !given;
                    given |= lines.text().startsWith("rate");
                }
                if (first && lines.text().startsWith("rate")) {
                    values.add(Value.of(Double.parseDouble(lines.text().substring(6))));
                } else if (lines.text().indexOf('\uFFFD') >= 0) {
                    throw new IllegalStateException("what is this?");
                }
            }
            return SearchOutcome.done();
        }
    }

    static final class CarelessCase extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new Careless();
        }

        @Override
        protected String text() {
            return "begin\nrate: 12.5\n";
        }

        @Override
        protected Value found() {
            return Value.of(12.5);
        }
    }

    @Test
    void carelessnessIsCaught() {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(CarelessCase.class))
                                .build(),
                        listener);
        var failed = listener.getSummary().getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getLegacyReportingName())
                .map(name -> name.replaceFirst("\\(.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(List.of(
                        "aFileThatEndsEarlyDoesNoHarm",
                        "aLongFileTakesNoMoreMemoryThanAShortOne",
                        "bytesThatAreNoTextDoNoHarm",
                        "itSaysWhatItIs",
                        "oddTextsInAnOptionAreRefusedOrWork",
                        "severalFilesAreLookedAtOneByOne",
                        "severalThreadsMayUseIt")),
                failed);
    }
}
