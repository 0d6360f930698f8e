package io.pergola.tasks;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a pilot that runs. */
public final class ControlClient {

    private final Path workdir;

    /** @param workdir the directory that the pilot was started with */
    public ControlClient(Path workdir) {
        this.workdir = workdir;
    }

    /** How it stands. */
    public Value.Entries status() {
        return ask(Map.of("do", Value.of("status")));
    }

    /** Hands over tasks; answers how many were not there yet. */
    public long add(List<TaskSpec> specs) {
        var lines = new StringBuilder();
        specs.forEach(spec -> lines.append(spec.json()).append('\n'));
        var request = new LinkedHashMap<String, Value>();
        request.put("do", Value.of("add"));
        request.put("tasks", Value.of(lines.toString()));
        return ask(request).values().get("added") instanceof Value.Int(var count) ? count.longValue() : 0;
    }

    /** Ends tasks, or takes them out of the queue; the keys of the answer are {@code cancelled} and {@code unknown}. */
    public Value.Entries cancel(List<String> ids) {
        var request = new LinkedHashMap<String, Value>();
        request.put("do", Value.of("cancel"));
        request.put("ids", Value.ofTexts(ids));
        return ask(request);
    }

    private Value.Entries ask(Map<String, Value> request) {
        Path link = workdir.resolve(ControlServer.NAME);
        try {
            // The socket's own path may be shorter.
            Path socket = Files.isSymbolicLink(link) ? Files.readSymbolicLink(link) : link;
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                var text = ByteBuffer.wrap((Json.write(Value.of(request)) + "\n").getBytes(StandardCharsets.UTF_8));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                return answer(new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine());
            }
        } catch (IOException e) {
            throw new ConfigException(Problem.error("no pilot answers in " + workdir)
                    .help("Name the directory of one that runs on this host with --workdir"));
        }
    }

    private static Value.Entries answer(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("no answer");
        }
        try {
            if (Json.read(line) instanceof Value.Entries answer) {
                if (answer.values().get("error") instanceof Value.Text(String why)) {
                    throw new StoreException("The pilot refused: " + why, null);
                }
                return answer;
            }
        } catch (JsonException e) {
            throw new IOException(e);
        }
        throw new IOException("no answer");
    }
}
