package io.pergola.plugin;

import java.util.List;

/**
 * The parent of every plugin's class loader: the Java platform and what the plugin contract consists of. Pergola's other classes
 * and libraries are out of reach, so that no plugin works by accident and breaks with the next release.
 */
final class ApiLoader extends ClassLoader {

    private static final List<String> SHARED =
            List.of("io.pergola.model.", "io.pergola.spi.", "org.pf4j.", "org.jspecify.", "org.slf4j.");

    private final ClassLoader host;

    ApiLoader(ClassLoader host) {
        super(getPlatformClassLoader());
        this.host = host;
    }

    /** Whether a class must be Pergola's own, whatever the jar holds. */
    static boolean shares(String className) {
        return SHARED.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (shares(name)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
