package org.throughline.credentials;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.PresentationRequest;
import org.throughline.credentials.check.StatusLists;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.NoDocuments;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListCache;

/**
 * Verifies credentials as a stranger would: from the bytes alone, and what the loader can get.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CredentialVerifier {

    private final Clock clock;
    private final DocumentLoader documents;
    private final @Nullable CompetencyResolver competencies;
    private final StolenKeys stolenKeys;
    private final ApprovedContexts contexts;
    private final Duration deadline;
    private final LongSupplier nanos;
    private final int statusListMinimum;
    private final @Nullable StatusListCache statusLists;
    private final Set<String> recipients;
    private final PresentationRequest request;
    private final List<IssuerRegistry> registries;

    private CredentialVerifier(Builder builder) {
        this.clock = builder.clock;
        this.documents = builder.documents;
        this.competencies = builder.competencies;
        this.stolenKeys = builder.stolenKeys;
        this.contexts = builder.contexts;
        this.deadline = builder.deadline;
        this.nanos = builder.nanos;
        this.statusListMinimum = builder.statusListMinimum;
        this.statusLists = builder.statusLists;
        this.recipients = Set.copyOf(builder.recipients);
        this.registries = List.copyOf(builder.registries);
        this.request = new PresentationRequest(builder.challenge, builder.domains);
    }

    /** A verifier that, unless told otherwise, asks nobody and takes the time from the system's clock. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes every check on a document and adds up the report.
     *
     * <p>Never throws on hostile input: what cannot be read is an INVALID report with the single check {@code format}. Before
     * signature and signer hold, nothing is asked for but the issuer's key.
     */
    public VerificationReport verify(byte[] document) {
        return new Verification(
                        clock.instant(),
                        contexts,
                        documents,
                        competencies,
                        stolenKeys,
                        new StatusLists(statusListMinimum, statusLists),
                        recipients,
                        request,
                        registries,
                        new Budget(deadline, nanos))
                .verify(document);
    }

    /** Puts a verifier together. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private DocumentLoader documents = new NoDocuments();
        private @Nullable CompetencyResolver competencies;
        private StolenKeys stolenKeys = (method, document) -> Optional.empty();
        private ApprovedContexts contexts = ApprovedContexts.standard();
        private Duration deadline = Duration.ofSeconds(5);
        private LongSupplier nanos = System::nanoTime;
        private int statusListMinimum = StatusList.MINIMUM_SIZE;
        private @Nullable StatusListCache statusLists;
        private Set<String> recipients = Set.of();
        private @Nullable String challenge;
        private Set<String> domains = Set.of();
        private List<IssuerRegistry> registries = List.of();

        private Builder() {}

        /** The clock that says what "today" is. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        /** Where DID documents and status lists come from. */
        public Builder documents(DocumentLoader value) {
            this.documents = value;
            return this;
        }

        /** Where alignments are looked up; without one, they are shown as the credential tells them. */
        public Builder competencies(CompetencyResolver value) {
            this.competencies = value;
            return this;
        }

        /** Which keys were reported as stolen, and what was recorded before; nobody knows of any unless said otherwise. */
        public Builder stolenKeys(StolenKeys value) {
            this.stolenKeys = value;
            return this;
        }

        /** The contexts whose meaning is known for certain; those that come with the library unless said otherwise. */
        public Builder contexts(ApprovedContexts value) {
            this.contexts = value;
            return this;
        }

        /**
         * How long one verification may take with everything that it asks for: five seconds unless said otherwise. What could not be found out by
         * then is undetermined.
         */
        public Builder deadline(Duration value) {
            this.deadline = value;
            return this;
        }

        /** The clock that counts the deadline, in nanoseconds that only go forward; the system's unless said otherwise. */
        public Builder nanos(LongSupplier value) {
            this.nanos = value;
            return this;
        }

        /** How many entries a status list should have, so that it tells nobody about whom it was asked; a shorter one is a warning. */
        public Builder statusListMinimum(int value) {
            this.statusListMinimum = value;
            return this;
        }

        /** Status lists that all verifications of this verifier share, each for as long as it allows; none unless said otherwise. */
        public Builder statusLists(StatusListCache value) {
            this.statusLists = value;
            return this;
        }

        /**
         * Asks of every credential whether it is this person's, who is known by these: ids, such as a DID, and addresses of e-mail. One of them is
         * enough. A credential that is somebody else's is INVALID for whoever asks this (decision record 0021).
         */
        public Builder recipient(String... known) {
            this.recipients = Set.copyOf(List.of(known));
            return this;
        }

        /**
         * The question that whoever shows something must answer with their proof: {@code challenge} of a presentation's proof, {@code nonce} of a
         * token. A new one for every time, or it tells nothing. Whatever does not answer it is INVALID for whoever asks (decision record 0024).
         */
        public Builder challenge(String value) {
            this.challenge = value;
            return this;
        }

        /**
         * The names of whoever asks, for whom what is shown must have been made: {@code domain} of a presentation's proof, which must name just these,
         * {@code aud} of a token, which must name one of them.
         */
        public Builder domain(String... names) {
            this.domains = Set.copyOf(List.of(names));
            return this;
        }

        /**
         * Who is asked whether they know the issuer, those of most weight first. What they answer stands beside the verdict and never changes it (decision
         * record 0022).
         */
        public Builder registries(List<? extends IssuerRegistry> value) {
            this.registries = List.copyOf(value);
            return this;
        }

        /**
         * The verifier.
         *
         * @throws IllegalArgumentException when the challenge or a domain is blank
         */
        public CredentialVerifier build() {
            return new CredentialVerifier(this);
        }
    }
}
