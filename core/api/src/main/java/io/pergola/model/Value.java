package io.pergola.model;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A value of the test language and of results. Immutable. */
public sealed interface Value {

    /** No value: a JSON null, a parser that found nothing. */
    Value NULL = new Null();

    /** A whole number without limit. */
    record Int(BigInteger value) implements Value {}

    /** A binary floating point number; may be infinite or not a number. */
    record Real(double value) implements Value {}

    /** A truth value. */
    record Bool(boolean value) implements Value {}

    /** A text; may be empty. */
    record Text(String value) implements Value {}

    /** A list; may be empty, and may hold values of several types. */
    record Items(List<Value> values) implements Value {

        /** Copies the list. */
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A mapping that keeps the order of its keys. */
    record Entries(SequencedMap<String, Value> values) implements Value {

        /** Copies the mapping. */
        public Entries {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /** See {@link #NULL}. */
    record Null() implements Value {}

    /** A whole number. */
    static Value of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    /** A floating point number. */
    static Value of(double value) {
        return new Real(value);
    }

    /** A truth value. */
    static Value of(boolean value) {
        return new Bool(value);
    }

    /** A text. */
    static Value of(String value) {
        return new Text(value);
    }

    /** A list of texts. */
    static Value ofTexts(List<String> values) {
        return new Items(values.stream().map(Value::of).toList());
    }

    /** A mapping. */
    static Value of(Map<String, ? extends Value> values) {
        return new Entries(new LinkedHashMap<>(values));
    }
}
