package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardStreamTest {

    private static StandardStream failing(String why) {
        return new StandardStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        });
    }

    @Test
    void aFullDiskIsTrouble() {
        StandardStream stream = failing("No space left on device");
        assertEquals(Optional.empty(), stream.trouble());
        assertThrows(IOException.class, () -> stream.write('x'));
        assertEquals(Optional.of("No space left on device"), stream.trouble());
    }

    @Test
    void aReaderThatHasGoneIsNot() {
        StandardStream stream = failing("Broken pipe");
        assertThrows(IOException.class, () -> stream.write('x'));
        assertThrows(IOException.class, () -> stream.write('y'));
        assertEquals(Optional.empty(), stream.trouble());
    }

    @Test
    void bytesPassThrough() throws IOException {
        var target = new ByteArrayOutputStream();
        new StandardStream(target).write(new byte[] {1, 2, 3}, 1, 2);
        assertEquals(2, target.size());
    }
}
