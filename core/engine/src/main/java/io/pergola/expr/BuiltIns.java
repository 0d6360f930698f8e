package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The functions of the language itself, gathered from where they are written. */
final class BuiltIns {

    private BuiltIns() {}

    /** A function whose value is computed by a lambda. */
    record BuiltIn(String name, List<Parameter> parameters, String description, Function<List<Value>, Value> body)
            implements ExpressionFunction {

        @Override
        public Value call(List<Value> arguments) {
            return body.apply(arguments);
        }
    }

    static List<BuiltIn> all() {
        return Stream.of(NumberFunctions.all(), ListFunctions.all(), TextFunctions.all(), MappingFunctions.all())
                .flatMap(List::stream)
                .toList();
    }
}
