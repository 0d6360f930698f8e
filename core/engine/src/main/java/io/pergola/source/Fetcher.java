package io.pergola.source;

import io.pergola.spi.CommandRunner;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches sources from elsewhere, each once for all that want it at the same time, in whatever process. What was asked for
 * once is not asked for again by this one. Safe for use by several threads.
 */
public final class Fetcher {

    private final Network network;
    private final TreeDigests digests;
    private final Git git;
    private final Turns turns = new Turns();
    private final Map<String, Source> fetched = new ConcurrentHashMap<>();

    /**
     * @param git runs {@code git}; it has to be given {@link Git#environment}
     * @param digests reads what is checked
     */
    public Fetcher(Network network, CommandRunner git, TreeDigests digests) {
        this.network = network;
        this.digests = digests;
        this.git = new Git(git, network.timeout());
    }

    /**
     * Something elsewhere.
     *
     * @param url where
     * @param place where it is kept: a file, or the directory of a repository
     * @param freshness when it is fetched
     */
    public record Request(String url, Path place, Freshness freshness) {}

    /**
     * A file, downloaded where that is due.
     *
     * @param checksum 64 hexadecimal digits of its SHA-256, or empty for whatever comes
     */
    public Source.Single file(Request request, Optional<String> checksum) throws SourceException {
        URI uri = uri(request.url());
        Path place = uri.getScheme().equalsIgnoreCase("file") ? local(uri) : request.place();
        var source = new Source.Single(place, name(uri, place));
        if (place.equals(request.place())) {
            String key = place + " " + request.url();
            turns.take(place, () -> {
                if (!fetched.containsKey(key)) {
                    bring(request, uri, checksum);
                    fetched.put(key, source);
                }
                return source;
            });
        } else if (!Files.isRegularFile(place)) {
            throw new SourceException("build.source_url: there is no file " + Names.shown(place));
        }
        check(uri, place, checksum);
        return source;
    }

    private void bring(Request request, URI uri, Optional<String> checksum) throws SourceException {
        boolean there = Files.exists(request.place());
        if (!there && request.freshness() == Freshness.NEVER) {
            throw new SourceException(Names.shown(request.place())
                    + " is not there, and build.source_download is 'never': put it there, or let it be downloaded");
        }
        if (!there || request.freshness() == Freshness.LATEST) {
            new Download(network, uri, request.place()).run(there, complete -> check(uri, complete, checksum));
        }
    }

    private void check(URI uri, Path file, Optional<String> checksum) throws SourceException {
        if (checksum.isPresent()) {
            String is = digests.sha256(file);
            if (!is.equalsIgnoreCase(checksum.get())) {
                throw new SourceException(Download.shown(uri) + " has the checksum sha256:" + is
                        + ", but build.source_checksum is sha256:" + checksum.get()
                        + ": somebody changed one of them; find out who before you correct it");
            }
        }
    }

    /** 13 hexadecimal digits that stand for an address, as Pavilion names downloads. */
    public static String shortName(String url) {
        return TreeDigests.shortHash(url).substring(0, 13);
    }

    private static URI uri(String url) throws SourceException {
        try {
            var uri = new URI(url.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if ((web && uri.getHost() != null) || (scheme.equals("file") && uri.getPath() != null)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new SourceException(
                "build.source_url: '" + Names.shown(url)
                        + "' does not begin with http://, https:// or file:// and go on with a host or path; for a git repository set build.source_revision, too");
    }

    private static Path local(URI uri) throws SourceException {
        try {
            return Path.of(uri.getPath());
        } catch (InvalidPathException e) {
            throw new SourceException("build.source_url: '" + Names.shown(uri.toString()) + "' names no file");
        }
    }

    private static String name(URI uri, Path place) {
        var parts = Names.parts(String.valueOf(uri.getPath()));
        Path last = place.getFileName();
        String fallback = last == null ? "source" : last.toString();
        return parts.isEmpty() || parts.getLast().equals("..") || Names.hasControls(parts.getLast())
                ? fallback
                : parts.getLast();
    }

    /** A commit of a repository, fetched where that is due. */
    public Source.Commit commit(Request request, String revision) throws SourceException {
        String key = request.place() + " " + revision;
        Source.Commit commit = turns.take(request.place(), () -> {
            if (fetched.get(key) instanceof Source.Commit known) {
                return known;
            }
            return git.find(request, revision);
        });
        fetched.put(key, commit);
        return commit;
    }

    /** Writes the files of a commit into an empty directory; as safe as {@link Unpacker#unpack}. */
    public void checkOut(Source.Commit commit, Path target) throws SourceException {
        git.checkOut(commit, target);
    }
}
