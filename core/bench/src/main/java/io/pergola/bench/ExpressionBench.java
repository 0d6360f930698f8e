package io.pergola.bench;

import io.pergola.expr.Expression;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One expression of ten operators, parsed and evaluated, on the compiler that the launcher of Pergola chooses; {@code core/bench/run} also
 * asks for the optimising one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"})
public class ExpressionBench {

    private static final String TEN = "a + 2 * b - c / 4 + (a - b) * 3 // 2 < 100 and a";

    private final Expression expression = Expression.parse(TEN);
    private final Functions functions = Functions.builtIn();
    private final Map<String, Variable> variables = Map.of("a", number("7"), "b", number("12"), "c", number("2.5"));
    private final io.pergola.expr.Scope scope = (set, name) -> Optional.ofNullable(variables.get(name));

    private static Variable number(String text) {
        return new Variable.Known(List.of(Item.of(text)));
    }

    /** Reads it. */
    @Benchmark
    public Expression parse() {
        return Expression.parse(TEN);
    }

    /** Evaluates it. */
    @Benchmark
    public Value evaluate() {
        return expression.evaluate(scope, functions);
    }
}
