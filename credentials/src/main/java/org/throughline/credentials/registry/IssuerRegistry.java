package org.throughline.credentials.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A list of issuers that somebody stands for: a ministry, an accreditor, a network of colleges, the organizations of an installation.
 *
 * <p>It is asked only for an issuer who was established, which is to say that the issuer's own key signed. Its answer stands beside the verdict and
 * never in it (decision records 0007 and 0022).
 */
public interface IssuerRegistry {

    /** What it is called, for people: they decide by this name how much the answer is worth. */
    String name();

    /**
     * Looks an issuer up. Never throws because it cannot be reached.
     *
     * @param issuer  the DID or https address of the issuer, as exact text
     */
    Answer find(String issuer);

    /** What a registry says of an issuer. */
    sealed interface Answer {

        /**
         * It lists the issuer.
         *
         * @param name  how it calls the issuer
         * @param since  from when on it does; null where it does not say
         * @param until  until when, without that moment; null where it does not say
         * @param homePage  the issuer's home page, by its account; null where it tells none
         */
        record Known(
                String name,
                @Nullable Instant since,
                @Nullable Instant until,
                @Nullable String homePage) implements Answer {}

        /** It does not list the issuer. */
        record Unknown() implements Answer {}

        /**
         * It could not be asked.
         *
         * @param message  why, as the end of a sentence
         */
        record NotReachable(String message) implements Answer {}
    }
}
