package io.pergola.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pergola.exec.SystemCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, which can be told to misbehave. */
@Timeout(60)
class DownloadTest {

    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final String SUM = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    /** What was asked: path, Range, If-Range, If-None-Match. */
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private volatile Answer answer = DownloadTest::whole;
    private HttpServer server;
    private Path temp;
    private Path place;

    /** How the server behaves. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        temp = folder;
        place = folder.resolve("downloads/file");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI()
                    + header(exchange, "Range")
                    + header(exchange, "If-Range")
                    + header(exchange, "If-None-Match"));
            try (exchange) {
                answer.give(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : " " + value;
    }

    private static void whole(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"v1\"");
        exchange.sendResponseHeaders(200, CONTENT.length);
        exchange.getResponseBody().write(CONTENT);
    }

    private static void half(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"v1\"");
        exchange.sendResponseHeaders(200, CONTENT.length);
        exchange.getResponseBody().write(CONTENT, 0, 5);
        exchange.getResponseBody().flush();
    }

    private static void rest(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"v1\"");
        exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/10");
        exchange.sendResponseHeaders(206, 5);
        exchange.getResponseBody().write(CONTENT, 5, 5);
    }

    private static Answer status(int code, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(code, -1);
        };
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** As a new process would. */
    private Fetcher fetcher(Map<String, String> environment) {
        var network = new Network(Duration.ofMillis(500), environment, Map.of(), List.of());
        var digests = new TreeDigests(temp.resolve("cache"), InstantSource.system());
        return new Fetcher(network, new SystemCommands(Git.environment(network)), digests);
    }

    private Source.Single fetch(Freshness freshness) throws SourceException {
        return fetcher(Map.of()).file(new Fetcher.Request(url("/code.tar"), place, freshness), Optional.empty());
    }

    private String failure(Freshness freshness) {
        return String.valueOf(
                assertThrows(SourceException.class, () -> fetch(freshness)).getMessage());
    }

    private void isComplete() throws IOException {
        assertEquals("0123456789", Files.readString(place));
        assertFalse(Files.exists(Download.hidden(place, ".part")));
    }

    @Test
    void bringsAFileOnceAndKeepsItsName() throws IOException {
        assertEquals(new Source.Single(place, "code.tar"), fetch(Freshness.MISSING));
        fetch(Freshness.MISSING);
        fetch(Freshness.NEVER);
        isComplete();
        assertEquals(List.of("/code.tar"), List.copyOf(asked));
    }

    @Test
    void asksWhetherThereIsANewerOne() throws IOException {
        fetch(Freshness.LATEST);
        answer = status(304);
        fetch(Freshness.LATEST);
        isComplete();
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write(CONTENT, 0, 3);
        };
        fetch(Freshness.LATEST);
        assertEquals("012", Files.readString(place));
        assertEquals(List.of("/code.tar", "/code.tar \"v1\"", "/code.tar \"v1\""), List.copyOf(asked));
    }

    @Test
    void aServerThatHangsHalfWayIsLeftAndLaterAskedForTheRest() throws IOException {
        answer = exchange -> {
            half(exchange);
            end.await();
        };
        String said = failure(Freshness.MISSING);
        assertTrue(said.contains("said nothing for 500 ms; received 5 of 10 bytes"), said);
        assertFalse(Files.exists(place));
        answer = DownloadTest::rest;
        fetch(Freshness.MISSING);
        isComplete();
        assertEquals(List.of("/code.tar", "/code.tar bytes=5- \"v1\""), List.copyOf(asked));
    }

    @Test
    void aConnectionThatBreaksOffIsTold() throws IOException {
        answer = DownloadTest::half;
        String said = failure(Freshness.MISSING);
        assertTrue(said.contains("received 5 of 10 bytes"), said);
        answer = DownloadTest::whole;
        fetch(Freshness.MISSING);
        isComplete();
    }

    @Test
    void aRestThatBeginsElsewhereIsNotTaken() throws IOException {
        answer = DownloadTest::half;
        failure(Freshness.MISSING);
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-4/10");
            exchange.sendResponseHeaders(206, 5);
            exchange.getResponseBody().write(CONTENT, 0, 5);
        };
        assertTrue(failure(Freshness.MISSING).contains("another part than was asked for"));
        answer = DownloadTest::whole;
        fetch(Freshness.MISSING);
        isComplete();
    }

    @Test
    void aPartThatIsTooLongForTheServerIsForgotten() throws IOException {
        answer = DownloadTest::half;
        failure(Freshness.MISSING);
        answer = exchange -> {
            if (header(exchange, "Range").isEmpty()) {
                whole(exchange);
            } else {
                exchange.sendResponseHeaders(416, -1);
            }
        };
        fetch(Freshness.MISSING);
        isComplete();
    }

    @Test
    void aServerThatSaysNothingAtAllIsLeft() {
        answer = exchange -> end.await();
        assertTrue(failure(Freshness.MISSING).contains("said nothing for 500 ms"));
    }

    @Test
    void refusalsAreSaidInWords() {
        answer = status(404);
        assertEquals(
                url("/code.tar") + " was not downloaded: there is no such file on its server (404 Not Found);"
                        + " correct build.source_url",
                failure(Freshness.MISSING));
        answer = status(401, "WWW-Authenticate", "Basic realm=x");
        assertTrue(failure(Freshness.MISSING).contains("wants to know who asks (401"));
        answer = status(503);
        assertTrue(failure(Freshness.MISSING).contains("answered 503"));
        assertFalse(Files.exists(place));
    }

    @Test
    void followsToAnotherPlaceButNotInCirclesOrOutOfTheWeb() throws IOException {
        answer = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/there")) {
                whole(exchange);
            } else {
                status(302, "Location", "/there").give(exchange);
            }
        };
        fetch(Freshness.MISSING);
        isComplete();
        Files.delete(place);
        answer = status(302, "Location", "/again");
        assertTrue(failure(Freshness.MISSING).contains("without end"));
        answer = status(302, "Location", "file:///etc/passwd");
        assertTrue(failure(Freshness.MISSING).contains("which is less safe"));
    }

    @Test
    void theChecksumDecides() throws IOException {
        var request = new Fetcher.Request(url("/code.tar"), place, Freshness.MISSING);
        String wrong = "0".repeat(64);
        var thrown = assertThrows(SourceException.class, () -> fetcher(Map.of()).file(request, Optional.of(wrong)));
        assertTrue(String.valueOf(thrown.getMessage()).contains("has the checksum sha256:" + SUM), thrown.getMessage());
        assertFalse(Files.exists(place));
        assertFalse(Files.exists(Download.hidden(place, ".part")));
        fetcher(Map.of()).file(request, Optional.of(SUM));
        isComplete();
        assertThrows(SourceException.class, () -> fetcher(Map.of()).file(request, Optional.of(wrong)));
    }

    @Test
    void severalThreadsFetchOnce() throws Exception {
        Fetcher fetcher = fetcher(Map.of());
        var request = new Fetcher.Request(url("/code.tar"), place, Freshness.LATEST);
        List<Future<Source.Single>> all =
                threads.invokeAll(Collections.nCopies(8, () -> fetcher.file(request, Optional.empty())));
        for (Future<Source.Single> each : all) {
            assertEquals(place, each.get().path());
        }
        assertEquals(1, asked.size());
    }

    @Test
    void goesThroughAProxyUnlessTheHostNeedsNone() throws IOException {
        String proxy = url("");
        var request = new Fetcher.Request("http://code.example.invalid/x.tar", place, Freshness.MISSING);
        fetcher(Map.of("http_proxy", proxy)).file(request, Optional.empty());
        assertEquals(List.of("http://code.example.invalid/x.tar"), List.copyOf(asked));
        Files.delete(place);
        var direct = fetcher(Map.of("http_proxy", proxy, "no_proxy", "localhost, .example.invalid"));
        var thrown = assertThrows(SourceException.class, () -> direct.file(request, Optional.empty()));
        assertEquals(1, asked.size(), thrown.getMessage());
    }

    @Test
    void aFileOfThisMachineIsUsedWhereItLies() throws IOException {
        Path local = Files.write(temp.resolve("local.tar"), CONTENT);
        var request = new Fetcher.Request(local.toUri().toString(), place, Freshness.MISSING);
        assertEquals(new Source.Single(local, "local.tar"), fetcher(Map.of()).file(request, Optional.of(SUM)));
    }

    @Test
    void neverMeansNever() {
        assertTrue(failure(Freshness.NEVER).contains("is not there, and build.source_download is 'never'"));
        assertTrue(asked.isEmpty());
    }

    @Test
    void otherAddressesAreRefusedAndPasswordsNotShown() {
        for (String url : List.of("ftp://host/x", "code.tar", "http:///x", "http://a b/")) {
            var request = new Fetcher.Request(url, place, Freshness.MISSING);
            var thrown =
                    assertThrows(SourceException.class, () -> fetcher(Map.of()).file(request, Optional.empty()));
            assertTrue(String.valueOf(thrown.getMessage()).contains("does not begin with"), thrown.getMessage());
        }
        answer = status(404);
        var request = new Fetcher.Request(
                url("/x?token=secret").replace("http://", "http://me:secret@"), place, Freshness.MISSING);
        var thrown = assertThrows(SourceException.class, () -> fetcher(Map.of()).file(request, Optional.empty()));
        assertFalse(String.valueOf(thrown.getMessage()).contains("secret"), thrown.getMessage());
    }
}
