package io.pergola.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Fetches one file by HTTP. What came is kept when a server breaks off, and the next one goes on from there. For one thread. */
final class Download {

    private static final int BUFFER = 1 << 16;
    private static final int MOST_REDIRECTS = 10;
    private static final int NOT_SATISFIABLE = 416;

    private final Network network;
    private final URI origin;
    private final Path file;
    private final Path part;
    private final Path partInfo;
    private final Path info;

    Download(Network network, URI origin, Path file) {
        this.network = network;
        this.origin = origin;
        this.file = file;
        this.part = hidden(file, ".part");
        this.partInfo = hidden(file, ".part.info");
        this.info = hidden(file, ".info");
    }

    /** Beside a file, its name between a dot and that ending. */
    static Path hidden(Path file, String ending) {
        return file.resolveSibling("." + file.getFileName() + ending);
    }

    /** The file, complete, but under another name; to be kept once it was looked at. */
    interface Check {
        void look(Path complete) throws SourceException;
    }

    /**
     * Fetches it.
     *
     * @param newer true to fetch it only if it is another than the one that is there
     * @param check throws if it is not what was expected; then it is removed
     */
    void run(boolean newer, Check check) throws SourceException {
        HttpURLConnection answer = ask(newer);
        try {
            int code = answer.getResponseCode();
            if (code == NOT_SATISFIABLE) {
                forget();
                answer.disconnect();
                answer = ask(newer);
                code = answer.getResponseCode();
            }
            if (code == HttpURLConnection.HTTP_NOT_MODIFIED && newer) {
                return;
            }
            if (code != HttpURLConnection.HTTP_OK && code != HttpURLConnection.HTTP_PARTIAL) {
                throw refused(code, String.valueOf(answer.getResponseMessage()));
            }
            receive(answer, code == HttpURLConnection.HTTP_PARTIAL);
            Validators version = Validators.of(answer);
            check(check);
            keep(version);
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            answer.disconnect();
        }
    }

    private void check(Check check) throws SourceException {
        try {
            check.look(part);
        } catch (SourceException e) {
            forget();
            throw e;
        }
    }

    private void forget() throws SourceException {
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(partInfo);
        } catch (IOException e) {
            throw SourceException.writing(part, e);
        }
    }

    private void keep(Validators version) throws SourceException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(partInfo);
            version.write(info);
        } catch (IOException e) {
            throw SourceException.writing(file, e);
        }
    }

    private HttpURLConnection ask(boolean newer) throws SourceException {
        URI uri = origin;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpURLConnection answer = open(uri, newer);
            Optional<URI> further = further(uri, answer);
            if (further.isEmpty()) {
                return answer;
            }
            answer.disconnect();
            uri = further.get();
        }
        throw failed("its server sends from one place to the next without end");
    }

    private HttpURLConnection open(URI uri, boolean newer) throws SourceException {
        try {
            URLConnection opened = uri.toURL().openConnection(network.way(uri));
            if (!(opened instanceof HttpURLConnection connection)) {
                throw failed("it leads to " + shown(uri) + ", which is not HTTP");
            }
            int timeout = Math.toIntExact(Math.min(network.timeout().toMillis(), Integer.MAX_VALUE));
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(timeout);
            connection.setReadTimeout(timeout);
            connection.setUseCaches(false);
            connection.setRequestProperty("User-Agent", "pergola");
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (newer) {
                Validators known = Validators.read(info);
                header(connection, "If-None-Match", known.etag());
                header(connection, "If-Modified-Since", known.modified());
            }
            Optional<String> version = Validators.read(partInfo).range();
            if (version.isPresent() && received() > 0) {
                header(connection, "Range", "bytes=" + received() + "-");
                header(connection, "If-Range", version.get());
            }
            connection.connect();
            connection.getResponseCode();
            return connection;
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(e);
        }
    }

    private static void header(HttpURLConnection connection, String name, String value) {
        if (!value.isEmpty()) {
            connection.setRequestProperty(name, value);
        }
    }

    private Optional<URI> further(URI from, HttpURLConnection answer) throws SourceException {
        try {
            int code = answer.getResponseCode();
            @Nullable String place = answer.getHeaderField("Location");
            if (code / 100 != 3 || code == HttpURLConnection.HTTP_NOT_MODIFIED || place == null) {
                return Optional.empty();
            }
            URI to = from.resolve(place);
            String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !(scheme.equals("http") && "http".equalsIgnoreCase(from.getScheme()))) {
                throw failed("it leads on to " + shown(to) + ", which is less safe");
            }
            return Optional.of(to);
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(e);
        }
    }

    private void receive(HttpURLConnection answer, boolean rest) throws SourceException {
        long before = rest ? received() : 0;
        long length = answer.getContentLengthLong();
        long whole = length < 0 ? -1 : before + length;
        if (rest && !String.valueOf(answer.getHeaderField("Content-Range")).startsWith("bytes " + before + "-")) {
            forget();
            throw failed("its server sent another part than was asked for; try again");
        }
        try (OutputStream output = append(rest, Validators.of(answer))) {
            copy(answer, output, whole);
        } catch (IOException e) {
            throw SourceException.writing(part, e);
        }
        if (whole >= 0 && received() != whole) {
            throw brokenOff("the connection ended too early", whole);
        }
    }

    private OutputStream append(boolean rest, Validators version) throws IOException {
        if (!rest) {
            Files.deleteIfExists(part);
            version.write(partInfo);
        }
        return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void copy(HttpURLConnection answer, OutputStream output, long whole) throws IOException {
        var buffer = new byte[BUFFER];
        try (InputStream input = answer.getInputStream()) {
            for (int count = read(input, buffer, whole); count >= 0; count = read(input, buffer, whole)) {
                output.write(buffer, 0, count);
            }
        }
    }

    private int read(InputStream input, byte[] buffer, long whole) throws SourceException {
        try {
            return input.read(buffer);
        } catch (SocketTimeoutException e) {
            throw brokenOff("its server said nothing for " + seconds(), whole);
        } catch (IOException e) {
            throw brokenOff("the connection broke (" + SourceException.reason(e) + ")", whole);
        }
    }

    private long received() {
        return part.toFile().length();
    }

    private String seconds() {
        return network.timeout().toMillis() % 1000 == 0
                ? network.timeout().toSeconds() + " s"
                : network.timeout().toMillis() + " ms";
    }

    private SourceException brokenOff(String why, long whole) {
        return failed(why + "; received " + received() + " of " + (whole < 0 ? "unknown" : whole)
                + " bytes. They are kept, and the next try goes on from there if the server can");
    }

    private SourceException refused(int code, String words) {
        String said = code + " " + Names.shown(words);
        return switch (code) {
            case 404, 410 -> failed("there is no such file on its server (" + said + "); correct build.source_url");
            case 401, 403, 407 ->
                failed("its server wants to know who asks (" + said
                        + "); fetch it by hand, and name the file in build.source_path");
            default -> failed("its server answered " + said + "; try again later");
        };
    }

    private SourceException unreachable(Throwable cause) {
        return switch (cause) {
            case SourceException known -> known;
            case UnknownHostException _ ->
                failed("there is no host '" + Names.shown(String.valueOf(cause.getMessage()))
                        + "'; correct build.source_url, or set https_proxy");
            case SocketTimeoutException _ ->
                failed("its server said nothing for " + seconds()
                        + "; try again later, or set a longer wget_timeout in pergola.yaml");
            case ConnectException _, NoRouteToHostException _ ->
                failed("its server cannot be reached (" + SourceException.reason(cause) + ")");
            case SSLException _ -> failed("its server is not who it says (" + SourceException.reason(cause) + ")");
            default -> failed(SourceException.reason(cause));
        };
    }

    private SourceException failed(String why) {
        return new SourceException(shown(origin) + " was not downloaded: " + why);
    }

    /** Without what may be secret in it. */
    static String shown(URI uri) {
        String text = uri.getScheme() + "://" + uri.getRawAuthority() + String.valueOf(uri.getRawPath());
        int at = text.lastIndexOf('@', text.indexOf('/', uri.getScheme().length() + 3));
        String plain = at < 0 ? text : uri.getScheme() + "://" + text.substring(at + 1);
        return Names.shown(uri.getRawQuery() == null ? plain : plain + "?...");
    }
}
