package io.pergola.source;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How other machines are reached.
 *
 * @param timeout how long one may be silent; positive
 * @param environment the environment: {@code https_proxy}, {@code http_proxy}, {@code all_proxy}, {@code no_proxy} count, and what
 *     {@code git} is given
 * @param proxies by protocol; stronger than the environment
 * @param noProxy hosts and domains that are reached without a proxy, besides those of the environment
 */
public record Network(
        Duration timeout, Map<String, String> environment, Map<String, String> proxies, List<String> noProxy) {

    private static final int PROXY_PORT = 3128;

    /** Copies. */
    public Network {
        environment = Map.copyOf(environment);
        proxies = Map.copyOf(proxies);
        noProxy = List.copyOf(noProxy);
    }

    /** The proxy for a protocol, as it was written; empty if there is none. */
    Optional<String> proxy(String protocol) {
        for (String name : List.of(protocol + "_proxy", "all_proxy")) {
            String told = proxies.getOrDefault(
                    name.replace("_proxy", ""),
                    environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), "")));
            if (!told.isBlank()) {
                return Optional.of(told.strip());
            }
        }
        return Optional.empty();
    }

    /** Hosts that are reached directly. */
    List<String> direct() {
        var hosts = new ArrayList<>(noProxy);
        String told = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        for (String host : told.split(",", -1)) {
            hosts.add(host.strip());
        }
        hosts.removeIf(String::isEmpty);
        return hosts;
    }

    /**
     * The way to a file.
     *
     * @throws SourceException if the proxy that was told is none
     */
    Proxy way(URI uri) throws SourceException {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        Optional<String> proxy = proxy(uri.getScheme());
        if (proxy.isEmpty() || direct().stream().anyMatch(each -> covers(each.toLowerCase(Locale.ROOT), host))) {
            return Proxy.NO_PROXY;
        }
        String text = proxy.get().contains("://") ? proxy.get() : "http://" + proxy.get();
        try {
            URI place = URI.create(text);
            if (place.getHost() != null) {
                int port = place.getPort() < 0 ? PROXY_PORT : place.getPort();
                return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(place.getHost(), port));
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new SourceException("The proxy for " + uri.getScheme() + " is not of the form http://HOST:PORT; correct "
                + uri.getScheme() + "_proxy, or proxies in pergola.yaml");
    }

    private static boolean covers(String rule, String host) {
        String domain = rule.startsWith("*.") ? rule.substring(1) : rule;
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        return rule.equals("*") || host.equals(bare) || host.endsWith("." + bare);
    }
}
