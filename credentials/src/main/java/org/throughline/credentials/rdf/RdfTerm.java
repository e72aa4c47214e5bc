package org.throughline.credentials.rdf;

/** What can stand in a statement: something that is written out, or a node without a name. */
public sealed interface RdfTerm permits RdfTerm.Written, BlankNode {

    /** {@code rdf:nil}, the end of every list. */
    Written NIL = Written.iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil");

    /**
     * An IRI or a literal.
     *
     * @param text  as canonical N-Quads write it (RDF Dataset Canonicalization 1.0, section 5)
     * @param far  whether it has characters from the surrogates on, whose order takes more thought
     */
    record Written(String text, boolean far) implements RdfTerm {

        private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";

        /** An absolute IRI. */
        public static Written iri(String iri) {
            return of("<" + iri + ">");
        }

        /**
         * A literal.
         *
         * @param datatype  the IRI of its datatype; empty for plain text
         */
        public static Written literal(String text, String datatype) {
            StringBuilder out = quoted(text);
            if (!datatype.isEmpty() && !datatype.equals(STRING)) {
                out.append("^^<").append(datatype).append('>');
            }
            return of(out.toString());
        }

        /** A text in a language. */
        public static Written inLanguage(String text, String language) {
            return of(quoted(text).append('@').append(language).toString());
        }

        /** What is already written as N-Quads write it. */
        public static Written of(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= Character.MIN_SURROGATE) {
                    return new Written(text, true);
                }
            }
            return new Written(text, false);
        }

        private static StringBuilder quoted(String text) {
            StringBuilder out = new StringBuilder(text.length() + 50).append('"');
            int done = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f) {
                    out.append(text, done, i);
                    done = i + 1;
                    escape(c, out);
                }
            }
            return out.append(text, done, text.length()).append('"');
        }

        private static void escape(char c, StringBuilder out) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    String hex = "0123456789ABCDEF";
                    out.append("\\u00").append(hex.charAt(c >> 4)).append(hex.charAt(c & 15));
                }
            }
        }
    }
}
