package io.pergola.expr;

/**
 * A function as help shows it.
 *
 * @param name its name
 * @param signature such as {@code round_dig(val: float, places: int)}
 * @param description one sentence
 */
public record FunctionInfo(String name, String signature, String description) {}
