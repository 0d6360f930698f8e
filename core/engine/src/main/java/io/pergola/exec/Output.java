package io.pergola.exec;

import java.io.OutputStream;

/** Takes what a command prints, from one thread, and gives it to another. */
abstract sealed class Output extends OutputStream permits LimitedOutput, LineOutput {

    /** What is kept of it, as text. Afterwards nothing more is taken. */
    abstract String take();

    @Override
    public final void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length);
}
