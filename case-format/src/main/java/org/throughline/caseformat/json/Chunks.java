package org.throughline.caseformat.json;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes as they come, in pieces: unlike one array that grows, they never stand in memory three times. */
final class Chunks extends OutputStream {

    private static final int FIRST = 1 << 12;
    private static final int LARGEST = 1 << 20;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[FIRST];
    private int used;
    private int before;

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        int done = 0;
        while (done < length) {
            if (used == last.length) {
                full.add(last);
                before = Math.addExact(before, used);
                last = new byte[Math.min(LARGEST, last.length * 2)];
                used = 0;
            }
            int next = Math.min(length - done, last.length - used);
            System.arraycopy(from, offset + done, last, used, next);
            used += next;
            done += next;
        }
    }

    /** All of them in one array; each piece is let go as it is copied, and nothing is left here. */
    byte[] taken() {
        byte[] all = new byte[Math.addExact(before, used)];
        System.arraycopy(last, 0, all, before, used);
        while (!full.isEmpty()) {
            byte[] piece = full.removeLast();
            before -= piece.length;
            System.arraycopy(piece, 0, all, before, piece.length);
        }
        last = new byte[FIRST];
        used = 0;
        return all;
    }
}
