package io.pergola.expr;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Converts what a call gives to what the function declares. */
final class Arguments {

    private Arguments() {}

    static List<Value> convert(ExpressionFunction function, List<Value> given) {
        List<Parameter> parameters = function.parameters();
        long needed =
                parameters.stream().filter(parameter -> !parameter.optional()).count();
        if (given.size() < needed || given.size() > parameters.size()) {
            throw new ArgumentException(function.name() + " takes "
                    + (needed == parameters.size() ? "" + needed : needed + " to " + parameters.size())
                    + (parameters.size() == 1 ? " argument" : " arguments") + ", not " + given.size());
        }
        var converted = new ArrayList<Value>(given.size());
        for (int i = 0; i < given.size(); i++) {
            converted.add(convert(parameters.get(i), given.get(i)));
        }
        return converted;
    }

    private static Value convert(Parameter parameter, Value value) {
        try {
            if (!parameter.many()) {
                return single(parameter.kind(), value);
            }
            if (value instanceof Value.Items(List<Value> items)) {
                return new Value.Items(items.stream()
                        .map(item -> single(parameter.kind(), item))
                        .toList());
            }
        } catch (ArgumentException e) {
            throw new ArgumentException("Argument \"" + parameter.name() + "\": " + e.getMessage());
        }
        throw new ArgumentException(
                "Argument \"" + parameter.name() + "\": a list is needed here, not " + Kinds.of(value));
    }

    private static Value single(Parameter.Kind kind, Value value) {
        return switch (kind) {
            case ANY -> value;
            case NUM -> Numbers.convert(value) instanceof Value.Bool flag ? flag : Numbers.toNumber(value);
            case INT -> new Value.Int(whole(value));
            case FLOAT -> Value.of(Numbers.toDouble(Numbers.toNumber(value)));
            case STR -> Value.of(Printing.print(value));
            case MAPPING -> {
                if (!(value instanceof Value.Entries)) {
                    throw new ArgumentException("A mapping is needed here, not " + Kinds.of(value));
                }
                yield value;
            }
        };
    }

    private static BigInteger whole(Value value) {
        return switch (Numbers.toNumber(value)) {
            case Value.Int(BigInteger number) -> number;
            case Value.Real(double number) when !(value instanceof Value.Text) -> Numbers.toWhole(number);
            default -> throw new ArgumentException("A whole number is needed here, not " + Kinds.of(value));
        };
    }
}
