package io.pergola.jsonpath;

import java.util.OptionalLong;

/** What is taken of a list or mapping. */
sealed interface Selector {

    /** The member of a mapping. */
    record Name(String name) implements Selector {}

    /** Each member of a mapping, or item of a list. */
    record Wildcard() implements Selector {}

    /** The item of a list; negative from its end. */
    record Index(long index) implements Selector {}

    /** Items of a list from one to before another, by steps that may go backwards. */
    record Slice(OptionalLong start, OptionalLong end, long step) implements Selector {}

    /** The members or items for which a condition holds. */
    record Filter(Condition condition) implements Selector {}
}
