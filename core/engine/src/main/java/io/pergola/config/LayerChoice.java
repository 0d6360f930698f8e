package io.pergola.config;

import java.util.List;

/**
 * Which layers go round the tests of a request.
 *
 * @param os name of the OS layer; there need not be a file
 * @param platform another name of the OS layer, applied over it where it differs: that by which {@code platforms/} are called
 * @param host name of the host layer; there need not be a file
 * @param modes names of modes, in order; each must have a file
 * @param overrides {@code KEY=VALUE}, in order
 */
public record LayerChoice(String os, String platform, String host, List<String> modes, List<String> overrides) {

    /** With one name for OS and platform. */
    public LayerChoice(String os, String host, List<String> modes, List<String> overrides) {
        this(os, os, host, modes, overrides);
    }

    /** Copies the lists. */
    public LayerChoice {
        modes = List.copyOf(modes);
        overrides = List.copyOf(overrides);
    }
}
