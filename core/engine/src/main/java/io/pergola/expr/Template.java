package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value string of a configuration: text with {@code {{expressions}}} and repetitions {@code [~ body ~separator]} in it.
 * Immutable.
 */
public final class Template {

    private final String source;
    private final List<Part> parts;
    private final List<VariableReference> references;

    private Template(String source, List<Part> parts, List<VariableReference> references) {
        this.source = source;
        this.parts = parts;
        this.references = references;
    }

    /**
     * Reads a string.
     *
     * @throws ExpressionException if it is not well formed; offsets are within {@code text}
     */
    public static Template parse(String text) {
        if (text.indexOf('~') < 0 && text.indexOf('\\') < 0 && !text.contains("{{") && !text.contains("}}")) {
            return new Template(text, List.of(new Part.Plain(text)), List.of());
        }
        var parser = new TemplateParser(text);
        List<Part> parts = parser.parse();
        return new Template(text, parts, References.variables(parser.references()));
    }

    /** The text it was read from. */
    public String source() {
        return source;
    }

    /** True if it has no expressions: it resolves to the same text in every scope. */
    public boolean isLiteral() {
        return parts.stream().allMatch(Template::isPlain);
    }

    /**
     * The variables it uses, in order of first use. Two references that differ in selection or sub-value are both listed;
     * those that differ only in their place are listed once.
     */
    public List<VariableReference> references() {
        return references;
    }

    /**
     * Its expressions <code>{{...}}</code> and repetitions {@code [~...~]} as they are written, in order. Each is a string that can be
     * read and resolved by itself.
     */
    public List<String> expressions() {
        return parts.stream()
                .flatMap(part -> switch (part) {
                    case Part.Plain _ -> Stream.<String>of();
                    case Part.Hole hole -> Stream.of(source.substring(hole.start(), hole.end()));
                    case Part.Repeat repeat -> Stream.of(source.substring(repeat.start(), repeat.end()));
                })
                .toList();
    }

    /**
     * Its value: {@link Value.Text}, or {@link Value.Items} of texts (at least one) if the string is one expression that gives a
     * list, with nothing but white space around it.
     *
     * @throws ExpressionException if it cannot be evaluated; offsets are within {@link #source}
     * @throws DeferredException if it uses a variable that is not known yet
     */
    public Value resolve(Scope scope, Functions functions) {
        return Rendering.render(parts, scope, functions);
    }

    private static boolean isPlain(Part part) {
        return switch (part) {
            case Part.Plain _ -> true;
            case Part.Hole hole -> hole.node() == null;
            case Part.Repeat repeat -> repeat.body().stream().allMatch(Template::isPlain);
        };
    }
}
