package org.throughline.server.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.ClaimedAchievement;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Refreshed;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.jose.TokenReading;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.EmbeddedDocuments;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.server.organizations.Addresses;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.ProvenAddress;
import org.throughline.server.records.Examined.StatusReference;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Reads and verifies a document for somebody's record. Believes nothing that the verifier does not say. */
@Component
final class Examination {
    private static final String EMAIL = "emailAddress";

    private final CredentialVerifier verifier;
    private final People people;
    private final Addresses addresses;
    private final Clock clock;

    Examination(CredentialVerifier verifier, People people, Addresses addresses, Clock clock) {
        this.verifier = verifier;
        this.people = people;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * What a document is, and whether it holds; one without an id or an issuer is no credential and a {@code Problem BAD_INPUT}. What is found is
     * found in exactly these bytes: a newer one that the issuer has stands beside it.
     */
    Examined examine(PersonId holder, byte[] document) {
        VerificationReport report = verifier.verify(document);
        Refreshed refreshed = report.refreshed();
        Set<String> emails = emails(holder);
        String text = new String(CredentialReader.withoutImage(document), StandardCharsets.UTF_8);
        Examined given = examined(text, refreshed == null ? report : refreshed.given(), emails)
                .orElseThrow(() -> new Problem(
                        ProblemType.BAD_INPUT, "This is no credential that can be kept. " + reason(report)));
        return refreshed == null
                ? given
                : examined(refreshed.document().text(), report, emails)
                        .map(given::renewedBy)
                        .orElse(given);
    }

    /** By what a credential may call its holder: the address that they are known by, and all that they proved. */
    private Set<String> emails(PersonId holder) {
        return Stream.concat(
                        people.find(holder).map(Person::email).stream(),
                        addresses.of(holder).stream().map(ProvenAddress::email))
                .collect(Collectors.toSet());
    }

    private Optional<Examined> examined(String text, VerificationReport report, Set<String> emails) {
        ClaimedCredential claimed = report.claimed();
        if (claimed == null || claimed.id() == null || claimed.issuerId() == null) {
            return Optional.empty();
        }
        ClaimedAchievement achievement = claimed.achievement();
        String achievementName = achievement == null ? null : achievement.name();
        Instant now = clock.instant();
        return Optional.of(new Examined(
                new SignedDocument(text),
                claimed.id(),
                format(claimed),
                Objects.requireNonNullElse(
                        claimed.name(), Objects.requireNonNullElse(achievementName, "Credential without a name")),
                claimed.description(),
                claimed.issuerId(),
                Objects.requireNonNullElse(claimed.issuerName(), claimed.issuerId()),
                achievementName,
                emails.stream().anyMatch(email -> isAbout(claimed, email)),
                null,
                claimed.validFrom(),
                claimed.validUntil(),
                report.verdict(),
                ReportJson.write(report, "credential.json"),
                now,
                claimed.alignments().stream()
                        .filter(a -> !a.targetUrl().isBlank())
                        .filter(a -> a.targetType() == null || Alignment.CF_ITEM.equals(a.targetType()))
                        .map(a -> new ItemUri(a.targetUrl()))
                        .distinct()
                        .toList(),
                statusReferences(claimed),
                parts(text, report, emails),
                null));
    }

    private List<Examined> parts(String text, VerificationReport report, Set<String> emails) {
        List<VerificationReport> children = report.children();
        if (children.isEmpty()) {
            return List.of();
        }
        List<String> texts = EmbeddedDocuments.at(json(text), "credentialSubject", "verifiableCredential").stream()
                .map(part -> StrictJson.string(part).orElse(part)) // a token stands in quotes
                .toList();
        if (texts.size() != children.size()) {
            return List.of();
        }
        List<Examined> parts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            examined(texts.get(i), children.get(i), emails).ifPresent(parts::add);
        }
        return parts;
    }

    /** What a document says, in JSON: a token carries it. */
    private static String json(String text) {
        return CredentialToken.isOne(text.strip())
                        && CredentialToken.read(text.strip()) instanceof TokenReading.Read read
                ? read.token().json()
                : text;
    }

    private static List<StatusReference> statusReferences(ClaimedCredential claimed) {
        return claimed.status().stream()
                .<StatusReference>map(status -> switch (status) {
                    case BitstringStatusListEntry entry ->
                        new StatusReference(entry.statusListCredential(), entry.statusListIndex());
                })
                .toList();
    }

    private static boolean isAbout(ClaimedCredential claimed, String email) {
        String lower = email.toLowerCase(Locale.ROOT);
        return claimed.identifiers().stream()
                .filter(i -> i.identityType().equals(EMAIL))
                .anyMatch(i -> i.matches(lower) || i.matches(email));
    }

    private static String format(ClaimedCredential claimed) {
        for (String type : List.of("ClrCredential", "EndorsementCredential")) {
            if (claimed.types().contains(type)) {
                return type;
            }
        }
        boolean badge = claimed.types().contains("AchievementCredential")
                || claimed.types().contains("OpenBadgeCredential");
        return badge ? "OpenBadgeCredential" : "VerifiableCredential";
    }

    /** The first thing that failed, in the report's words. */
    private static String reason(VerificationReport report) {
        return report.checks().stream()
                .filter(c -> c.outcome() == Outcome.FAILED)
                .map(c -> c.message())
                .findFirst()
                .orElse("It names no issuer or has no id.");
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
