package io.pergola.ci;

import io.pergola.json.Json;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.report.Figure;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Runs as a JUnit XML file: a suite is a {@code testsuite}, a run a {@code testcase} with its figures as properties. */
final class JUnitXml {

    private final XMLStreamWriter xml;

    private final Instant made;

    private JUnitXml(XMLStreamWriter xml, Instant made) {
        this.xml = xml;
        this.made = made;
    }

    static void write(Path file, List<CiRun> runs, List<CiSkip> skips, Instant made) {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            new JUnitXml(xml, made).document(runs, skips);
            xml.close();
        } catch (IOException | XMLStreamException e) {
            throw new StoreException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void document(List<CiRun> runs, List<CiSkip> skips) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "pergola");
        counts(runs, skips);
        Map<String, List<CiRun>> runsOf =
                runs.stream().collect(Collectors.groupingBy(CiRun::suite, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<CiSkip>> skipsOf =
                skips.stream().collect(Collectors.groupingBy(CiSkip::suite, LinkedHashMap::new, Collectors.toList()));
        var suites = new LinkedHashSet<>(runsOf.keySet());
        suites.addAll(skipsOf.keySet());
        for (String suite : suites) {
            suite(suite, runsOf.getOrDefault(suite, List.of()), skipsOf.getOrDefault(suite, List.of()));
        }
        line(0);
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void counts(List<CiRun> runs, List<CiSkip> skips) throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(runs.size() + skips.size()));
        xml.writeAttribute("failures", String.valueOf(count(runs, CiRun.Outcome.FAILED)));
        xml.writeAttribute("errors", String.valueOf(count(runs, CiRun.Outcome.ERROR)));
        xml.writeAttribute("skipped", String.valueOf(count(runs, CiRun.Outcome.UNFINISHED) + skips.size()));
        xml.writeAttribute(
                "time", seconds(runs.stream().mapToDouble(CiRun::seconds).sum()));
    }

    private static long count(List<CiRun> runs, CiRun.Outcome outcome) {
        return runs.stream().filter(run -> run.outcome() == outcome).count();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void suite(String name, List<CiRun> runs, List<CiSkip> skips) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", CiRun.clean(name));
        counts(runs, skips);
        Instant first = runs.stream()
                .map(run -> run.run().created())
                .min(Instant::compareTo)
                .orElse(made);
        // Without a zone, as readers of this format expect it.
        xml.writeAttribute(
                "timestamp", first.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        String system =
                runs.stream().map(run -> run.run().sysName()).findFirst().orElse("");
        xml.writeAttribute("hostname", CiRun.clean(system));
        for (CiRun run : runs) {
            testcase(run);
        }
        for (CiSkip skip : skips) {
            testcase(skip);
        }
        line(1);
        xml.writeEndElement();
    }

    private void testcase(CiRun run) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", CiRun.clean(run.test()));
        xml.writeAttribute("classname", CiRun.clean(run.suite()));
        xml.writeAttribute("time", seconds(run.seconds()));
        properties(run);
        switch (run.outcome()) {
            case PASSED -> {}
            case FAILED -> fault("failure", run);
            case ERROR -> fault("error", run);
            case UNFINISHED -> skipped(run.reason());
        }
        if (!run.logTail().isEmpty()) {
            line(3);
            xml.writeStartElement("system-out");
            xml.writeCharacters(String.join("\n", run.logTail()));
            xml.writeEndElement();
        }
        line(2);
        xml.writeEndElement();
    }

    private void testcase(CiSkip skip) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", CiRun.clean(skip.test()));
        xml.writeAttribute("classname", CiRun.clean(skip.suite()));
        xml.writeAttribute("time", seconds(0));
        skipped(skip.reason());
        line(2);
        xml.writeEndElement();
    }

    private void skipped(String reason) throws XMLStreamException {
        line(3);
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", CiRun.clean(reason));
    }

    private void fault(String element, CiRun run) throws XMLStreamException {
        line(3);
        xml.writeStartElement(element);
        xml.writeAttribute("message", run.reason());
        xml.writeAttribute(
                "type",
                run.outcome() == CiRun.Outcome.FAILED ? "FAIL" : run.run().state());
        xml.writeCharacters(run.reason() + "\nrun " + run.run().id()
                + (run.run().nodes().isEmpty()
                        ? ""
                        : " on " + String.join(" ", run.run().nodes())));
        xml.writeEndElement();
    }

    private void properties(CiRun run) throws XMLStreamException {
        line(3);
        xml.writeStartElement("properties");
        property("run", run.run().id().toString());
        property("nodes", String.join(" ", run.run().nodes()));
        if (!run.remark().isEmpty()) {
            property("remark", run.remark());
        }
        for (Figure figure : run.figures()) {
            property(figure.key(), text(figure));
        }
        line(3);
        xml.writeEndElement();
    }

    private static String text(Figure figure) {
        String value = figure.value() instanceof Value.Text(String text) ? text : Json.write(figure.value());
        return figure.unit().isEmpty() ? value : value + " " + figure.unit();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(4);
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", CiRun.clean(name));
        xml.writeAttribute("value", CiRun.clean(value));
    }
}
