package io.pergola.expr;

import io.pergola.expr.Node.Link;
import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the levels of the grammar, from {@code or} to primaries. */
final class ExpressionParser {

    private final Lexer lexer;
    private final SyntaxErrors errors;
    private int depth;

    ExpressionParser(String text, int from, boolean inString) {
        this.lexer = new Lexer(text, from, inString);
        this.errors = new SyntaxErrors(lexer, from, inString);
    }

    /** Reads one expression and stands on the token after it. */
    Node expression() {
        return chain(this::conjunction, token -> token == Token.OR ? Operator.OR : null);
    }

    /** Reads one expression that ends the text. */
    static Node whole(String text) {
        var parser = new ExpressionParser(text, 0, false);
        Node node = parser.expression();
        if (parser.lexer.kind() != Token.END) {
            throw parser.errors.unexpected();
        }
        return node;
    }

    Lexer lexer() {
        return lexer;
    }

    SyntaxErrors errors() {
        return errors;
    }

    private Node conjunction() {
        return chain(this::negation, token -> token == Token.AND ? Operator.AND : null);
    }

    private Node negation() {
        if (lexer.kind() != Token.NOT) {
            return comparison();
        }
        int start = lexer.start();
        lexer.advance();
        if (lexer.kind() == Token.NOT) {
            throw new ExpressionException(
                    "\"not\" cannot follow \"not\"", lexer.start(), lexer.end(), "use parentheses: not (not x)");
        }
        Node operand = comparison();
        return new Node.Not(operand, start, operand.end());
    }

    private Node comparison() {
        Node first = sum();
        List<Link> rest = links(this::sum, Operator::comparison);
        return rest.isEmpty() ? first : new Node.Comparison(first, rest, first.start(), endOf(rest));
    }

    private Node sum() {
        return chain(this::product, Operator::sum);
    }

    private Node product() {
        return chain(this::power, Operator::product);
    }

    private Node power() {
        Node power = chain(this::join, token -> token == Token.CARET ? Operator.POWER : null);
        if (power instanceof Node.Chain(Node _, List<Link> rest, int _, int _)
                && rest.size() > 1
                && rest.getFirst().operator() == Operator.POWER) {
            Link second = rest.get(1);
            throw new ExpressionException(
                    "\"^\" cannot follow \"^\"",
                    second.operatorStart(),
                    second.operatorEnd(),
                    "use parentheses: (a ^ b) ^ c");
        }
        return power;
    }

    private Node join() {
        return chain(this::signed, token -> token == Token.CONCAT ? Operator.JOIN : null);
    }

    private Node chain(Supplier<Node> operand, Function<Token, @Nullable Operator> operators) {
        Node first = operand.get();
        List<Link> rest = links(operand, operators);
        return rest.isEmpty() ? first : new Node.Chain(first, rest, first.start(), endOf(rest));
    }

    private List<Link> links(Supplier<Node> operand, Function<Token, @Nullable Operator> operators) {
        Operator operator = operators.apply(lexer.kind());
        if (operator == null) {
            return List.of();
        }
        var links = new ArrayList<Link>(2);
        while (operator != null) {
            int start = lexer.start();
            int end = lexer.end();
            lexer.advance();
            links.add(new Link(operator, operand.get(), start, end));
            operator = operators.apply(lexer.kind());
        }
        return List.copyOf(links);
    }

    private static int endOf(List<Link> links) {
        return links.getLast().operand().end();
    }

    private Node signed() {
        int start = lexer.start();
        int signs = 0;
        int minuses = 0;
        while (lexer.kind() == Token.PLUS || lexer.kind() == Token.MINUS) {
            signs++;
            minuses += lexer.kind() == Token.MINUS ? 1 : 0;
            lexer.advance();
        }
        Node operand = primary();
        return signs == 0 ? operand : new Node.Signs(minuses, operand, start, operand.end());
    }

    private Node primary() {
        return switch (lexer.kind()) {
            case INTEGER -> literal(integer());
            case FLOAT -> literal(Value.of(Double.parseDouble(lexer.lexeme())));
            case TRUE -> literal(Value.of(true));
            case FALSE -> literal(Value.of(false));
            case TEXT -> {
                String quoted = lexer.lexeme();
                yield literal(Value.of(quoted.substring(1, quoted.length() - 1)));
            }
            case NAME -> named();
            case LEFT_PAREN -> nested(this::parentheses);
            case LEFT_BRACKET -> nested(this::list);
            default -> throw errors.operandMissing();
        };
    }

    private Value integer() {
        int length = lexer.end() - lexer.start();
        if (length > Limits.NUMBER_DIGITS) {
            throw new ExpressionException(
                    "The number has more than " + Limits.NUMBER_DIGITS + " digits", lexer.start(), lexer.end());
        }
        return new Value.Int(new BigInteger(lexer.lexeme()));
    }

    private Node literal(Value value) {
        var node = new Node.Literal(value, lexer.start(), lexer.end());
        lexer.advance();
        return node;
    }

    private <T> T nested(Supplier<T> inner) {
        if (++depth > Limits.NESTING) {
            throw new ExpressionException(
                    "The expression is nested more than " + Limits.NESTING + " levels deep",
                    lexer.start(),
                    lexer.end());
        }
        T result = inner.get();
        depth--;
        return result;
    }

    private Node parentheses() {
        int open = lexer.start();
        lexer.advance();
        Node node = expression();
        if (lexer.kind() != Token.RIGHT_PAREN) {
            throw errors.unclosed("(", open, open + 1);
        }
        lexer.advance();
        return node;
    }

    private Node list() {
        int open = lexer.start();
        lexer.advance();
        var items = new ArrayList<Node>();
        while (lexer.kind() != Token.RIGHT_BRACKET) {
            items.add(expression());
            if (lexer.kind() == Token.COMMA) {
                lexer.advance();
            } else if (lexer.kind() != Token.RIGHT_BRACKET) {
                throw errors.unclosed("[", open, open + 1);
            }
        }
        int end = lexer.end();
        lexer.advance();
        return new Node.ListOf(List.copyOf(items), open, end);
    }

    private Node named() {
        String name = lexer.lexeme();
        int start = lexer.start();
        int nameEnd = lexer.end();
        lexer.advance();
        if (lexer.kind() == Token.LEFT_PAREN) {
            List<Node> arguments = nested(() -> arguments(start, nameEnd));
            List<Step> steps = steps();
            return new Node.Call(name, arguments, steps, start, lexer.previousEnd());
        }
        List<Step> steps = steps();
        int end = lexer.previousEnd();
        return new Node.Reference(name, steps, Shape.of(name, steps, start, end), new Memo(), start, end);
    }

    private List<Node> arguments(int start, int nameEnd) {
        var arguments = new ArrayList<Node>();
        lexer.advance();
        if (lexer.kind() != Token.RIGHT_PAREN) {
            arguments.add(expression());
            while (lexer.kind() == Token.COMMA) {
                lexer.advance();
                arguments.add(expression());
            }
        }
        if (lexer.kind() != Token.RIGHT_PAREN) {
            throw errors.unclosed("(", start, nameEnd + 1);
        }
        lexer.advance();
        return List.copyOf(arguments);
    }

    private List<Step> steps() {
        List<Step> steps = List.of();
        while (lexer.kind() == Token.LEFT_BRACKET || (lexer.kind() == Token.DOT && lexer.adjacent())) {
            steps = steps.isEmpty() ? new ArrayList<>(2) : steps;
            steps.add(lexer.kind() == Token.DOT ? part() : nested(this::brackets));
        }
        return List.copyOf(steps);
    }

    private Step part() {
        int dot = lexer.start();
        lexer.advanceToPart();
        if (!lexer.adjacent()) {
            throw errors.partMissing(dot);
        }
        Step step =
                switch (lexer.kind()) {
                    case NAME -> new Step.Key(lexer.lexeme());
                    case INTEGER -> new Step.Position(lexer.lexeme());
                    case STAR -> new Step.All();
                    default -> throw errors.partMissing(dot);
                };
        lexer.advance();
        return step;
    }

    private Step brackets() {
        int open = lexer.start();
        lexer.advance();
        if (lexer.kind() == Token.RIGHT_BRACKET) {
            throw new ExpressionException(
                    "Brackets after a name need an index or a slice", open, lexer.end(), "as in l[0] or l[1:3]");
        }
        Node from = lexer.kind() == Token.COLON ? null : expression();
        Step step;
        if (lexer.kind() == Token.COLON) {
            lexer.advance();
            Node to = lexer.kind() == Token.RIGHT_BRACKET || lexer.kind() == Token.COLON ? null : expression();
            step = new Step.Slice(from, to);
        } else if (from != null) {
            step = new Step.At(from);
        } else {
            throw errors.unexpected();
        }
        if (lexer.kind() == Token.COLON) {
            throw new ExpressionException(
                    "A slice has one colon", lexer.start(), lexer.end(), "slices have no step: l[from:to]");
        }
        if (lexer.kind() != Token.RIGHT_BRACKET) {
            throw errors.unclosed("[", open, open + 1);
        }
        lexer.advance();
        return step;
    }
}
