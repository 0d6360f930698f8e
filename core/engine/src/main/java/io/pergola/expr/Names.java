package io.pergola.expr;

import io.pergola.model.Value;

/** What the names in an expression stand for. */
interface Names {

    /** The value of a name with its steps; {@code evaluator} evaluates computed indexes. */
    Value value(Node.Reference reference, Evaluator evaluator);
}
