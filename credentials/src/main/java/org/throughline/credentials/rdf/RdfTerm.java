package org.throughline.credentials.rdf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What can stand in a statement: something that is written out, or a node without a name. */
public sealed interface RdfTerm permits RdfTerm.Written, BlankNode {

    /** {@code rdf:nil}, the end of every list. */
    Written NIL = Written.iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil");

    /**
     * An IRI or a literal, as canonical N-Quads write it (RDF Dataset Canonicalization 1.0, section 5), in UTF-8: bytes are what is
     * hashed, and their order is that of code points.
     */
    final class Written implements RdfTerm {

        private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
        private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] NOTHING = {};

        private final byte[] utf8;
        private final int hash;

        private Written(byte[] utf8) {
            this.utf8 = utf8;
            this.hash = Arrays.hashCode(utf8);
        }

        /** An absolute IRI. */
        public static Written iri(String iri) {
            byte[] inside = iri.getBytes(StandardCharsets.UTF_8);
            byte[] out = new byte[inside.length + 2];
            out[0] = '<';
            System.arraycopy(inside, 0, out, 1, inside.length);
            out[out.length - 1] = '>';
            return new Written(out);
        }

        /**
         * A literal.
         *
         * @param datatype  the IRI of its datatype; empty for plain text
         */
        public static Written literal(String text, String datatype) {
            return new Written(quoted(text, isPlain(datatype) ? NOTHING : suffix(datatype)));
        }

        /** Whether a literal of this datatype is written without it. */
        static boolean isPlain(String datatype) {
            return datatype.isEmpty() || datatype.equals(STRING);
        }

        private static byte[] suffix(String datatype) {
            return ("^^<" + datatype + ">").getBytes(StandardCharsets.UTF_8);
        }

        /** A text in a language. */
        public static Written inLanguage(String text, String language) {
            return new Written(quoted(text, ("@" + language).getBytes(StandardCharsets.UTF_8)));
        }

        private static byte[] quoted(String text, byte[] suffix) {
            byte[] inside = text.getBytes(StandardCharsets.UTF_8);
            int more = 0;
            for (byte b : inside) {
                more += more(b);
            }
            byte[] out = new byte[inside.length + more + 2 + suffix.length];
            out[0] = '"';
            int end = 1;
            if (more == 0) {
                System.arraycopy(inside, 0, out, 1, inside.length);
                end += inside.length;
            } else {
                for (byte b : inside) {
                    end = escaped(b, out, end);
                }
            }
            out[end] = '"';
            System.arraycopy(suffix, 0, out, end + 1, suffix.length);
            return out;
        }

        /** How many bytes more its escape takes. */
        private static int more(byte b) {
            if (b == '"' || b == '\\') {
                return 1;
            }
            if (b == 0x7f) {
                return 5;
            }
            return b < 0 || b >= 0x20 ? 0 : b == '\n' || b == '\r' || b == '\t' || b == '\b' || b == '\f' ? 1 : 5;
        }

        private static int escaped(byte b, byte[] out, int at) {
            if (more(b) == 0) {
                out[at] = b;
                return at + 1;
            }
            out[at] = '\\';
            out[at + 1] = switch (b) {
                case '"', '\\' -> b;
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                case '\b' -> 'b';
                case '\f' -> 'f';
                default -> 'u';
            };
            if (out[at + 1] != 'u') {
                return at + 2;
            }
            out[at + 2] = '0';
            out[at + 3] = '0';
            out[at + 4] = HEX[b >> 4];
            out[at + 5] = HEX[b & 15];
            return at + 6;
        }

        /** As it is written. */
        public String text() {
            return new String(utf8, StandardCharsets.UTF_8);
        }

        /** How many bytes it takes. */
        int length() {
            return utf8.length;
        }

        /** Puts it into a buffer that has room for it, and says where it ends. */
        int write(byte[] out, int at) {
            System.arraycopy(utf8, 0, out, at, utf8.length);
            return at + utf8.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Written written && hash == written.hash && Arrays.equals(utf8, written.utf8));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
