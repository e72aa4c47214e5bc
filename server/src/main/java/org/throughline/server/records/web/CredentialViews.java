package org.throughline.server.records.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.credentials.check.ClaimedAchievement;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.IssuerStanding;
import org.throughline.credentials.check.Refreshed;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Station;
import org.throughline.server.face.VerdictView;
import org.throughline.server.organizations.Brandings;
import org.throughline.server.organizations.Organization;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Makes the view of a verified document. */
@Component
public final class CredentialViews {
    private static final int LONGEST_JSON = 300_000;

    private final IssuerKeys keys;
    private final Brandings brandings;
    private final JsonMapper json = JsonMapper.builder().build();

    CredentialViews(IssuerKeys keys, Brandings brandings) {
        this.keys = keys;
        this.brandings = brandings;
    }

    /**
     * The view of a report.
     *
     * @param document the bytes that were given; a report about a newer one brings that along, and it is shown instead
     * @param recipient an e-mail address to compare the subject with, or null
     * @param person the name of the person who shows it, where one does
     */
    public CredentialView view(
            VerificationReport report, byte[] document, @Nullable String recipient, @Nullable String person) {
        return view(report, document, recipient, person, "");
    }

    /** The same for one of several on a page; {@code of} keeps their anchors apart. */
    CredentialView view(
            VerificationReport report,
            byte[] document,
            @Nullable String recipient,
            @Nullable String person,
            String of) {
        Refreshed refreshed = report.refreshed();
        byte[] judged = refreshed == null ? document : refreshed.document().bytes();
        return view(report, laidOut(judged), recipient, person, of);
    }

    private CredentialView view(
            VerificationReport report, String text, @Nullable String recipient, @Nullable String person, String of) {
        ClaimedCredential claimed = report.claimed();
        VerdictView verdict = VerdictView.of(report.verdict());
        List<CredentialView> children = IntStream.range(0, report.children().size())
                .mapToObj(i -> view(report.children().get(i), "", recipient, person, of + "inside-" + (i + 1) + "-"))
                .toList();
        if (claimed == null) {
            return new CredentialView(
                    verdict,
                    CheckWords.sentence(report),
                    "Unreadable document",
                    "Unknown",
                    null,
                    "nobody that could be read",
                    "",
                    null,
                    null,
                    "nobody that could be read",
                    "",
                    null,
                    null,
                    List.of(),
                    null,
                    CheckWords.views(report.checks(), of),
                    report.warnings(),
                    children,
                    List.of(),
                    text);
        }
        ClaimedAchievement achievement = claimed.achievement();
        String issuerId = Objects.requireNonNullElse(claimed.issuerId(), "");
        Optional<IssuerStanding> known = report.knownIssuer();
        return new CredentialView(
                verdict,
                CheckWords.sentence(report),
                name(claimed),
                kind(claimed),
                claimed.description(),
                Objects.requireNonNullElse(claimed.issuerName(), "an issuer without a name"),
                issuerId,
                known.map(IssuerStanding::name).orElse(null),
                known.flatMap(_ -> keys.organizationOf(issuerId))
                        .flatMap(this::logo)
                        .orElse(null),
                subject(claimed, recipient, person),
                period(claimed),
                achievement == null ? null : achievement.description(),
                achievement == null ? null : achievement.criteriaNarrative(),
                claimed.alignments(),
                line(report, claimed, person),
                CheckWords.views(report.checks(), of),
                report.warnings(),
                children,
                report.endorsements().stream().map(CredentialViews::endorsed).toList(),
                text);
    }

    private static CredentialView.Endorsed endorsed(VerificationReport report) {
        ClaimedCredential claimed = report.claimed();
        return new CredentialView.Endorsed(
                VerdictView.of(report.verdict()),
                claimed == null
                        ? "Somebody who could not be read"
                        : Objects.requireNonNullElse(claimed.issuerName(), "Somebody without a name"),
                report.knownIssuer().map(IssuerStanding::name).orElse(null),
                claimed == null ? "" : Objects.requireNonNullElse(claimed.description(), ""),
                report.verdict() == Verdict.VALID ? "" : CheckWords.sentence(report));
    }

    private static String name(ClaimedCredential claimed) {
        ClaimedAchievement achievement = claimed.achievement();
        String otherwise = achievement == null ? null : achievement.name();
        if (claimed.name() == null && claimed.isPresentation()) {
            return "What somebody shows of their credentials";
        }
        return Objects.requireNonNullElse(
                claimed.name(), Objects.requireNonNullElse(otherwise, "Credential without a name"));
    }

    private static String kind(ClaimedCredential claimed) {
        List<String> types = claimed.types();
        if (claimed.isPresentation()) {
            return CredentialView.PRESENTATION;
        }
        if (types.contains("ClrCredential")) {
            return "Comprehensive Learner Record";
        }
        if (types.contains("EndorsementCredential")) {
            return "Endorsement";
        }
        boolean badge = types.contains("AchievementCredential")
                || types.contains("OpenBadgeCredential")
                || types.contains("Assertion"); // Open Badges 2.0
        return badge ? "Open Badge" : "Credential";
    }

    private static String subject(ClaimedCredential claimed, @Nullable String recipient, @Nullable String person) {
        boolean matches = recipient != null && isAbout(claimed, recipient);
        if (person != null) {
            return matches ? person : "somebody else than " + person + ", as far as this server can tell";
        }
        if (recipient != null) {
            return matches
                    ? recipient + ": the address matches"
                    : "not to " + recipient + ": the address does not match";
        }
        for (IdentityObject identity : claimed.identifiers()) {
            if (!identity.hashed()) {
                return identity.identityHash();
            }
        }
        if (!claimed.identifiers().isEmpty()) {
            return "a person known by the fingerprint of an e-mail address; give the address below to compare";
        }
        return Objects.requireNonNullElse(claimed.subjectId(), "nobody that it names");
    }

    static boolean isAbout(ClaimedCredential claimed, String email) {
        return claimed.identifiers().stream()
                .anyMatch(i -> i.matches(email.strip().toLowerCase(Locale.ROOT)) || i.matches(email.strip()));
    }

    private static String period(ClaimedCredential claimed) {
        String from = claimed.validFrom() == null ? "no start given" : "from " + Dates.day(claimed.validFrom());
        return claimed.validUntil() == null
                ? from + ", without an end"
                : from + " until " + Dates.day(claimed.validUntil());
    }

    private static @Nullable Line line(VerificationReport report, ClaimedCredential claimed, @Nullable String person) {
        ClaimedAchievement achievement = claimed.achievement();
        if (achievement == null) {
            return null;
        }
        LinkState held = switch (report.verdict()) {
            case VALID -> LinkState.HELD;
            case INVALID -> LinkState.BROKEN;
            case UNDETERMINED -> LinkState.UNCHECKED;
        };
        List<Station> stations = new ArrayList<>();
        List<Alignment> alignments = claimed.alignments();
        if (!alignments.isEmpty()) {
            Alignment first = alignments.getFirst();
            String label = alignments.size() == 1 ? label(first) : Numbers.count(alignments.size()) + " competencies";
            stations.add(
                    Station.of("outcome", label).detail(first.targetFramework()).link(LinkState.HELD, "proven by"));
        }
        stations.add(Station.of("achievement", Objects.requireNonNullElse(achievement.name(), name(claimed)))
                .detail(achievement.achievementType())
                .link(LinkState.HELD, "awarded by"));
        stations.add(Station.of("credential", kind(claimed))
                .by(claimed.issuerName())
                .since(claimed.validFrom() == null ? null : Dates.day(claimed.validFrom()))
                .link(held, report.verdict() == Verdict.VALID ? "verified" : "issued to"));
        stations.add(Station.of("person", person == null ? "The learner" : person));
        return new Line("From competencies to the person", stations);
    }

    private static String label(Alignment alignment) {
        return alignment.targetCode() == null
                ? alignment.targetName()
                : alignment.targetCode() + " " + alignment.targetName();
    }

    private String laidOut(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        if (text.length() > LONGEST_JSON) {
            return text.substring(0, LONGEST_JSON) + "\n… (download it to see the rest)";
        }
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text));
        } catch (JacksonException e) {
            return text;
        }
    }

    private Optional<String> logo(Organization organization) {
        return Optional.ofNullable(brandings.of(organization.id()).logo())
                .map(tag -> "/o/" + organization.slug() + "/logo?" + tag.substring(0, 8));
    }
}
