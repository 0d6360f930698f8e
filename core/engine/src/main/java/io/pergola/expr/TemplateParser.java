package io.pergola.expr;

import io.pergola.expr.Part.Hole;
import io.pergola.expr.Part.Plain;
import io.pergola.expr.Part.Repeat;
import io.pergola.expr.VariableReference.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a string into plain text, expressions and repetitions. */
final class TemplateParser {

    private final String text;
    private final List<Node.Reference> references = new ArrayList<>();
    private int at;

    TemplateParser(String text) {
        this.text = text;
    }

    /** The names in all expressions read so far. */
    List<Node.Reference> references() {
        return references;
    }

    List<Part> parse() {
        List<Part> parts = parts(false);
        if (at < text.length()) {
            throw new ExpressionException(
                    "This \"~\" belongs to no repetition", at, at + 1, "for the character itself write \\~");
        }
        return parts;
    }

    /** Stops at the end of the text or at an unescaped tilde. */
    private List<Part> parts(boolean inRepetition) {
        var parts = new ArrayList<Part>();
        while (at < text.length() && text.charAt(at) != '~') {
            if (text.startsWith("{{", at)) {
                parts.add(hole());
            } else if (text.startsWith("[~", at)) {
                parts.add(repeat(inRepetition));
            } else if (text.startsWith("}}", at)) {
                throw new ExpressionException("This \"}}\" has no \"{{\" before it", at, at + 2);
            } else {
                parts.add(plain());
            }
        }
        return List.copyOf(parts);
    }

    private Plain plain() {
        var plain = new StringBuilder();
        int start = at;
        boolean onlyBackslashes = true;
        while (at < text.length() && !special()) {
            if (text.charAt(at) == '\\') {
                onlyBackslashes &= escape(plain);
            } else {
                onlyBackslashes = false;
                plain.append(text.charAt(at++));
            }
        }
        if (onlyBackslashes) {
            throw new ExpressionException(
                    "Backslashes alone cannot stand here", start, at, "put them behind other text");
        }
        return new Plain(plain.toString());
    }

    private boolean special() {
        return switch (text.charAt(at)) {
            case '~' -> true;
            case '{' -> text.startsWith("{{", at);
            case '}' -> text.startsWith("}}", at);
            case '[' -> text.startsWith("[~", at);
            default -> false;
        };
    }

    /** Reads a backslash and what it escapes; true if that is another backslash. */
    private boolean escape(StringBuilder plain) {
        if (at + 1 == text.length()) {
            throw new ExpressionException(
                    "A text cannot end with a single backslash", at, at + 1, "write two, or put it in an expression");
        }
        int length = text.startsWith("{{", at + 1) || text.startsWith("}}", at + 1) ? 3 : 2;
        boolean dropped = text.startsWith("{{", at + 1) || text.charAt(at + 1) == '~';
        boolean pair = text.charAt(at + 1) == '\\';
        plain.append(text, dropped ? at + 1 : at, at + length);
        at += length;
        return pair;
    }

    private Hole hole() {
        int start = at;
        int from = start + 2;
        if (text.startsWith("}}", from)) {
            at = from + 2;
            return new Hole(null, null, start, at);
        }
        var parser = new ExpressionParser(text, from, true);
        Node node = parser.expression();
        Token token = parser.lexer().kind();
        FormatSpec format = null;
        if (token == Token.COLON) {
            int end = formatEnd(start, parser.lexer().end());
            format = FormatSpec.parse(text, parser.lexer().end(), end);
            at = end + 2;
        } else if (token == Token.CLOSE) {
            at = parser.lexer().end();
        } else {
            throw parser.errors().unexpected();
        }
        references.addAll(References.of(node));
        return new Hole(node, format, start, at);
    }

    private int formatEnd(int start, int from) {
        int end = text.indexOf("}}", from);
        if (end < 0) {
            throw new ExpressionException("This \"{{\" is never closed", start, start + 2);
        }
        return end;
    }

    private Repeat repeat(boolean inRepetition) {
        int start = at;
        if (inRepetition) {
            throw new ExpressionException("A repetition cannot hold another one", start, start + 2);
        }
        at += 2;
        int before = references.size();
        List<Part> body = parts(true);
        if (at == text.length()) {
            throw unclosed(start);
        }
        String separator = separator(start);
        List<VariableReference> used = References.variables(references.subList(before, references.size()));
        return new Repeat(body, separator, repeated(used), start, at);
    }

    private static ExpressionException unclosed(int start) {
        return new ExpressionException(
                "This \"[~\" is never closed", start, start + 2, "a repetition is written [~ body ~separator]");
    }

    /** Stands on the tilde; reads up to the bracket. */
    private String separator(int start) {
        var separator = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.startsWith("\\]", at)) {
                at++;
            } else if (text.startsWith("\\\\", at)) {
                separator.append(text.charAt(at++));
            } else if (text.charAt(at) == '\n') {
                throw new ExpressionException("A separator cannot hold a line break", at, at + 1);
            }
            separator.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw unclosed(start);
        }
        at++;
        return separator.toString();
    }

    private static List<VariableReference> repeated(List<VariableReference> used) {
        var repeated = new ArrayList<VariableReference>();
        for (VariableReference reference : used) {
            if (reference.selection() == Selection.NONE) {
                @Nullable VariableReference other = find(used, reference);
                if (other != null) {
                    throw new ExpressionException(
                            "A repetition cannot use \"" + reference.qualifiedName() + "\" with and without an index",
                            other.start(),
                            other.end());
                }
                if (repeated.stream().noneMatch(reference::sameVariable)) {
                    repeated.add(reference);
                }
            }
        }
        return List.copyOf(repeated);
    }

    private static @Nullable VariableReference find(List<VariableReference> used, VariableReference reference) {
        return used.stream()
                .filter(other -> other.selection() != Selection.NONE && other.sameVariable(reference))
                .findFirst()
                .orElse(null);
    }
}
