package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultPlanTest {

    private static List<Problem> problems(String sections) {
        List<Problem> problems = new ArrayList<>();
        Trees.plan(sections, problems);
        return problems;
    }

    /** The one problem, with its help. */
    private static String problem(String sections) {
        List<Problem> problems = problems(sections);
        assertEquals(1, problems.size(), problems::toString);
        Problem problem = problems.getFirst();
        return problem.what() + problem.help().map(help -> " [" + help + "]").orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            regexp: {a: {regex: x}}                                | result_parse: there is no parser 'regexp' [Did you mean regex?]
            regex: {a: {regx: x, regex: y}}                        | result_parse.regex.a: there is no argument 'regx' [Did you mean regex?]
            regex: {a: {files: x}}                                 | result_parse.regex.a: the argument 'regex' is missing
            regex: {a: {regex: x, action: sum}}                    | result_parse.regex.a: action cannot be 'sum' [It is one of store, store_str, store_true, store_false, count, store_sum, store_min, store_median, store_mean, store_max]
            regex: {a: {regex: x, per_file: each}}                 | result_parse.regex.a: per_file cannot be 'each' [It is one of first, last, name, name_list, list, any, all]
            regex: {a: {regex: x, match_select: second}}           | result_parse.regex.a: match_select cannot be 'second' [It is first, last, all, uniq or an index]
            regex: {a: {regex: x, match_select: 1.5}}              | result_parse.regex.a: match_select cannot be '1.5' [It is first, last, all, uniq or an index]
            regex: {a: {regex: [x]}}                               | result_parse.regex.a: regex must be a text
            regex: {a: x}                                          | result_parse.regex.a must be a mapping
            regex: [a]                                             | result_parse.regex must be a mapping
            regex: {id: {regex: x}}                                | result_parse.regex.id: the key 'id' is reserved [Use another name]
            regex: {1a: {regex: x}}                                | result_parse.regex.1a: '1a' cannot be a key [Keys are made of letters, digits and _, and do not begin with a digit]
            "regex: {'a, b, a': {regex: x}}"                       | result_parse.regex.a, b, a: the key 'a' is already defined by result_parse.regex.a, b, a
            "regex: {'a, result': {regex: x}}"                     | result_parse.regex.a, result: the key 'result' must stand alone
            constant: {a: {const: 1, files: x}}                    | result_parse.constant.a: 'files' cannot be set for the parser constant
            filecheck: {a: {match_select: all}}                    | result_parse.filecheck.a: 'match_select' cannot be set for the parser filecheck
            regex: {_defaults: {flies: x}, a: {regex: x, flies: y}} | result_parse.regex._defaults: there is no argument 'flies' [Did you mean files?]
            split: {a: {sep: ''}}                                  | result_parse.split.a: sep must not be empty [Without sep, a line is split at white space]
            regex: {result: {regex: x, per_file: name}}            | result_parse.regex.result: 'result' must be a single value, so per_file cannot be a name [Use per_file: all or any]
            table: {a: {by_column: maybe}}                         | result_parse.table.a: by_column must be True or False, not 'maybe'
            """)
    void aFaultInParseIsNamedWithItsPlace(String section, String expected) {
        String first = problems("result_parse: {" + section + "}").getFirst().what();
        String help = problems("result_parse: {" + section + "}")
                .getFirst()
                .help()
                .map(text -> " [" + text + "]")
                .orElse("");
        assertEquals(expected, first + help);
    }

    @Test
    void aKeyOfTwoParsersIsAFault() {
        assertEquals(
                "result_parse.constant.a: the key 'a' is already defined by result_parse.regex.a",
                problem("result_parse: {regex: {a: {regex: x}}, constant: {a: {const: x}}}"));
    }

    @Test
    void aBadPatternIsShownWithThePlaceInIt() {
        String what = problem("result_parse: {regex: {a: {regex: 'x(y'}}}");
        assertTrue(what.startsWith("result_parse.regex.a: regex 'x(y' is not a regular expression: "), what);
        assertTrue(what.contains("(at character "), what);
    }

    @Test
    void aBadExpressionIsShownWithThePlaceInIt() {
        String what = problem("result_evaluate: {a: '1 + * 2'}");
        assertTrue(what.startsWith("result_evaluate.a: '1 + * 2' is not an expression: "), what);
        assertTrue(what.contains("(at character "), what);
    }

    @Test
    void textsThatAreNotKnownYetAreNoFaults() {
        List<String> paths = new ArrayList<>();
        ResultPlan.check(
                ResultSections.of(Trees.yaml("""
                        result_parse: {regex: {a: {regex: '?(', files: ['?x', y], actoin: '?'}, b: {regex: '('}}}
                        result_evaluate: {c: '?)', d: ')'}
                        result_reference: {a: {value: '?x'}, b: {value: x}, c: {value: 1, for: {n1: {lower: y}}}}
                        """)),
                text -> text.startsWith("?"),
                (path, problem) -> paths.add(path),
                SiteParsers.NONE);
        assertEquals(
                List.of(
                        "result_parse.regex.a.actoin",
                        "result_parse.regex.b.regex",
                        "result_evaluate.d",
                        "result_reference.b.value",
                        "result_reference.c.for.n1.lower"),
                paths);
    }

    @Test
    void reservedKeysCannotBeEvaluated() {
        assertEquals(
                "result_evaluate.per_file: the key 'per_file' is reserved [Use another name]",
                problem("result_evaluate: {per_file: '1'}"));
    }

    @Test
    void aLoopIsAWarning() {
        List<Problem> problems = problems("result_evaluate: {a: 'b + 1', b: 'a', c: '1', d: 'a'}");
        assertEquals(1, problems.size());
        assertEquals(false, problems.getFirst().isError());
        assertTrue(problems.getFirst().what().contains("a, b, d"), problems::toString);
    }

    @Test
    void allFaultsAreToldAtOnceAndTheRestStays() {
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = Trees.plan("""
                result_parse: {regex: {a: {regex: '('}, b: {regex: x, what: y}, good: {regex: z}}, xlm: {}}
                result_evaluate: {e: ')', f: '1'}
                """, problems);
        assertEquals(4, problems.size(), problems::toString);
        assertEquals(
                List.of(List.of("good")),
                plan.entries().stream().map(Entry::names).toList());
        assertEquals(
                List.of("f"), plan.evaluations().stream().map(Evaluation::key).toList());
    }

    @Test
    void emptySectionsArePlansToo() {
        assertEquals(List.of(), problems("result_parse: {regex: , constant: {}}"));
        assertEquals(false, Trees.plan("").definesResult());
    }
}
