package io.pergola.expr;

/** The kinds of tokens in an expression. */
enum Token {
    /** The end of the text. */
    END,
    /** The double braces that close an expression in a string. */
    CLOSE,
    INTEGER,
    FLOAT,
    TEXT,
    NAME,
    TRUE,
    FALSE,
    OR,
    AND,
    NOT,
    EQUAL,
    UNEQUAL,
    LESS,
    GREATER,
    AT_MOST,
    AT_LEAST,
    PLUS,
    MINUS,
    STAR,
    SLASH,
    FLOOR,
    PERCENT,
    CARET,
    CONCAT,
    DOT,
    LEFT_PAREN,
    RIGHT_PAREN,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    COMMA,
    COLON
}
