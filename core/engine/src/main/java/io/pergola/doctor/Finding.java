package io.pergola.doctor;

/**
 * What came of one check.
 *
 * @param group what was looked at, such as {@code Java} or {@code Working directory main}
 * @param check what about it, in one to three words
 * @param level how bad it is
 * @param detail what was found, in a sentence without a full stop
 * @param mend what to do about it; empty if nothing needs to be done
 */
public record Finding(String group, String check, Level level, String detail, String mend) {}
