package io.pergola.graph;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** An SVG file, read by a strict XML parser. */
record SvgDocument(Document document) {

    static SvgDocument read(byte[] bytes) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new SvgDocument(factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new AssertionError("Not well-formed", e);
        }
    }

    List<Element> elements(Predicate<Element> wanted) {
        var found = new ArrayList<Element>();
        var all = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", "*");
        for (int i = 0; i < all.getLength(); i++) {
            if (wanted.test((Element) all.item(i))) {
                found.add((Element) all.item(i));
            }
        }
        return found;
    }

    List<String> texts() {
        return elements(each -> each.getLocalName().equals("text")).stream()
                .map(Element::getTextContent)
                .toList();
    }

    /** How many shapes are filled with a colour. */
    int filled(String colour) {
        return elements(each -> each.getAttribute("fill").equals(colour)).size();
    }

    /** How many lines are drawn in a colour, dashed or not. */
    int drawn(String colour, boolean dashed) {
        return elements(each -> each.getAttribute("stroke").equals(colour)
                        && each.getAttribute("stroke-dasharray").isEmpty() != dashed)
                .size();
    }
}
