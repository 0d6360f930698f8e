package io.pergola.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Which layers go round the tests of a request.
 *
 * @param os name of the OS layer; there need not be a file
 * @param platform another name of the OS layer, applied over it where it differs: that by which {@code platforms/} are called
 * @param host name of the host layer; there need not be a file
 * @param modes names of modes, in order; each must have a file
 * @param overrides {@code KEY=VALUE}, in order
 * @param conditions added to those of each test
 */
public record LayerChoice(
        String os,
        String platform,
        String host,
        List<String> modes,
        List<String> overrides,
        TestConditions conditions) {

    /** Without conditions. */
    public LayerChoice(String os, String platform, String host, List<String> modes, List<String> overrides) {
        this(os, platform, host, modes, overrides, TestConditions.NONE);
    }

    /** With one name for OS and platform. */
    public LayerChoice(String os, String host, List<String> modes, List<String> overrides) {
        this(os, os, host, modes, overrides);
    }

    /** The layers under the tests, weakest first. */
    List<Layer> before() {
        List<Layer> before = new ArrayList<>();
        before.add(new Layer(Layer.Kind.OS, os));
        if (!platform.equals(os)) {
            before.add(new Layer(Layer.Kind.OS, platform));
        }
        before.add(new Layer(Layer.Kind.HOST, host));
        return before;
    }

    /** The modes, in order. */
    List<Layer> after() {
        return modes.stream().map(mode -> new Layer(Layer.Kind.MODE, mode)).toList();
    }

    /** With one layer in the place of that of its kind; with a mode more. */
    public LayerChoice with(Layer layer) {
        String name = layer.name();
        return switch (layer.kind()) {
            case OS -> new LayerChoice(name, name, host, modes, overrides, conditions);
            case HOST -> new LayerChoice(os, platform, name, modes, overrides, conditions);
            case MODE -> {
                List<String> more = new ArrayList<>(modes);
                more.add(name);
                yield new LayerChoice(os, platform, host, more, overrides, conditions);
            }
            default -> throw new IllegalArgumentException(layer + " is not chosen");
        };
    }

    /** Copies the lists. */
    public LayerChoice {
        modes = List.copyOf(modes);
        overrides = List.copyOf(overrides);
    }
}
