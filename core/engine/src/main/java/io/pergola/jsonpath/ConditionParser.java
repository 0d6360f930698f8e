package io.pergola.jsonpath;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the conditions of filters. */
final class ConditionParser {

    private static final int DEEPEST = 100;

    private final PathText text;
    private final PathParser paths;
    private int depth;

    ConditionParser(PathText text, PathParser paths) {
        this.text = text;
        this.paths = paths;
    }

    Condition condition() {
        if (++depth > DEEPEST) {
            throw text.wrong("conditions are nested deeper than " + DEEPEST + " levels");
        }
        List<Condition> any = new ArrayList<>();
        do {
            any.add(all());
        } while (text.take("||"));
        depth--;
        return any.size() == 1 ? any.getFirst() : new Condition.Any(any);
    }

    private Condition all() {
        List<Condition> all = new ArrayList<>();
        do {
            text.skipBlanks();
            all.add(basic());
            text.skipBlanks();
        } while (text.take("&&"));
        return all.size() == 1 ? all.getFirst() : new Condition.All(all);
    }

    private Condition basic() {
        if (text.take("!")) {
            text.skipBlanks();
            int at = text.at();
            Condition condition = text.isNext("(") ? grouped() : test(operand(), at);
            return new Condition.Not(condition);
        }
        return text.isNext("(") ? grouped() : compared();
    }

    private Condition grouped() {
        text.need("(", "");
        Condition condition = condition();
        text.skipBlanks();
        text.need(")", "here");
        return condition;
    }

    private Condition compared() {
        int at = text.at();
        Operand left = operand();
        int behind = text.at();
        text.skipBlanks();
        Optional<Condition.Relation> relation = relation();
        if (relation.isEmpty()) {
            text.back(behind);
            return test(left, at);
        }
        text.skipBlanks();
        int second = text.at();
        Operand right = operand();
        return new Condition.Compares(comparable(left, at), relation.get(), comparable(right, second));
    }

    private Optional<Condition.Relation> relation() {
        for (Condition.Relation relation : Condition.Relation.values()) {
            if (text.take(relation.sign())) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    private Condition test(Operand operand, int at) {
        return switch (operand) {
            case Operand.Path path -> new Condition.Exists(path);
            case Operand.Call call when call.function().logical() -> new Condition.Says(call);
            case Operand.Call call ->
                throw text.wrong(call.function().word() + "() is a value and must be compared with another", at);
            case Operand.Literal _ -> throw text.wrong("a value by itself is no condition", at);
        };
    }

    private Operand comparable(Operand operand, int at) {
        if (operand instanceof Operand.Path path && !path.singular()) {
            throw text.wrong(
                    "only a path that leads to one value can be compared, without *, .., slices and filters", at);
        }
        if (operand instanceof Operand.Call call && call.function().logical()) {
            throw text.wrong(call.function().word() + "() is a condition by itself and cannot be compared", at);
        }
        return operand;
    }

    private Operand operand() {
        if (text.take("@")) {
            return new Operand.Path(false, paths.segments());
        }
        if (text.take("$")) {
            return new Operand.Path(true, paths.segments());
        }
        if (text.isQuote()) {
            return new Operand.Literal(Value.of(text.quoted()));
        }
        if (text.isNumber()) {
            return new Operand.Literal(Json.read(text.number()));
        }
        if (text.isName()) {
            return word();
        }
        throw text.wrong(
                text.ended()
                        ? "it ends where a condition should follow"
                        : "here must stand a path that begins with @ or $, a function, or a value");
    }

    private Operand word() {
        int at = text.at();
        String word = text.name();
        if (text.isNext("(")) {
            Function function = Function.of(word)
                    .orElseThrow(() -> text.wrong(
                            "there is no function '" + word + "'; there are " + String.join(", ", Function.words()),
                            at));
            return call(function, at);
        }
        return switch (word) {
            case "true", "false" -> new Operand.Literal(Value.of(word.equals("true")));
            case "null" -> new Operand.Literal(Value.NULL);
            default -> throw text.wrong("a text stands in quotes, a path begins with @ or $", at);
        };
    }

    private Operand call(Function function, int at) {
        text.need("(", "");
        List<Operand> arguments = new ArrayList<>();
        text.skipBlanks();
        if (!text.isNext(")")) {
            do {
                text.skipBlanks();
                arguments.add(argument(function));
                text.skipBlanks();
            } while (text.take(","));
        }
        text.need(")", "behind the arguments");
        if (arguments.size() != function.arguments()) {
            throw text.wrong(
                    function.word() + "() takes " + function.arguments() + " argument"
                            + (function.arguments() == 1 ? "" : "s") + ", not " + arguments.size(),
                    at);
        }
        return new Operand.Call(function, arguments);
    }

    private Operand argument(Function function) {
        int at = text.at();
        if (++depth > DEEPEST) {
            throw text.wrong("conditions are nested deeper than " + DEEPEST + " levels");
        }
        Operand operand = operand();
        depth--;
        if (!function.takesNodes()) {
            return comparable(operand, at);
        }
        if (!(operand instanceof Operand.Path)) {
            throw text.wrong(function.word() + "() takes a path", at);
        }
        return operand;
    }
}
