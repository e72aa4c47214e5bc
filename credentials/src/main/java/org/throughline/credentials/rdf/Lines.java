package org.throughline.credentials.rdf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Statements written out as N-Quads, in one buffer that is used again and again. */
final class Lines {

    /** The longest label that is given without a look at its length: {@code _:c14n20000}. */
    private static final int LABEL = 16;

    private byte[] buffer;
    private int end;
    private Line[] lines;
    private int count;
    private final Comparator<Line> order = (a, b) -> Arrays.compareUnsigned(buffer, a.from, a.to, buffer, b.from, b.to);

    /** One of them: where it stands in the buffer. */
    private record Line(int from, int to) {}

    Lines(int size, int count) {
        this.buffer = new byte[size];
        this.lines = new Line[Math.max(8, count)];
    }

    /** How many bytes a statement takes, at most. */
    static int length(Quad quad) {
        RdfTerm graph = quad.graph();
        return length(quad.subject())
                + quad.predicate().length()
                + length(quad.object())
                + (graph == null ? 0 : 1 + length(graph))
                + 5;
    }

    private static int length(RdfTerm term) {
        return term instanceof RdfTerm.Written written ? written.length() : LABEL;
    }

    /** Begins anew. */
    void clear() {
        end = 0;
        count = 0;
    }

    /** Gives nodes a name. */
    interface Naming {
        /** The label with its {@code _:}. */
        byte[] label(BlankNode node);
    }

    /** Adds a statement (RDF Dataset Canonicalization 1.0, section 5). */
    void add(Quad quad, Naming naming) {
        int need = length(quad);
        if (buffer.length - end < need) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + need));
        }
        int from = end;
        write(quad.subject(), naming);
        buffer[end++] = ' ';
        end = quad.predicate().write(buffer, end);
        buffer[end++] = ' ';
        write(quad.object(), naming);
        @Nullable RdfTerm graph = quad.graph();
        if (graph != null) {
            buffer[end++] = ' ';
            write(graph, naming);
        }
        buffer[end++] = ' ';
        buffer[end++] = '.';
        buffer[end++] = '\n';
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, count * 2);
        }
        lines[count++] = new Line(from, end);
    }

    private void write(RdfTerm term, Naming naming) {
        switch (term) {
            case RdfTerm.Written written -> end = written.write(buffer, end);
            case BlankNode node -> {
                byte[] label = naming.label(node);
                System.arraycopy(label, 0, buffer, end, label.length);
                end += label.length;
            }
        }
    }

    /** Puts them into the order of code points, which in UTF-8 is that of the bytes. */
    void sort() {
        if (count > 1) {
            Arrays.sort(lines, 0, count, order);
        }
    }

    /** Hands them to a digest in their order. */
    void digestTo(MessageDigest digest) {
        for (int i = 0; i < count; i++) {
            digest.update(buffer, lines[i].from, lines[i].to - lines[i].from);
        }
    }

    /** One after the other in their order. */
    String text() {
        byte[] all = new byte[end];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int length = lines[i].to - lines[i].from;
            System.arraycopy(buffer, lines[i].from, all, at, length);
            at += length;
        }
        return new String(all, StandardCharsets.UTF_8);
    }
}
