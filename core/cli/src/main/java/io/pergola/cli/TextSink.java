package io.pergola.cli;

import io.pergola.model.StoreException;
import io.pergola.report.DisplayText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Takes the bytes of a file to standard output: as they are into a pipe, made harmless on a terminal. */
final class TextSink {

    private final Screen screen;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = new byte[0];

    TextSink(Screen screen) {
        this.screen = screen;
    }

    /** Gives out the first {@code length} bytes; false once nobody reads any more. */
    boolean take(byte[] bytes, int length) {
        if (screen.outTerminal().interactive()) {
            screen.out().print(DisplayText.harmlessLines(decode(bytes, length)));
            return !screen.out().checkError();
        }
        screen.out().flush();
        try {
            screen.raw().write(bytes, 0, length);
            screen.raw().flush();
            return true;
        } catch (IOException e) {
            // Whoever owns the stream tells why.
            return false;
        }
    }

    /** A character may be cut in two by the end of the bytes; its first part waits for the next ones. */
    private String decode(byte[] bytes, int length) {
        ByteBuffer input = ByteBuffer.allocate(rest.length + length);
        input.put(rest).put(bytes, 0, length).flip();
        CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
        if (decoder.decode(input, text, false).isError()) {
            throw new StoreException("The file cannot be shown as text", null);
        }
        rest = new byte[input.remaining()];
        input.get(rest);
        return text.flip().toString();
    }
}
