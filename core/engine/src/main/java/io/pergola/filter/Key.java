package io.pergola.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be compared. */
enum Key {
    NAME(Kind.TEXT),
    USER(Kind.TEXT),
    SYS_NAME(Kind.TEXT),
    SERIES(Kind.TEXT),
    SCHEDULER(Kind.TEXT),
    PARTITION(Kind.TEXT),
    NODES(Kind.NODES),
    NUM_NODES(Kind.NUMBER),
    STATE(Kind.CAPITALS),
    HAS_STATE(Kind.CAPITALS),
    RESULT(Kind.CAPITALS),
    CREATED(Kind.TIME),
    STARTED(Kind.TIME),
    FINISHED(Kind.TIME);

    /** What its values are. */
    enum Kind {
        /** A glob. */
        TEXT,
        /** A glob, in any case of letters. */
        CAPITALS,
        /** Names of nodes, as lists or globs. */
        NODES,
        /** A count. */
        NUMBER,
        /** A time, or a distance into the past. */
        TIME
    }

    private final Kind kind;

    Key(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** True if it has to be looked up for each run. */
    boolean isSlow() {
        return this == PARTITION || this == HAS_STATE;
    }

    boolean allows(Operator operator) {
        return switch (kind) {
            case NUMBER -> true;
            case TIME -> operator.isOrder();
            case TEXT, CAPITALS, NODES -> !operator.isOrder();
        };
    }

    /** How it may be written, for messages. */
    String forms() {
        return switch (kind) {
            case TEXT, CAPITALS -> "write " + this + "=GLOB or " + this + "!=GLOB";
            case NODES -> "write nodes=LIST or nodes!=LIST, such as nodes=node[01-04] or nodes=gpu*";
            case NUMBER -> "write a number behind =, !=, <, <=, > or >=, such as num_nodes>=4";
            case TIME ->
                "write " + this + "<TIME or " + this + ">TIME, such as " + this + "<1 week or " + this + ">2026-03-21";
        };
    }

    static @Nullable Key of(String name) {
        for (Key key : values()) {
            if (key.toString().equals(name)) {
                return key;
            }
        }
        return null;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Key::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
