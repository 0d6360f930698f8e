package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An editor that talks to a language server: JSON behind a header with its length, over standard input and output. */
final class LanguageServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What people with default settings get, but nothing from the network. */
    private static final Value SETTINGS = Json.read("{\"validate\": true, \"completion\": true, \"hover\": true,"
            + " \"schemaStore\": {\"enable\": false}, \"kubernetesCRDStore\": {\"enable\": false}}");

    private static final Value CAPABILITIES = Json.read("{\"workspace\": {\"configuration\": true},"
            + " \"textDocument\": {\"completion\": {\"completionItem\": {\"snippetSupport\": true}}}}");

    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<Value.Entries> received = new LinkedBlockingQueue<>();
    private long requests;
    private int files;

    LanguageServer(Path errors, String... command) throws IOException {
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        input = process.getOutputStream();
        Thread.ofVirtual().start(() -> readAll(new BufferedInputStream(process.getInputStream())));
    }

    /** Says hello, and where the files are. */
    void initialize(Path folder) throws IOException, InterruptedException {
        var params = new LinkedHashMap<String, Value>();
        params.put("processId", Value.of(ProcessHandle.current().pid()));
        params.put("rootUri", Value.of(folder.toUri().toString()));
        params.put("capabilities", CAPABILITIES);
        request("initialize", params);
        send(message("initialized", Map.of()));
    }

    /** Opens a new file with this text, which need not be on disk, and answers with what the server marks in it. */
    List<Diagnostic> open(Path folder, String text) throws IOException, InterruptedException {
        return open(next(folder), text, "");
    }

    private Path next(Path folder) {
        return folder.resolve("file" + ++files + ".yaml");
    }

    private List<Diagnostic> open(Path file, String before, String behind) throws IOException, InterruptedException {
        var document = new LinkedHashMap<String, Value>();
        document.put("uri", uri(file));
        document.put("languageId", Value.of("yaml"));
        document.put("version", Value.of(1));
        document.put("text", Value.of(before + behind));
        send(message("textDocument/didOpen", Map.of("textDocument", Value.of(document))));
        Value.Entries published = await(message -> "textDocument/publishDiagnostics".equals(text(message, "method"))
                && uri(file).equals(inside(message, "params", "uri")));
        return items(inside(published, "params", "diagnostics")).stream()
                .map(Diagnostic::of)
                .toList();
    }

    /** A mark in a file: the line, from 0, and what is said. */
    record Diagnostic(long line, String message) {

        private static Diagnostic of(Value value) {
            return new Diagnostic(number(inside(value, "range", "start", "line")), text(value, "message"));
        }
    }

    /** The names that are offered where {@code |} stands in the text. */
    List<String> complete(Path folder, String text) throws IOException, InterruptedException {
        Value result = ask("textDocument/completion", folder, text);
        return items(result instanceof Value.Entries ? inside(result, "items") : result).stream()
                .map(item -> text(item, "label"))
                .toList();
    }

    /** What is said of the key or value where {@code |} stands in the text. */
    String hover(Path folder, String text) throws IOException, InterruptedException {
        return text(inside(ask("textDocument/hover", folder, text), "contents"), "value");
    }

    private Value ask(String method, Path folder, String text) throws IOException, InterruptedException {
        int at = text.indexOf('|');
        String before = text.substring(0, at);
        Path file = next(folder);
        open(file, before, text.substring(at + 1));
        return inside(request(method, position(file, before)), "result");
    }

    private static SequencedMap<String, Value> position(Path file, String before) {
        var position = new LinkedHashMap<String, Value>();
        position.put("line", Value.of(before.chars().filter(c -> c == '\n').count()));
        position.put("character", Value.of(before.length() - before.lastIndexOf('\n') - 1L));
        var params = new LinkedHashMap<String, Value>();
        params.put("textDocument", Value.of(Map.of("uri", uri(file))));
        params.put("position", Value.of(position));
        return params;
    }

    private static Value uri(Path file) {
        return Value.of(file.toUri().toString());
    }

    private Value.Entries request(String method, Map<String, Value> params) throws IOException, InterruptedException {
        Value id = Value.of(++requests);
        SequencedMap<String, Value> message = message(method, params);
        message.put("id", id);
        send(message);
        return await(answer ->
                id.equals(answer.values().get("id")) && !answer.values().containsKey("method"));
    }

    private static SequencedMap<String, Value> message(String method, Map<String, Value> params) {
        var message = new LinkedHashMap<String, Value>();
        message.put("method", Value.of(method));
        message.put("params", Value.of(params));
        return message;
    }

    /** The next message of that kind; answers what the server asks meanwhile. */
    private Value.Entries await(Predicate<Value.Entries> wanted) throws IOException, InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Value.Entries message = received.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("The server says nothing more; it is alive: " + process.isAlive());
            }
            if (wanted.test(message)) {
                return message;
            }
            if (message.values().containsKey("id") && message.values().containsKey("method")) {
                answer(message);
            }
        }
    }

    private void answer(Value.Entries question) throws IOException {
        var answer = new LinkedHashMap<String, Value>();
        answer.put("id", inside(question, "id"));
        answer.put("result", Value.NULL);
        if ("workspace/configuration".equals(text(question, "method"))) {
            answer.put(
                    "result",
                    new Value.Items(items(inside(question, "params", "items")).stream()
                            .map(item -> "yaml".equals(text(item, "section")) ? SETTINGS : Value.NULL)
                            .toList()));
        }
        send(answer);
    }

    private void send(SequencedMap<String, Value> message) throws IOException {
        var whole = new LinkedHashMap<String, Value>();
        whole.put("jsonrpc", Value.of("2.0"));
        whole.putAll(message);
        byte[] body = Json.write(new Value.Entries(whole)).getBytes(StandardCharsets.UTF_8);
        input.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        input.write(body);
        input.flush();
    }

    private void readAll(InputStream output) {
        try {
            while (true) {
                int length = 0;
                for (String header = line(output); !header.isEmpty(); header = line(output)) {
                    if (header.startsWith("Content-Length:")) {
                        length = Integer.parseInt(
                                header.substring("Content-Length:".length()).strip());
                    }
                }
                received.add((Value.Entries) Json.read(new String(output.readNBytes(length), StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            // The server has ended; who waits for it will find out.
        }
    }

    private static String line(InputStream output) throws IOException {
        var line = new StringBuilder();
        for (int c = output.read(); c != '\n'; c = output.read()) {
            if (c < 0) {
                throw new IOException("the end");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static Value inside(Value value, String... keys) {
        Value at = value;
        for (String key : keys) {
            at = at instanceof Value.Entries(var entries) ? entries.getOrDefault(key, Value.NULL) : Value.NULL;
        }
        return at;
    }

    private static List<Value> items(Value value) {
        return value instanceof Value.Items(List<Value> items) ? items : new ArrayList<>();
    }

    private static String text(Value value, String key) {
        return inside(value, key) instanceof Value.Text(String text) ? text : "";
    }

    private static long number(Value value) {
        return value instanceof Value.Int(BigInteger number) ? number.longValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
