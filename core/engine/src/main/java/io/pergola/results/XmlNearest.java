package io.pergola.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** What an XPath that selects nothing may have meant: a name that is not in the document, or one in a namespace. */
final class XmlNearest {

    private static final int MOST_ELEMENTS = 100_000;

    /** Texts in quotes, numbers and functions are none. */
    private static final Pattern NAME = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|[0-9.]+|(@?)((?:[A-Za-z_][\\w.-]*:(?!:))?[A-Za-z_][\\w.-]*)\\s*(\\(|::)?");

    private static final Set<String> WORDS = Set.of("and", "or", "div", "mod");

    private final String xpath;
    private final Map<String, String> namespaces;
    private final Set<String> elements = new TreeSet<>();
    private final Set<String> attributes = new TreeSet<>();
    private final Set<String> spaced = new TreeSet<>();
    private final Set<String> spaces = new TreeSet<>();
    private int looked;

    XmlNearest(String xpath, Map<String, String> namespaces) {
        this.xpath = xpath;
        this.namespaces = namespaces;
    }

    /** A clause that goes behind what was looked for. */
    String hint(Document document) {
        gather(document.getDocumentElement());
        List<String> hints = new ArrayList<>();
        for (String name : names()) {
            String hint = hint(name);
            if (!hint.isEmpty()) {
                hints.add(hint);
            }
        }
        return hints.isEmpty()
                ? "its names are in the document of " + looked + (looked == 1 ? " element" : " elements")
                        + ", but not in this place or with these values"
                : hints.getFirst();
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(xpath);
        while (matcher.find()) {
            @Nullable String name = matcher.group(2);
            if (name != null && matcher.group(3) == null && !WORDS.contains(name)) {
                names.add(matcher.group(1) + name);
            }
        }
        return names;
    }

    private String hint(String name) {
        boolean attribute = name.startsWith("@");
        String local = name.substring(Math.max(name.indexOf(':'), attribute ? 0 : -1) + 1);
        boolean prefixed = name.indexOf(':') >= 0;
        Set<String> known = attribute ? attributes : elements;
        if (!known.contains(local)) {
            return (attribute ? "no attribute '" : "no element '") + local + "' is in the document. "
                    + Nearest.sentence(local, known);
        }
        if (!attribute && !prefixed && spaced.contains(local)) {
            String space = spaces.iterator().next();
            return "'" + local + "' is in the namespace '" + space + "'; set namespaces: ['n=" + space
                    + "'] and write n:" + local;
        }
        if (prefixed && namespaces.values().stream().noneMatch(spaces::contains)) {
            return spaces.isEmpty()
                    ? "the document uses no namespace"
                    : "the document uses the namespaces " + String.join(", ", spaces);
        }
        return "";
    }

    /** The tree is of bounded depth. */
    private void gather(Element element) {
        if (++looked > MOST_ELEMENTS) {
            return;
        }
        elements.add(element.getLocalName());
        @Nullable String space = element.getNamespaceURI();
        if (space != null) {
            spaced.add(element.getLocalName());
            spaces.add(space);
        }
        NamedNodeMap given = element.getAttributes();
        for (int i = 0; i < given.getLength(); i++) {
            attributes.add(given.item(i).getLocalName());
        }
        for (@Nullable Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                gather(inner);
            }
        }
    }
}
