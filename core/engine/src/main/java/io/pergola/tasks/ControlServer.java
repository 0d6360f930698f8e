package io.pergola.tasks;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.Value;
import io.pergola.tasks.PilotView.Level;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A socket in the pilot's directory, for its owner alone: a line of JSON asks, a line of JSON answers. A link stands in for it where the
 * directory's path is too long for one.
 */
final class ControlServer implements AutoCloseable {

    static final String NAME = "pilot.sock";
    /** Of the 108 that an address has room for (unix(7)). */
    private static final int LONGEST_PATH = 100;

    private static final int ANSWER_SECONDS = 60;

    private final @Nullable ServerSocketChannel channel;
    private final Path link;
    private final Path socket;
    private final PilotControl control;

    private ControlServer(@Nullable ServerSocketChannel channel, Path link, Path socket, PilotControl control) {
        this.channel = channel;
        this.link = link;
        this.socket = socket;
        this.control = control;
    }

    /** Where there can be no socket, the pilot goes without, and says so. */
    static ControlServer open(Path workdir, PilotControl control, PilotView view) {
        Path link = workdir.resolve(NAME);
        try {
            Files.deleteIfExists(link);
            Path socket = link;
            if (link.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
                // For its owner only.
                socket = Files.createTempDirectory("pergola-pilot").resolve(NAME);
                Files.createSymbolicLink(link, socket);
            }
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            var server = new ControlServer(channel, link, socket, control);
            Thread.ofPlatform().daemon().name("pilot-control").start(() -> server.accept(channel));
            return server;
        } catch (IOException | UnsupportedOperationException e) {
            view.line(
                    Level.WARNING,
                    "'pergola pilot status', 'add' and 'cancel' cannot reach this pilot: there can be no socket " + link
                            + ": " + e.getMessage());
            return new ControlServer(null, link, link, control);
        }
    }

    private void accept(ServerSocketChannel server) {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().name("pilot-client").start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed: the pilot is over.
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            String line = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8)).readLine();
            if (line != null) {
                client.write(ByteBuffer.wrap((Json.write(answer(line)) + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            // Whoever asked has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Value answer(String line) throws InterruptedException {
        try {
            return control.ask(Json.read(line)).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (JsonException | ExecutionException | TimeoutException e) {
            return Value.of(Map.of("error", Value.of("no answer: " + e.getMessage())));
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
                Files.deleteIfExists(link);
                Files.deleteIfExists(socket);
                if (!socket.equals(link)) {
                    Files.deleteIfExists(Objects.requireNonNull(socket.getParent()));
                }
            }
        } catch (IOException e) {
            // Nobody listens there; the next pilot takes it away.
        }
    }
}
