package io.pergola.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes suites at random: mostly well formed, often wrong in one place. The same random numbers give the same text. */
final class SuiteGrammar {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> OTHERS = List.of(
            "sys_name",
            "sys.sys_arch",
            "pav.user",
            "sched.nodes",
            "sched.tasks_total",
            "host_name",
            "var.a",
            "nope",
            "var",
            "sys_os.name");
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "/", "//", "%", "^", "..", "==", "!=", "<", ">", "<=", ">=", "and", "or");
    private static final List<String> FUNCTIONS = List.of(
            "len",
            "sum",
            "avg",
            "max",
            "min",
            "int",
            "float",
            "str",
            "round",
            "floor",
            "ceil",
            "all",
            "any",
            "sort",
            "range",
            "replace",
            "re_search",
            "keys",
            "outliers",
            "log",
            "random",
            "nothing");
    private static final List<String> FORMATS =
            List.of(":d", ":5", ":05.2f", ":>8", ":x", ":,", ":e", ":999999999", ":^%3s", ":+", ":.", ": =#010b", "");
    private static final List<String> SCALARS = List.of(
            "x",
            "3",
            "3.10",
            "010",
            "True",
            "yes",
            "~",
            "''",
            "'  '",
            "\"a\\tb\"",
            "1e999",
            "-0",
            "0x10",
            "a b",
            "'é😀'",
            "'{'",
            "'~'",
            "'[~'",
            "'\\\\'",
            "99999999999999999999",
            "null",
            "'a,b'",
            "|-\n        two\n        lines",
            "[]",
            "{}",
            "[a, [b]]",
            "{x: 1}");

    private final Random random;

    SuiteGrammar(Random random) {
        this.random = random;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int inHundred) {
        return random.nextInt(100) < inHundred;
    }

    private <T> List<T> some(int most, Supplier<T> maker) {
        List<T> made = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            made.add(maker.get());
        }
        return made;
    }

    String suite() {
        var text = new StringBuilder();
        int tests = 1 + random.nextInt(3);
        for (int i = 0; i < tests; i++) {
            text.append(chance(10) ? "_" : "")
                    .append("t")
                    .append(i)
                    .append(":\n")
                    .append(test(i));
        }
        return text.toString();
    }

    private String test(int index) {
        var text = new StringBuilder();
        if (index > 0 && chance(40)) {
            text.append("  inherits_from: t").append(random.nextInt(index + 1)).append('\n');
        }
        text.append(variables());
        if (chance(50)) {
            text.append("  permute_on: [")
                    .append(String.join(", ", some(3, this::name)))
                    .append("]\n");
        }
        if (chance(20)) {
            text.append("  subtitle: ").append(quoted(template())).append('\n');
        }
        if (chance(30)) {
            text.append("  ")
                    .append(chance(50) ? "only_if" : "not_if")
                    .append(": {")
                    .append(quoted(template()))
                    .append(": [")
                    .append(some(2, () -> quoted(template())).stream().collect(Collectors.joining(", ")))
                    .append("]}\n");
        }
        text.append("  run:\n    cmds").append(chance(10) ? "+" : "").append(":\n");
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            text.append("      - ").append(quoted(template())).append('\n');
        }
        if (chance(20)) {
            text.append("    ")
                    .append(any(List.of("timeout", "concurrent", "env", "create_files", "timout")))
                    .append(": ")
                    .append(value())
                    .append('\n');
        }
        if (chance(30)) {
            text.append("  result_evaluate: {r: ").append(quoted(expression(3))).append("}\n");
        }
        if (chance(20)) {
            text.append("  result_parse: {regex: {k: {regex: ")
                    .append(quoted(template()))
                    .append("}}}\n");
        }
        if (chance(20)) {
            text.append("  schedule: {nodes: ").append(value()).append("}\n");
        }
        return text.toString();
    }

    private String variables() {
        if (chance(10)) {
            return "";
        }
        var text = new StringBuilder("  variables:\n");
        for (String name : NAMES.subList(0, random.nextInt(NAMES.size() + 1))) {
            text.append("    ")
                    .append(name)
                    .append(any(List.of("", "", "", "", "?", "+")))
                    .append(": ")
                    .append(variable())
                    .append('\n');
        }
        return text.toString();
    }

    private String variable() {
        return switch (random.nextInt(5)) {
            case 0 -> value();
            case 1 -> "{x: " + value() + ", y: " + value() + "}";
            case 2 -> "[{x: 1, y: " + value() + "}, {x: 2, y: 3}]";
            default -> "[" + String.join(", ", some(4, this::value)) + "]";
        };
    }

    private String value() {
        return chance(50) ? any(SCALARS) : quoted(template());
    }

    private String quoted(String text) {
        return "'" + text.replace("'", "''").replace("\n", " ") + "'";
    }

    private String template() {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(
                    switch (random.nextInt(7)) {
                        case 0 -> any(List.of("echo ", " x ", "\\{{", "\\~", "\\\\", "é", "}}", "{", "~"));
                        case 1 ->
                            "[~" + any(List.of("", "-", " ")) + hole() + any(List.of("", "x")) + "~"
                                    + any(List.of(" ", ",", "", "\\]")) + "]";
                        case 2 -> "word ";
                        default -> hole();
                    });
        }
        return text.toString();
    }

    private String hole() {
        return "{{" + expression(3) + (chance(20) ? any(FORMATS) : "") + "}}";
    }

    private String name() {
        return chance(80) ? any(NAMES) : any(OTHERS);
    }

    String expression(int depth) {
        if (depth == 0 || chance(40)) {
            return operand();
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + expression(depth - 1) + ")";
            case 1 ->
                any(FUNCTIONS) + "(" + String.join(", ", some(3, () -> expression(depth - 1))) + ")"
                        + any(List.of("", "", ".0", "[1:]", ".*"));
            case 2 -> any(List.of("-", "not ", "+", "--")) + expression(depth - 1);
            case 3 -> "[" + String.join(", ", some(3, () -> expression(depth - 1))) + "]";
            default -> expression(depth - 1) + " " + any(OPERATORS) + " " + expression(depth - 1);
        };
    }

    private String operand() {
        return switch (random.nextInt(6)) {
            case 0 -> String.valueOf(random.nextInt(100) - 10);
            case 1 ->
                any(List.of(
                        "2.5",
                        "1000000",
                        "99999999999999999999",
                        "0",
                        "True",
                        "\"text\"",
                        "\"3\"",
                        "\"\"",
                        "\"(a+)+b\"",
                        "3.",
                        ".5"));
            default ->
                name()
                        + any(List.of(
                                "",
                                "",
                                "",
                                ".0",
                                ".*",
                                ".x",
                                ".0.y",
                                "[0]",
                                "[-1]",
                                "[1:]",
                                "[:99999999999]",
                                "[" + random.nextInt(3) + "]"));
        };
    }
}
