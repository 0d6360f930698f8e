package io.pergola.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads a path, by the grammar of RFC 9535. */
final class PathParser {

    private final PathText text;
    private final ConditionParser conditions;

    private PathParser(PathText text) {
        this.text = text;
        this.conditions = new ConditionParser(text, this);
    }

    /** The segments of a path from the root. */
    static List<Segment> parse(String path) {
        var text = new PathText(path);
        if (!text.take("$")) {
            throw text.wrong("it must begin with $");
        }
        List<Segment> segments = new PathParser(text).segments();
        if (!text.ended()) {
            throw text.wrong("here must follow . or [");
        }
        return segments;
    }

    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        while (true) {
            int before = text.at();
            text.skipBlanks();
            if (text.take("..")) {
                segments.add(text.isNext("[") ? bracketed(true) : named(true));
            } else if (text.take(".")) {
                segments.add(named(false));
            } else if (text.isNext("[")) {
                segments.add(bracketed(false));
            } else {
                text.back(before);
                return segments;
            }
        }
    }

    private Segment named(boolean deep) {
        if (text.take("*")) {
            return new Segment(deep, List.of(new Selector.Wildcard()), text.at());
        }
        if (!text.isName()) {
            throw text.wrong(
                    text.ended() ? "it ends where a name should follow" : "a name that begins so stands in ['...']");
        }
        return new Segment(deep, List.of(new Selector.Name(text.name())), text.at());
    }

    private Segment bracketed(boolean deep) {
        text.need("[", "");
        List<Selector> selectors = new ArrayList<>();
        do {
            text.skipBlanks();
            selectors.add(selector());
            text.skipBlanks();
        } while (text.take(","));
        text.need("]", "here");
        return new Segment(deep, selectors, text.at());
    }

    private Selector selector() {
        if (text.isQuote()) {
            return new Selector.Name(text.quoted());
        }
        if (text.take("*")) {
            return new Selector.Wildcard();
        }
        if (text.take("?")) {
            return new Selector.Filter(conditions.condition());
        }
        if (text.isNumber() || text.isNext(":")) {
            return indexOrSlice();
        }
        throw text.wrong(
                text.ended()
                        ? "it ends where a selector should follow"
                        : "in brackets stands a name in quotes, an index, a slice, * or ?");
    }

    private Selector indexOrSlice() {
        OptionalLong start = number();
        text.skipBlanks();
        if (!text.take(":")) {
            return new Selector.Index(start.orElseThrow());
        }
        text.skipBlanks();
        OptionalLong end = number();
        int before = text.at();
        text.skipBlanks();
        OptionalLong step = OptionalLong.empty();
        if (text.take(":")) {
            text.skipBlanks();
            step = number();
        } else {
            text.back(before);
        }
        return new Selector.Slice(start, end, step.orElse(1));
    }

    private OptionalLong number() {
        return text.isNumber() ? OptionalLong.of(text.whole()) : OptionalLong.empty();
    }
}
