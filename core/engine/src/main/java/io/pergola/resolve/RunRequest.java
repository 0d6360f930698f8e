package io.pergola.resolve;

import io.pergola.config.TestConditions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tests to resolve, and how.
 *
 * @param tests requests: {@code [N*]SUITE[.TEST[.PERMUTATION]][*N]}
 * @param files files with a request in each line; they come after {@code tests}
 * @param os name of the OS layer; null for that of this machine
 * @param host name of the host layer; null for that of this machine
 * @param modes modes, in order
 * @param overrides {@code KEY=VALUE}, in order
 * @param repeat how often everything is repeated, at least 1
 * @param conditions added to those of each test
 */
public record RunRequest(
        List<String> tests,
        List<Path> files,
        @Nullable String os,
        @Nullable String host,
        List<String> modes,
        List<String> overrides,
        int repeat,
        TestConditions conditions) {

    /** Without conditions. */
    public RunRequest(
            List<String> tests,
            List<Path> files,
            @Nullable String os,
            @Nullable String host,
            List<String> modes,
            List<String> overrides,
            int repeat) {
        this(tests, files, os, host, modes, overrides, repeat, TestConditions.NONE);
    }

    /** Checks and copies. */
    public RunRequest {
        tests = List.copyOf(tests);
        files = List.copyOf(files);
        modes = List.copyOf(modes);
        overrides = List.copyOf(overrides);
        if (repeat < 1) {
            throw new IllegalArgumentException("Nothing can be repeated " + repeat + " times");
        }
    }

    /** These tests as they are, on this machine, once. */
    public static RunRequest of(String... tests) {
        return new RunRequest(List.of(tests), List.of(), null, null, List.of(), List.of(), 1);
    }
}
