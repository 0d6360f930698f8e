package io.pergola.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that configuration depends on outside its files.
 *
 * @param environment the environment variables
 * @param currentDir the current directory, absolute
 * @param home the home directory of the user, absolute
 * @param shipped the root of the distribution, with {@code config/} and {@code test-suites/} in it; null if there is none
 */
public record Surroundings(
        Map<String, String> environment,
        Path currentDir,
        Path home,
        @Nullable Path shipped) {

    /** Copies the map. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** An environment variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The path a user means: {@code ~}, {@code $NAME} and <code>${NAME}</code> filled in; relative to {@code base}. */
    Path path(String written, Path base) {
        String text = written.strip();
        if (text.equals("~") || text.startsWith("~/")) {
            text = home + text.substring(1);
        }
        return base.resolve(expand(text)).normalize();
    }

    private String expand(String text) {
        return Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))").matcher(text).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            return Matcher.quoteReplacement(variable(name).orElse(match.group()));
        });
    }
}
