/** The string and expression language: lexer, parser to a sealed AST, evaluator over a scope. Knows no test. */
@NullMarked
package io.pergola.expr;

import org.jspecify.annotations.NullMarked;
