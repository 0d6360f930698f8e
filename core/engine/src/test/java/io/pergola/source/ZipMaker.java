package io.pergola.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Makes zip archives byte by byte, so that they can say what no program would write. Nothing is compressed. */
final class ZipMaker {

    static final int LINK = 0120777;
    static final int DEVICE = 0020644;

    private static final int FROM_UNIX = 3 << 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();

    ZipMaker file(String name, String text) {
        return entry(name, text, 0100644, 0, 0);
    }

    ZipMaker of(String name, String text, int mode) {
        return entry(name, text, mode, 0, 0);
    }

    ZipMaker encrypted(String name, String text) {
        return entry(name, text, 0100644, 1, 0);
    }

    ZipMaker withWrongSum(String name, String text) {
        return entry(name, text, 0100644, 0, 1);
    }

    /** Lists the bytes of the first entry once more under another name. */
    ZipMaker again(String name, String text) {
        listed(name, text, 0100644, 0, sum(text), 0);
        return this;
    }

    private ZipMaker entry(String name, String text, int mode, int flags, int wrong) {
        int offset = bytes.size();
        int sum = sum(text) + wrong;
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] named = name.getBytes(StandardCharsets.UTF_8);
        var raw = new byte[30 + named.length + content.length];
        ByteBuffer header = buffer(raw);
        header.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) 0)
                .putInt(0x5a215a21);
        header.putInt(sum).putInt(content.length).putInt(content.length);
        header.putShort((short) named.length).putShort((short) 0).put(named).put(content);
        bytes.writeBytes(raw);
        listed(name, text, mode, flags, sum, offset);
        return this;
    }

    private void listed(String name, String text, int mode, int flags, int sum, int offset) {
        byte[] named = name.getBytes(StandardCharsets.UTF_8);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        var raw = new byte[46 + named.length];
        ByteBuffer header = buffer(raw);
        header.putInt(0x02014b50)
                .putShort((short) (FROM_UNIX | 20))
                .putShort((short) 20)
                .putShort((short) flags);
        header.putShort((short) 0).putInt(0x5a215a21).putInt(sum).putInt(length).putInt(length);
        header.putShort((short) named.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        header.putShort((short) 0).putInt(mode << 16).putInt(offset).put(named);
        directory.add(raw);
    }

    byte[] bytes() {
        int start = bytes.size();
        directory.forEach(bytes::writeBytes);
        var raw = new byte[22];
        ByteBuffer end = buffer(raw);
        end.putInt(0x06054b50).putInt(0).putShort((short) directory.size()).putShort((short) directory.size());
        end.putInt(bytes.size() - start).putInt(start).putShort((short) 0);
        bytes.writeBytes(raw);
        return bytes.toByteArray();
    }

    private static int sum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    private static ByteBuffer buffer(byte[] raw) {
        return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    }
}
