package io.pergola.spi;

/** The version of this interface, which a plugin names in its jar's manifest as {@code Plugin-Requires}. */
public final class ApiVersion {

    /** Major.minor.patch; a plugin made for another major version, or for a later minor version or patch, is refused. */
    public static final String CURRENT = "0.1.0";

    private ApiVersion() {}
}
