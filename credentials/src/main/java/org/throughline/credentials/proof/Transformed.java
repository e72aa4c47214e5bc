package org.throughline.credentials.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.throughline.credentials.rdf.CanonicalDataset;

/** A document or the options of a proof in the form in which they are hashed. */
sealed interface Transformed {

    /** The form, as UTF-8 goes into the hash. */
    sealed interface Hashable extends Transformed {

        /** Hands the form to a digest. */
        void digestTo(MessageDigest digest);

        /**
         * The hash of the form.
         *
         * @param algorithm  such as {@code SHA-256}
         */
        default byte[] hash(String algorithm) {
            try {
                MessageDigest digest = MessageDigest.getInstance(algorithm);
                digestTo(digest);
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has " + algorithm, e);
            }
        }
    }

    /** Canonical text. */
    record Text(String text) implements Hashable {
        @Override
        public void digestTo(MessageDigest digest) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Canonical statements. */
    record Statements(CanonicalDataset dataset) implements Hashable {
        @Override
        public void digestTo(MessageDigest digest) {
            dataset.digestTo(digest);
        }
    }

    /** There is none. */
    record Refused(String message) implements Transformed {}

    /** The N-Quads of a canonical form. */
    static Transformed of(CanonicalForm form) {
        return switch (form) {
            case CanonicalForm.NQuads nquads -> new Statements(nquads.dataset());
            case CanonicalForm.Refused refused -> new Refused(refused.message());
        };
    }
}
