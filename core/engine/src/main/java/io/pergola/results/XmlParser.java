package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an XPath selects of the XML document that begins on this line, and ends before the line that {@code stop_at} matches, or with
 * the file. Each attribute, text or element selected is a value, an element as the text within it; so is what a function gives.
 */
record XmlParser(XmlQuery query, Optional<Pattern> stopAt) implements ResultSearch {

    /** Characters of a document; as a tree it takes some ten times as much memory. */
    private static final int LONGEST = 1 << 24;

    private static final int MOST_TAGS = 500_000;
    private static final Pattern NAMESPACE = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(\\S+)\\s*");
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern READABLE = Pattern.compile("(?i)utf-?8|(us-)?ascii");

    static XmlParser of(Arguments arguments) {
        var query = new XmlQuery(arguments.text("xpath", "/*").strip(), namespaces(arguments));
        query.wrong()
                .ifPresent(why -> arguments.add(
                        "xpath",
                        Problem.error("xpath '" + query.xpath() + "' is not an XPath 1.0: " + why)
                                .help("An XPath looks like //cpu/@count or //test[@name='seq']/rate")));
        return new XmlParser(
                query, arguments.has("stop_at") ? Optional.of(arguments.regex("stop_at")) : Optional.empty());
    }

    private static SequencedMap<String, String> namespaces(Arguments arguments) {
        var namespaces = new TreeMap<String, String>();
        for (String text : arguments.texts("namespaces", List.of())) {
            Matcher parts = NAMESPACE.matcher(text);
            if (parts.matches()) {
                namespaces.put(parts.group(1), parts.group(2));
            } else {
                arguments.add(
                        "namespaces",
                        Problem.error("namespaces has '" + text + "'")
                                .help("Write a prefix, = and the name of the namespace, such as h=urn:hwloc"));
            }
        }
        return namespaces;
    }

    @Override
    public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
        try {
            String text = text(lines);
            XmlQuery.Answer answer = Query.answer(() -> query.ask(text), XmlQuery::words);
            boolean more = true;
            for (int i = 0; more && i < answer.values().size(); i++) {
                more = values.add(answer.values().get(i));
            }
            return answer.values().isEmpty() ? SearchOutcome.nothing(answer.hint()) : SearchOutcome.done();
        } catch (Document.RefusedException e) {
            return SearchOutcome.failed(e.said());
        }
    }

    private String text(ResultLines lines) throws IOException, Document.RefusedException {
        String text = new Document("XML", LONGEST, stopAt).read(lines);
        if (text.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            throw new Document.RefusedException("the XML document has more than " + MOST_TAGS
                    + " tags; a tool such as xmllint --xpath can make it smaller");
        }
        Matcher encoding = ENCODING.matcher(text);
        if (encoding.find() && !READABLE.matcher(encoding.group(1)).matches()) {
            throw new Document.RefusedException("the XML document says that it is " + encoding.group(1)
                    + ", and texts must be UTF-8; 'xmllint --encode UTF-8' converts it");
        }
        return text;
    }

    @Override
    public String looksFor() {
        return "xpath '" + query.xpath() + "'";
    }
}
