package io.pergola.filter;

import io.pergola.config.Suggestions;
import io.pergola.model.Place;
import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter. A blank binds more tightly than {@code |}, {@code !} more tightly than both. Goes on behind what is wrong, so that all of it
 * is told at once.
 */
final class FilterParser {

    private static final String SOURCE = "--filter";
    private static final int DEEPEST = 100;

    /** Stands where nothing could be read; never comes out. */
    private static final Condition NOTHING = new Condition.All(List.of());

    private final String line;
    private final Scanner scanner;
    private final BiFunction<Key, String, Optional<Wrong>> check;
    private final List<Problem> problems = new ArrayList<>();
    private int depth;

    /** The rest was not looked at, so that what seems to lack may stand there. */
    private boolean tooDeep;

    /** What is wrong with a value, and how to mend it. */
    record Wrong(String what, String help) {}

    FilterParser(String text, BiFunction<Key, String, Optional<Wrong>> check) {
        this.line = text.replaceAll("\\p{Cntrl}", " ");
        this.scanner = new Scanner(line);
        this.check = check;
    }

    /** The condition; null if there are problems, which are then added to the list. */
    @Nullable Condition parse(List<Problem> all) {
        Condition read = any();
        while (scanner.peek() == ')') {
            wrong(scanner.at(), "')' closes nothing", "remove it, or open it by '('");
            scanner.skip();
            scanner.skipBlanks();
            if (scanner.at() < line.length()) {
                any();
            }
        }
        all.addAll(problems);
        return problems.isEmpty() ? read : null;
    }

    private Condition any() {
        var parts = new ArrayList<Condition>();
        parts.add(all());
        while (scanner.accept('|')) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
    }

    private Condition all() {
        var parts = new ArrayList<Condition>();
        scanner.skipBlanks();
        while (scanner.at() < line.length() && scanner.peek() != '|' && scanner.peek() != ')') {
            parts.add(term());
            scanner.skipBlanks();
        }
        if (parts.isEmpty()) {
            missing();
        }
        return parts.isEmpty() ? NOTHING : parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private void missing() {
        wrong(
                scanner.at(),
                "a condition is missing",
                "write a word such as FAILED, or a comparison such as user=ann; '|' stands between two");
    }

    private Condition term() {
        if (depth >= DEEPEST) {
            wrong(scanner.at(), "more than " + DEEPEST + " '(' and '!' stand within each other", "use fewer");
            tooDeep = true;
            scanner.skipAll();
            return NOTHING;
        }
        depth++;
        int start = scanner.at();
        Condition read;
        if (scanner.accept('!')) {
            read = negated();
        } else if (scanner.accept('(')) {
            read = enclosed(start);
        } else {
            read = named();
        }
        depth--;
        return read;
    }

    private Condition negated() {
        scanner.skipBlanks();
        if (scanner.at() >= line.length() || scanner.peek() == '|' || scanner.peek() == ')') {
            missing();
            return NOTHING;
        }
        return new Condition.Not(term());
    }

    private Condition enclosed(int start) {
        Condition read = any();
        if (!scanner.accept(')')) {
            wrong(start, "'(' is not closed", "add ')'");
        }
        return read;
    }

    /** A word, or a key with its value. */
    private Condition named() {
        int start = scanner.at();
        String name = scanner.word();
        scanner.skipBlanks();
        if (scanner.atOperator()) {
            return compared(start, name);
        }
        Word word = Word.of(name);
        if (word != null) {
            return new Condition.Is(word);
        }
        if (name.isEmpty()) {
            unexpected(start);
        } else {
            unknownWord(start, name);
        }
        return NOTHING;
    }

    private void unexpected(int start) {
        if (scanner.atQuote()) {
            scanner.quoted();
            wrong(start, "a text in quotes stands alone", "write its key before it, such as name='a text'");
            return;
        }
        String sign = String.valueOf(scanner.peek());
        scanner.skip();
        wrong(start, "'" + sign + "' means nothing here", "a blank means and, '|' or, '!' not");
    }

    private void unknownWord(int start, String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "and" -> wrong(start, "'" + name + "' is not a word of filters", "leave it out: a blank means and");
            case "or" -> wrong(start, "'" + name + "' is not a word of filters", "write '|' for or");
            case "not" -> wrong(start, "'" + name + "' is not a word of filters", "write '!' for not");
            default -> {
                Key key = Key.of(name.toLowerCase(Locale.ROOT));
                if (key != null) {
                    wrong(start, "'" + name + "' lacks a value", key.forms());
                } else {
                    List<String> known = Stream.concat(Word.names().stream(), Key.names().stream())
                            .toList();
                    wrong(
                            start,
                            "there is no word '" + name + "'",
                            near(name, known) + "words are " + String.join(", ", Word.names())
                                    + "; all else is KEY=VALUE");
                }
            }
        }
    }

    private Condition compared(int start, String name) {
        int signAt = scanner.at();
        String sign = scanner.operator();
        Key key = Key.of(name.toLowerCase(Locale.ROOT));
        Operator operator = Operator.of(sign);
        if (name.isEmpty()) {
            wrong(start, "a key is missing before '" + sign + "'", "keys are " + String.join(", ", Key.names()));
        } else if (key == null) {
            unknownKey(start, name);
        }
        if (operator == null) {
            wrong(signAt, "there is no operator '" + sign + "'", "write =, !=, <, <=, > or >=");
        } else if (key != null && !key.allows(operator)) {
            wrong(signAt, "'" + key + "' cannot be compared by '" + sign + "'", key.forms());
        }
        @Nullable String value = value(key, start);
        return key == null || operator == null || value == null
                ? NOTHING
                : new Condition.Compares(key, operator, value);
    }

    private void unknownKey(int start, String name) {
        String all = "keys are " + String.join(", ", Key.names());
        wrong(
                start,
                "there is no key '" + name + "'",
                Word.of(name) == null
                        ? near(name, Key.names()) + all
                        : "write " + name.toUpperCase(Locale.ROOT) + " alone; it has no value");
    }

    /** Null if it is missing or does not fit. */
    private @Nullable String value(@Nullable Key key, int start) {
        scanner.skipBlanks();
        int at = scanner.at();
        if (scanner.atOpenQuote()) {
            wrong(at, "the quote is not closed", "add another " + scanner.peek());
            scanner.quoted();
            return null;
        }
        boolean quoted = scanner.atQuote();
        boolean time = key == null || key.kind() == Key.Kind.TIME;
        String value = quoted ? scanner.quoted() : time ? scanner.time() : scanner.value();
        if (value.isEmpty() && !quoted) {
            wrong(start, "a value is missing", key == null ? "write KEY=VALUE" : key.forms());
            return null;
        }
        if (key == null) {
            return value;
        }
        Optional<Wrong> wrong = check.apply(key, value);
        wrong.ifPresent(its -> wrong(at, its.what(), its.help()));
        return wrong.isPresent() ? null : value;
    }

    private static String near(String name, List<String> known) {
        String near = Suggestions.didYouMean(name, known);
        return near.isEmpty() ? "" : near + " ";
    }

    private void wrong(int at, String what, String help) {
        if (tooDeep) {
            return;
        }
        problems.add(Problem.error(what).at(new Place(SOURCE, 1, at + 1), line).help(help));
    }
}
