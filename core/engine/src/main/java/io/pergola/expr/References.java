package io.pergola.expr;

import io.pergola.expr.Node.Link;
import io.pergola.expr.Node.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the names in a parsed expression, in the order in which they stand. */
final class References {

    private final List<Node.Reference> found = new ArrayList<>();

    private References() {}

    static List<Node.Reference> of(Node node) {
        var references = new References();
        references.visit(node);
        return references.found;
    }

    private void visit(Node node) {
        switch (node) {
            case Node.Literal _ -> {}
            case Node.Reference reference -> {
                found.add(reference);
                reference.steps().forEach(this::visit);
            }
            case Node.Chain(Node first, List<Link> rest, int _, int _) -> visit(first, rest);
            case Node.Comparison(Node first, List<Link> rest, int _, int _) -> visit(first, rest);
            case Node.Call call -> {
                call.arguments().forEach(this::visit);
                call.steps().forEach(this::visit);
            }
            case Node.ListOf list -> list.items().forEach(this::visit);
            case Node.Signs signs -> visit(signs.operand());
            case Node.Not not -> visit(not.operand());
        }
    }

    private void visit(Node first, List<Link> rest) {
        visit(first);
        rest.forEach(link -> visit(link.operand()));
    }

    private void visit(Step step) {
        switch (step) {
            case Step.At(Node index) -> visit(index);
            case Step.Slice(Node from, Node to) -> {
                visitIfThere(from);
                visitIfThere(to);
            }
            case Step.Key _, Step.Position _, Step.All _ -> {}
        }
    }

    private void visitIfThere(@Nullable Node node) {
        if (node != null) {
            visit(node);
        }
    }

    /** The names as variables; distinct but for their places. */
    static List<VariableReference> variables(List<Node.Reference> references) {
        var variables = new LinkedHashMap<VariableReference, VariableReference>();
        for (Node.Reference reference : references) {
            VariableReference variable = variable(reference);
            variables.putIfAbsent(variable.at(0, 0), variable);
        }
        return List.copyOf(variables.values());
    }

    private static VariableReference variable(Node.Reference reference) {
        return switch (reference.shape()) {
            case Shape.Of(VariableReference variable, Step _) -> variable;
            case Shape.Bad(String message, String help) ->
                throw new ExpressionException(message, reference.start(), reference.end(), help);
        };
    }

    /** The names as paths into results; distinct. */
    static List<List<String>> paths(List<Node.Reference> references) {
        return references.stream().map(References::path).distinct().toList();
    }

    private static List<String> path(Node.Reference reference) {
        var path = new ArrayList<String>();
        path.add(reference.name());
        reference.steps().forEach(step -> path.add(word(step)));
        return List.copyOf(path);
    }

    private static String word(Step step) {
        return switch (step) {
            case Step.Key(String name) -> name;
            case Step.Position(String digits) -> digits;
            case Step.At(Node.Literal(var value, int _, int _)) -> Printing.print(value);
            case Step.At _, Step.All _, Step.Slice _ -> "*";
        };
    }
}
