package io.pergola.app;

import io.pergola.expr.ArgumentException;
import io.pergola.expr.ExpressionFunction;
import io.pergola.expr.FunctionSource;
import io.pergola.expr.Parameter;
import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.plugin.LoadedFunction;
import io.pergola.plugin.PluginCatalog;
import io.pergola.spi.FunctionException;
import io.pergola.spi.FunctionParameter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The functions of plugins, for expressions. Looks at jars when a function is called that the language does not have. */
final class SiteFunctions implements FunctionSource {

    private final PluginCatalog plugins;
    private final Map<String, Optional<ExpressionFunction>> found = new ConcurrentHashMap<>();

    SiteFunctions(PluginCatalog plugins) {
        this.plugins = plugins;
    }

    @Override
    public Optional<ExpressionFunction> find(String name) {
        return found.computeIfAbsent(name, key -> plugins.function(key).map(SiteFunctions::adapted));
    }

    @Override
    public Collection<ExpressionFunction> all() {
        return plugins.functions().stream().map(SiteFunctions::adapted).toList();
    }

    @Override
    public String missing() {
        return plugins.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.what() + ". " + problem.help().orElse(""))
                .collect(Collectors.joining(" "));
    }

    private static ExpressionFunction adapted(LoadedFunction loaded) {
        return new Adapted(
                loaded.function(),
                loaded.function().parameters().stream()
                        .map(SiteFunctions::adapted)
                        .toList());
    }

    private static Parameter adapted(FunctionParameter parameter) {
        return new Parameter(parameter.name(), kind(parameter.type()), parameter.list(), parameter.optional());
    }

    private static Parameter.Kind kind(FunctionParameter.Type type) {
        return switch (type) {
            case ANY -> Parameter.Kind.ANY;
            case NUM -> Parameter.Kind.NUM;
            case INT -> Parameter.Kind.INT;
            case FLOAT -> Parameter.Kind.FLOAT;
            case STR -> Parameter.Kind.STR;
            case MAPPING -> Parameter.Kind.MAPPING;
        };
    }

    /** A plugin's function with the language's face. */
    private record Adapted(io.pergola.spi.ExpressionFunction inner, List<Parameter> parameters)
            implements ExpressionFunction {

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public String description() {
            return inner.description();
        }

        @Override
        public Value call(List<Value> arguments) {
            try {
                return inner.call(arguments);
            } catch (FunctionException | PluginException e) {
                throw new ArgumentException(String.valueOf(e.getMessage()));
            }
        }
    }
}
