package org.example.site;

import io.pergola.model.Value;
import io.pergola.spi.ExpressionFunction;
import io.pergola.spi.FunctionException;
import io.pergola.spi.FunctionParameter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pf4j.Extension;

/** The function {@code rack_of}: our nodes are called {@code r07n13}, the node 13 of the rack 7. */
@Extension
public final class RackOf implements ExpressionFunction {

    private static final Pattern NODE = Pattern.compile("r(\\d+)n\\d+");

    @Override
    public String name() {
        return "rack_of";
    }

    @Override
    public List<FunctionParameter> parameters() {
        return List.of(FunctionParameter.of("node", FunctionParameter.Type.STR));
    }

    @Override
    public String description() {
        return "The number of the rack that a node stands in.";
    }

    @Override
    public Value call(List<Value> arguments) {
        String node = ((Value.Text) arguments.getFirst()).value();
        Matcher matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            throw new FunctionException("\"" + node + "\" is no node of ours; they are called r07n13");
        }
        return Value.of(Long.parseLong(matcher.group(1)));
    }
}
