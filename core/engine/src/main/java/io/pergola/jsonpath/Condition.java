package io.pergola.jsonpath;

import java.util.List;

/** What holds for a node, or does not. */
sealed interface Condition {

    /** One of them at least. */
    record Any(List<Condition> conditions) implements Condition {}

    /** All of them. */
    record All(List<Condition> conditions) implements Condition {}

    /** Not this one. */
    record Not(Condition condition) implements Condition {}

    /** Two values stand so to each other. */
    record Compares(Operand left, Relation relation, Operand right) implements Condition {}

    /** A path leads to something. */
    record Exists(Operand.Path path) implements Condition {}

    /** A function says so. */
    record Says(Operand.Call call) implements Condition {}

    /** How two values stand to each other. */
    enum Relation {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        GREATER(">");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** True if nothing stands so to itself. */
        boolean strict() {
            return this == LESS || this == GREATER;
        }
    }
}
