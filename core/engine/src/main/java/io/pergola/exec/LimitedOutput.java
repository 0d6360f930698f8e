package io.pergola.exec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the first bytes of what is written, and drops the rest. */
final class LimitedOutput extends Output {

    private final int most;
    private final List<byte[]> kept = new ArrayList<>();
    private int size;

    LimitedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, most - size);
        if (taken > 0) {
            kept.add(Arrays.copyOfRange(bytes, offset, offset + taken));
            size += taken;
        }
    }

    @Override
    synchronized String take() {
        byte[] all = new byte[size];
        int filled = 0;
        for (byte[] piece : kept) {
            System.arraycopy(piece, 0, all, filled, piece.length);
            filled += piece.length;
        }
        kept.clear();
        size = 0;
        return new String(all, StandardCharsets.UTF_8);
    }
}
