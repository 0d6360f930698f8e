package io.pergola.config;

import java.util.regex.Pattern;

/**
 * What the names in a free mapping must look like.
 *
 * @param pattern matches a whole name; written so that it means the same in other languages
 * @param meaning the same in words, to follow "must be"
 */
public record NameRule(Pattern pattern, String meaning) {

    /** Anything but the empty text. */
    static final NameRule ANY = new NameRule(Pattern.compile("[\\s\\S]+"), "any text that is not empty");

    static NameRule of(String regex, String meaning) {
        return new NameRule(Pattern.compile(regex), meaning);
    }

    boolean accepts(String name) {
        return pattern.matcher(name).matches();
    }
}
