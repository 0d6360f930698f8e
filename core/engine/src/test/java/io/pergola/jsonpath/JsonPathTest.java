package io.pergola.jsonpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What paths lead to, by the sections of RFC 9535. */
class JsonPathTest {

    private static final Value DOCUMENT = Json.read("""
            {"a": [{"b": "x", "n": 1}, {"b": "y", "n": 2.0, "c": [5, 6]}, {"b": null}, 7, "text"],
             "o": {"p": 1, "q": {"p": 2}, "it's": 3, "\\"": 4, "\\u263a": 5, "1k": 6},
             "l": [0, 1, 2, 3, 4, 5, 6], "e": [], "t": true, "z": null}
            """);

    private static String selected(String path) {
        return Json.write(new Value.Items(JsonPath.parse(path).select(DOCUMENT)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.t                    | [true]
            $                      | `[{"a":[{"b":"x","n":1},{"b":"y","n":2.0,"c":[5,6]},{"b":null},7,"text"],"o":{"p":1,"q":{"p":2},"it's":3,"\\"":4,"☺":5,"1k":6},"l":[0,1,2,3,4,5,6],"e":[],"t":true,"z":null}]`
            $.o.p                  | [1]
            $['o']["p"]            | [1]
            $ .o [ 'p' ]           | [1]
            $.o['it\\'s']          | [3]
            $.o["it's"]            | [3]
            $.o['"']               | [4]
            $.o["\\""]             | [4]
            $.o.☺                  | [5]
            $.o['\\u263a']         | [5]
            $.o['1k']              | [6]
            $.o.nothing            | []
            $.z                    | [null]
            $.z.z                  | []
            $.l[0]                 | [0]
            $.l[-1]                | [6]
            $.l[7]                 | []
            $.l[-8]                | []
            $.o[0]                 | []
            $.l['0']               | []
            $.o.q.*                | [2]
            $.a[*].b               | ["x","y",null]
            $.e[*]                 | []
            $.l[1,1,'x',-1]        | [1,1,6]
            $.l[1:3]               | [1,2]
            $.l[5:]                | [5,6]
            $.l[:2]                | [0,1]
            $.l[::2]               | [0,2,4,6]
            $.l[ 1 : 5 : 2 ]       | [1,3]
            $.l[-2:]               | [5,6]
            $.l[::-1]              | [6,5,4,3,2,1,0]
            $.l[5:1:-2]            | [5,3]
            $.l[1:5:-1]            | []
            $.l[0:3:0]             | []
            $.l[-100:100]          | [0,1,2,3,4,5,6]
            $..p                   | [1,2]
            $.o..p                 | [1,2]
            $..c[1]                | [6]
            $..['n','c']           | [1,2.0,[5,6]]
            $.o..*                 | [1,{"p":2},3,4,5,6,2]
            """)
    void aPathLeadsTo(String path, String expected) {
        assertEquals(expected, selected(path));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
            $.a[?@.b == 'x'].n                   -> [1]
            $.a[?(@.b == "x")].n                 -> [1]
            $.a[? @.n > 1 ].b                    -> ["y"]
            $.a[?@.n >= 1].b                     -> ["x","y"]
            $.a[?@.n == 2].b                     -> ["y"]
            $.a[?@.n == 2e0].b                   -> ["y"]
            $.a[?@.n].b                          -> ["x","y"]
            $.a[?!@.n].b                         -> [null]
            $.a[?@.b == null]                    -> [{"b":null}]
            $.a[?@.b].b                          -> ["x","y",null]
            $.a[?@.n && @.c].b                   -> ["y"]
            $.a[?@.c || @.b == 'x'].b            -> ["x","y"]
            $.a[?@.b=='x' || @.b=='y' && !@.c].b -> ["x"]
            $.a[?(@.b=='x' || @.b=='y') && !(@.n == 1)].b -> ["y"]
            $.a[?@.c == $.a[1].c].b              -> ["y"]
            $.a[?@.nothing == @.none].b          -> ["x","y",null]
            $.a[?@.nothing != 1].b               -> ["x","y",null]
            $.a[?@.nothing <= @.none].b          -> ["x","y",null]
            $.a[?@.nothing < 1].b                -> []
            $.a[?@ == 7]                         -> [7]
            $.a[?@ < 'z']                        -> ["text"]
            $.a[?@.b > 1].b                      -> []
            $.a[?true == $.t].b                  -> ["x","y",null]
            $.o[?@ > 2 && @ < 5]                 -> [3,4]
            $.a[?length(@.c) == 2].b             -> ["y"]
            $.a[?length(@) == 4]                 -> ["text"]
            $.a[?length(@.nothing) == 0].b       -> []
            $.a[?count(@.*) == 3].b              -> ["y"]
            $.a[?count(@..*) > 3].b              -> ["y"]
            $.a[?value(@.c[?@ > 5]) == 6].b      -> ["y"]
            $.a[?match(@, 'te.t')]               -> ["text"]
            $.a[?match(@, 'ex')]                 -> []
            $.a[?search(@, 'ex')]                -> ["text"]
            $.a[?match(@.n, '1')]                -> []
            $.a[?search(@, '(')]                 -> []
            $.a[?@.c[?@ == 5]].b                 -> ["y"]
            $..[?@.p == 2]                       -> [{"p":2}]
            $.a[?@.n == 1, 3]                    -> `[{"b":"x","n":1},7]`
            """)
    void aFilterChooses(String path, String expected) {
        assertEquals(expected, selected(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.b                 | 1  | it must begin with $
            ``                  | 1  | it must begin with $
            $.                  | 3  | it ends where a name should follow
            $..                 | 4  | it ends where a name should follow
            $.1k                | 3  | a name that begins so stands in ['...']
            $x                  | 2  | here must follow . or [
            $.a.                | 5  | it ends where a name should follow
            $.a[                | 5  | it ends where a selector should follow
            $.a[]               | 5  | in brackets stands a name in quotes, an index, a slice, * or ?
            $.a[b]              | 5  | in brackets stands a name in quotes, an index, a slice, * or ?
            $.a[1               | 6  | it ends where ] should follow
            $.a[1 2]            | 7  | ] is missing here
            $.a[01]             | 5  | this is not an index
            $.a[-0]             | 5  | this is not an index
            $.a[9007199254740992] | 5 | the index is too large
            $['a                | 3  | the quote that begins here is not closed
            $['\\x']            | 4  | there is no escape \\x
            $['\\ud800']        | 10 | half a pair of surrogates
            $['\\u12']          | 6  | four hexadecimal digits are missing behind \\u
            $[?@.a ==]          | 10 | here must stand a path that begins with @ or $, a function, or a value
            $[?                 | 4  | it ends where a condition should follow
            $[?(@.a]            | 8  | ) is missing here
            $[?1]               | 4  | a value by itself is no condition
            $[?@.* == 1]        | 4  | only a path that leads to one value can be compared, without *, .., slices and filters
            $[?@.a == true()]   | 11 | there is no function 'true'; there are length, count, value, match, search
            $[?length(@)]       | 4  | length() is a value and must be compared with another
            $[?match(@,'a')==true] | 4 | match() is a condition by itself and cannot be compared
            $[?match(@)]        | 4  | match() takes 2 arguments, not 1
            $[?count(1) > 1]    | 10 | count() takes a path
            $[?length(@.*) > 1] | 11 | only a path that leads to one value can be compared, without *, .., slices and filters
            $[?@.a == x]        | 11 | a text stands in quotes, a path begins with @ or $
            $[?@.a == 1.]       | 13 | digits are missing behind the point
            $[?@.a == 1e]       | 13 | the exponent has no digits
            $[?@.a = 1]         | 8  | ] is missing here
            """)
    void whatIsNoPathIsToldWithItsPlace(String path, int character, String said) {
        var failure = assertThrows(JsonPathException.class, () -> JsonPath.parse(path));
        assertEquals(said, failure.said());
        assertEquals(character, failure.at() + 1, path);
    }

    @Nested
    class Bounds {

        @Test
        void ofNesting() {
            String path = "$" + "[?@".repeat(200) + "]".repeat(200);
            var failure = assertThrows(JsonPathException.class, () -> JsonPath.parse(path));
            assertTrue(failure.said().contains("nested deeper than 100"), failure.said());
            assertThrows(JsonPathException.class, () -> JsonPath.parse("$[?" + "(".repeat(100_000)));
        }

        @Test
        void ofSteps() {
            Value wide = Json.read("[" + "[1,2,3,4,5,6,7,8,9],".repeat(2000) + "1]");
            JsonPath path = JsonPath.parse("$[?count($..*) > 1][?count($..*) > 1]");
            var failure = assertThrows(JsonPathException.class, () -> path.select(wide));
            assertTrue(failure.said().contains("steps"), failure.said());
        }

        @Test
        void ofValues() {
            Value list = Json.read("[" + "1,".repeat(2000) + "1]");
            JsonPath path = JsonPath.parse("$..*[?@]");
            assertEquals(List.of(), path.select(list));
            JsonPath often = JsonPath.parse("$[" + "*,".repeat(1000) + "*]");
            var failure = assertThrows(JsonPathException.class, () -> often.select(list));
            assertTrue(failure.said().contains("more than 2000000 values"), failure.said());
        }

        @Test
        void ofPatterns() {
            Value text = Json.read("[\"" + "a".repeat(500) + "b\"]");
            JsonPath path = JsonPath.parse("$[?match(@, '(a+)(a+)(a+)(a+)(a+)(a+)c')]");
            var failure = assertThrows(JsonPathException.class, () -> path.select(text));
            assertTrue(failure.said().contains("regular expression"), failure.said());
        }
    }

    @Test
    void aDeadEndSaysHowFarItLeads() {
        JsonPath.DeadEnd end = JsonPath.parse("$.a[*].q['r'].s").deadEnd(DOCUMENT);
        assertEquals("$.a[*]", end.reached());
        assertEquals(5, end.nodes().size());
        assertEquals(List.of("q"), end.names());
        assertEquals(".q", end.next());
    }
}
