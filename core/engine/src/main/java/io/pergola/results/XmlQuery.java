package io.pergola.results;

import io.pergola.model.Value;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A question to an XML document, with the JDK's own means. A document may name a DTD, as many do, which is not fetched; entities of
 * its own are not expanded, and none of them come from outside. Immutable; the JDK's objects are not, and are made for each question.
 *
 * @param namespaces names of namespaces by the prefixes that the XPath uses
 */
record XmlQuery(String xpath, Map<String, String> namespaces) {

    /**
     * What came of it.
     *
     * @param hint what comes near to it, if there are no values
     */
    record Answer(List<Value> values, String hint) {}

    XmlQuery {
        namespaces = Map.copyOf(namespaces);
    }

    /** Why it is none. */
    Optional<String> wrong() {
        try {
            path().compile(xpath);
            return Optional.empty();
        } catch (XPathExpressionException e) {
            return Optional.of(said(e));
        }
    }

    private XPath path() {
        XPath path = XPathFactory.newDefaultInstance().newXPath();
        path.setNamespaceContext(new Prefixes(namespaces));
        return path;
    }

    Answer ask(String text) throws IOException, SAXException, XPathExpressionException, ParserConfigurationException {
        Document document = builder().parse(new InputSource(new StringReader(text)));
        XPathEvaluationResult<?> result = path().evaluateExpression(xpath, document);
        List<Value> values = new ArrayList<>();
        switch (result.value()) {
            case XPathNodes nodes -> nodes.forEach(node -> values.add(Value.of(text(node))));
            case Double number when number.isNaN() -> {}
            case Double number -> values.add(number(number));
            case Boolean truth -> values.add(Value.of(truth));
            case Object words when !words.toString().isEmpty() -> values.add(Value.of(words.toString()));
            default -> {}
        }
        return new Answer(values, values.isEmpty() ? new XmlNearest(xpath, namespaces).hint(document) : "");
    }

    private static Value number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1L << 53 ? Value.of((long) number) : Value.of(number);
    }

    private static String text(Node node) {
        String text = node.getTextContent();
        return text == null ? "" : text.strip();
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        // One is the least that means a limit, and enough for no harm.
        factory.setAttribute("jdk.xml.entityExpansionLimit", "1");
        factory.setAttribute("jdk.xml.maxElementDepth", "1000");
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        return builder;
    }

    /** The words for what a question throws. */
    static String words(@Nullable Throwable cause) {
        return switch (cause) {
            case SAXParseException e -> "this is not XML: line " + e.getLineNumber() + " of it: " + said(e);
            case SAXException e -> "this is not XML: " + said(e);
            case XPathExpressionException e -> "the XPath cannot be followed: " + said(e);
            case null, default -> throw new IllegalStateException(cause);
        };
    }

    private static String said(Exception e) {
        Throwable inner = e.getCause() == null ? e : e.getCause();
        return String.valueOf(inner.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The JDK's own prints to the standard error. */
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    private record Prefixes(Map<String, String> namespaces) implements NamespaceContext {

        @Override
        public String getNamespaceURI(String prefix) {
            return switch (prefix) {
                case "xml" -> XMLConstants.XML_NS_URI;
                case "xmlns" -> XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
                default -> namespaces.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
            };
        }

        @Override
        public String getPrefix(String namespace) {
            Iterator<String> all = getPrefixes(namespace);
            return all.hasNext() ? all.next() : "";
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            return namespaces.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(namespace))
                    .map(Map.Entry::getKey)
                    .iterator();
        }
    }
}
