package org.throughline.credentials.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.credentials.registry.IssuerRegistry.Answer;

/**
 * What one registry says of the issuer of a credential. It stands beside the verdict and never in it: that somebody is not known is no fault of what they
 * signed.
 *
 * @param registry  the registry's name
 * @param message  its answer in a sentence for people
 * @param name  how the registry calls the issuer; null when it does not list them
 * @param since  from when on it lists them; null where it does not say
 * @param until  until when; null where it does not say
 * @param homePage  their home page, by its account; null where it tells none
 */
public record IssuerStanding(
        String registry,
        Standing standing,
        String message,
        @Nullable String name,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String homePage) {

    /** The answers that there are. */
    public enum Standing {
        /** The registry lists the issuer at this moment. */
        KNOWN("known"),
        /** It does not. */
        UNKNOWN("unknown"),
        /** It could not be asked. */
        NOT_REACHABLE("not-reachable"),
        /** It was not asked, because it is not certain who issued the credential. */
        NOT_ESTABLISHED("not-established");

        private final String word;

        Standing(String word) {
            this.word = word;
        }

        /** The answer as it stands in a JSON report. */
        public String word() {
            return word;
        }
    }

    /** Asks a registry for an established issuer. */
    static IssuerStanding of(IssuerRegistry registry, String issuer, Instant now) {
        return switch (registry.find(issuer)) {
            case Answer.Known known -> listed(registry.name(), known, now);
            case Answer.Unknown unknown ->
                without(registry, Standing.UNKNOWN, registry.name() + " does not list the issuer, " + issuer);
            case Answer.NotReachable silent ->
                without(registry, Standing.NOT_REACHABLE, registry.name() + " could not be asked: " + silent.message());
        };
    }

    /** A registry is not asked for somebody who may not be the issuer. */
    static IssuerStanding notEstablished(IssuerRegistry registry) {
        return without(
                registry,
                Standing.NOT_ESTABLISHED,
                registry.name() + " was not asked, because it is not established who issued it");
    }

    private static IssuerStanding listed(String registry, Answer.Known known, Instant now) {
        boolean early = known.since() != null && now.isBefore(known.since());
        boolean late = known.until() != null && !now.isBefore(known.until());
        String listed = "the issuer as \"" + known.name() + "\"";
        String words;
        if (early) {
            words = registry + " lists " + listed + " only from " + day(known.since()) + " on";
        } else if (late) {
            words = registry + " listed " + listed + " until " + day(known.until()) + ", and does not any more";
        } else {
            words = registry + " lists " + listed
                    + (known.since() == null ? "" : " since " + day(known.since()))
                    + (known.until() == null ? "" : " until " + day(known.until()))
                    + (known.homePage() == null ? "" : ", " + known.homePage());
        }
        return new IssuerStanding(
                registry,
                early || late ? Standing.UNKNOWN : Standing.KNOWN,
                words,
                known.name(),
                known.since(),
                known.until(),
                known.homePage());
    }

    private static String day(@Nullable Instant moment) {
        return moment == null ? "" : moment.toString().replaceFirst("T.*", "");
    }

    private static IssuerStanding without(IssuerRegistry registry, Standing standing, String message) {
        return new IssuerStanding(registry.name(), standing, message, null, null, null, null);
    }
}
