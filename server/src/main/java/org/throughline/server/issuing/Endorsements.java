package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.EndorsementCredential;
import org.throughline.credentials.model.EndorsementSubject;
import org.throughline.credentials.model.Profile;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.CrosswalkParties;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.ItemTree;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementEndorsements;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.AchievementTypes;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.StatusListChanged;

/**
 * Endorsements of achievements, signed from published crosswalks with the endorsing organization's own key. Who may sign for an
 * organization is the question of the pages.
 */
@Component
public class Endorsements implements AchievementEndorsements {
    /** So many alignments are told in one endorsement: it travels with every badge. */
    private static final int MOST_LINES = 20;

    private static final int LONGEST_REASON = 500;

    private final EndorsementRows rows;
    private final StatusLists statusLists;
    private final CredentialIssuer credentials;
    private final IssuerKeys keys;
    private final Crosswalks crosswalks;
    private final ObjectProvider<CrosswalkParties> parties;
    private final Achievements achievements;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final PublicAddress address;
    private final Clock clock;

    Endorsements(
            EndorsementRows rows,
            StatusLists statusLists,
            CredentialIssuer credentials,
            IssuerKeys keys,
            Crosswalks crosswalks,
            ObjectProvider<CrosswalkParties> parties,
            Achievements achievements,
            Frameworks frameworks,
            Organizations organizations,
            AuditLog audit,
            ApplicationEventPublisher events,
            PublicAddress address,
            Clock clock) {
        this.rows = rows;
        this.statusLists = statusLists;
        this.credentials = credentials;
        this.keys = keys;
        this.crosswalks = crosswalks;
        this.parties = parties;
        this.achievements = achievements;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.audit = audit;
        this.events = events;
        this.address = address;
        this.clock = clock;
    }

    /**
     * What an organization could endorse.
     *
     * @param steps the accepted alignments that lead to what the achievement proves
     * @param groups the group that the achievement names, for the outcomes that it does not name themselves
     * @param standing whether it does so already
     */
    public record Candidate(
            AchievementDefinition achievement,
            List<AlignmentStep> steps,
            Map<ItemUri, ItemUri> groups,
            boolean standing) {
        public Candidate {
            steps = List.copyOf(steps);
            groups = Map.copyOf(groups);
        }
    }

    /** The published crosswalks that the organization stands behind, by title. */
    public List<Crosswalk> crosswalks(OrganizationId organization) {
        Set<CrosswalkId> own = new HashSet<>();
        parties.stream().forEach(room -> own.addAll(room.decidedBy(List.of(organization))));
        return crosswalks.all().stream()
                .filter(one -> own.contains(one.id()) && crosswalks.isPublished(one.id()))
                .toList();
    }

    /**
     * The achievements of others that prove an outcome which the crosswalk accepted, or a group of outcomes with such a one in it, by name. A
     * crosswalk behind which the organization does not stand, or one that is not published, does not exist.
     */
    public List<Candidate> candidates(OrganizationId organization, CrosswalkId id) {
        Crosswalk crosswalk = require(organization, id);
        List<AlignmentStep> accepted = crosswalks.accepted(crosswalk.id());
        Map<ItemUri, Set<ItemUri>> above = above(crosswalk, accepted);
        Set<ItemUri> provable = new HashSet<>();
        above.forEach((outcome, groups) -> {
            provable.add(outcome);
            provable.addAll(groups);
        });
        return achievements.provingAny(provable).stream()
                .filter(one -> !one.organization().equals(organization))
                .map(one -> candidate(
                        one,
                        accepted,
                        above,
                        rows.standing(organization, one.id(), id).isPresent()))
                .toList();
    }

    private static Candidate candidate(
            AchievementDefinition achievement,
            List<AlignmentStep> accepted,
            Map<ItemUri, Set<ItemUri>> above,
            boolean standing) {
        Set<ItemUri> named = new LinkedHashSet<>(achievement.alignment());
        Map<ItemUri, ItemUri> groups = new HashMap<>();
        above.forEach((outcome, over) -> {
            if (!named.contains(outcome)) {
                over.stream().filter(named::contains).findFirst().ifPresent(group -> groups.put(outcome, group));
            }
        });
        List<ItemUri> order = List.copyOf(named);
        List<AlignmentStep> steps = accepted.stream()
                .filter(step -> named.contains(step.to()) || groups.containsKey(step.to()))
                .sorted(Comparator.comparingInt(step -> order.indexOf(groups.getOrDefault(step.to(), step.to()))))
                .toList();
        return new Candidate(achievement, steps, groups, standing);
    }

    /** For every outcome that is accepted, the groups that it stands in, the nearest first. */
    private Map<ItemUri, Set<ItemUri>> above(Crosswalk crosswalk, List<AlignmentStep> accepted) {
        ItemTree tree = new ItemTree(frameworks.items(crosswalk.outcomes()));
        Map<ItemUri, Set<ItemUri>> above = new LinkedHashMap<>();
        for (AlignmentStep step : accepted) {
            above.computeIfAbsent(step.to(), outcome -> {
                Set<ItemUri> groups = tree.upwards(outcome);
                groups.remove(outcome);
                return groups;
            });
        }
        return above;
    }

    /**
     * Signs that the achievement answers what the organization asks for, as the crosswalk says. Where the achievement's owner opened the
     * crosswalk, it travels with every badge from now on; else the owner decides.
     *
     * @param reason more words of the organization's own; may be empty
     */
    @Transactional
    public Endorsement endorse(
            OrganizationId organization, CrosswalkId id, AchievementId achievement, String reason, PersonId by) {
        Crosswalk crosswalk = require(organization, id);
        if (reason.length() > LONGEST_REASON) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "The words travel with every badge: at most %d characters, not %d."
                            .formatted(LONGEST_REASON, reason.length()));
        }
        Candidate candidate = candidates(organization, id).stream()
                .filter(one -> one.achievement().id().equals(achievement))
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (candidate.standing()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your organization endorses it by this crosswalk already. Withdraw that first if the crosswalk has changed.");
        }
        Organization endorsing = organizations.find(organization).orElseThrow(Problem::notFound);
        return audit.one("endorsement.signed", () -> signed(endorsing, crosswalk, candidate, reason.strip(), by));
    }

    private Endorsement signed(
            Organization organization, Crosswalk crosswalk, Candidate candidate, String reason, PersonId by) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        AchievementDefinition achievement = candidate.achievement();
        Signer signer = keys.signer(organization.id());
        StatusLists.Place place =
                statusLists.take(organization.id(), signer.controller(), 1).getFirst();
        String list = address.url("/status/" + place.list());
        String sentence = sentence(organization, crosswalk, candidate);
        String comment = comment(sentence, crosswalk, candidate, reason);
        EndorsementCredential draft = new EndorsementCredential(
                "urn:uuid:" + id,
                "Endorsement of " + achievement.name(),
                sentence,
                new Profile(signer.controller(), organization.name(), organization.url()),
                now,
                null,
                new EndorsementSubject(achievement.uri(), comment),
                List.of(new BitstringStatusListEntry(
                        list + "#" + place.index(), BitstringStatusListEntry.REVOCATION, place.index(), list)));
        byte[] document = credentials.issue(draft, signer);
        String token = new String(credentials.issueToken(draft, signer), StandardCharsets.UTF_8);
        Endorsement endorsement = new Endorsement(
                id,
                organization.id(),
                achievement.organization(),
                achievement.id(),
                crosswalk.id(),
                candidate.steps().stream().map(AlignmentStep::association).toList(),
                sentence,
                comment,
                token,
                now,
                crosswalk.owner().equals(achievement.organization()),
                null,
                null);
        rows.insert(
                endorsement,
                new EndorsementRows.Signed(document, signer.verificationMethod(), by, achievement.uri(), place));
        audit.record(new AuditEntry(
                "endorsement.signed",
                by.toString(),
                organization.id().toString(),
                id.toString(),
                Map.of("alignments", Integer.toString(candidate.steps().size()))));
        return endorsement;
    }

    /** What it would say. */
    public String preview(OrganizationId organization, CrosswalkId id, Candidate candidate) {
        Crosswalk crosswalk = require(organization, id);
        return comment(
                sentence(organizations.find(organization).orElseThrow(Problem::notFound), crosswalk, candidate),
                crosswalk,
                candidate,
                "");
    }

    private String sentence(Organization organization, Crosswalk crosswalk, Candidate candidate) {
        long asked =
                candidate.steps().stream().map(AlignmentStep::from).distinct().count();
        return "%s endorses that the %s “%s” answers %s of “%s”, as decided in the crosswalk “%s”."
                .formatted(
                        organization.name(),
                        AchievementTypes.noun(candidate.achievement().achievementType()),
                        candidate.achievement().name(),
                        asked == 1 ? "one requirement" : asked + " requirements",
                        frameworks
                                .find(crosswalk.requirements())
                                .map(Framework::title)
                                .orElse("a framework"),
                        crosswalk.title());
    }

    private String comment(String sentence, Crosswalk crosswalk, Candidate candidate, String reason) {
        List<ItemUri> uris = new ArrayList<>();
        candidate.steps().stream().limit(MOST_LINES).forEach(step -> uris.addAll(List.of(step.from(), step.to())));
        uris.addAll(candidate.groups().values());
        Map<ItemUri, FrameworkItem> items = frameworks.items(uris);
        StringBuilder comment = new StringBuilder(sentence).append("\n\n");
        candidate.steps().stream()
                .limit(MOST_LINES)
                .forEach(step -> comment.append("- “")
                        .append(label(items, step.from()))
                        .append("” is answered by “")
                        .append(label(items, step.to()))
                        .append('”')
                        .append(
                                candidate.groups().containsKey(step.to())
                                        ? " of “"
                                                + label(
                                                        items,
                                                        candidate.groups().get(step.to())) + "”"
                                        : "")
                        .append(": ")
                        .append(step.words())
                        .append(".\n"));
        int all = candidate.steps().size();
        comment.append('\n')
                .append(
                        all > MOST_LINES
                                ? "These are %d of %d accepted alignments. All of them stand in the crosswalk: "
                                        .formatted(MOST_LINES, all)
                                : "The crosswalk: ")
                .append(address.url("/uri/" + crosswalk.id()));
        return reason.isEmpty()
                ? comment.toString()
                : comment.append("\n\n").append(reason).toString();
    }

    private static String label(Map<ItemUri, FrameworkItem> items, ItemUri uri) {
        return Optional.ofNullable(items.get(uri)).map(FrameworkItem::label).orElse(uri.value());
    }

    /** Withdraws an endorsement of the organization: its status says so to whoever verifies it, and no further badge carries it. */
    @Transactional
    public void withdraw(OrganizationId organization, UUID id, String reason, PersonId by) {
        if (rows.find(id).filter(one -> one.organization().equals(organization)).isEmpty()) {
            throw Problem.notFound();
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "Say in a sentence why it is withdrawn; the reason stays in your log.");
        }
        if (rows.withdrawn(id, reason.strip(), clock.instant())) {
            EndorsementRows.Bit bit = rows.bit(id).orElseThrow();
            statusLists.revoke(organization, bit.listUrl(), bit.index());
            audit.record(new AuditEntry(
                    "endorsement.withdrawn", by.toString(), organization.toString(), id.toString(), Map.of()));
            events.publishEvent(new StatusListChanged(bit.listUrl()));
        }
    }

    /** The achievement's owner lets an endorsement travel with the badges that are issued from now on, or stops that. */
    @Transactional
    public void carry(OrganizationId owner, UUID id, boolean carried, PersonId by) {
        if (rows.find(id).filter(one -> one.owner().equals(owner)).isEmpty()) {
            throw Problem.notFound();
        }
        if (rows.carry(id, carried)) {
            audit.record(new AuditEntry(
                    carried ? "endorsement.carried" : "endorsement.left-behind",
                    by.toString(),
                    owner.toString(),
                    id.toString(),
                    Map.of()));
        }
    }

    /** All that the organization signed, the newest first. */
    public List<Endorsement> given(OrganizationId organization) {
        return rows.given(organization);
    }

    /** All that others signed in favour of the organization's achievements, the newest first. */
    public List<Endorsement> received(OrganizationId owner) {
        return rows.received(owner);
    }

    /** How many of the alignments that it names are still accepted in the crosswalk. */
    public int standingAlignments(Endorsement endorsement) {
        Set<UUID> now = crosswalks.accepted(endorsement.crosswalk()).stream()
                .map(AlignmentStep::association)
                .collect(Collectors.toSet());
        return (int) endorsement.associations().stream().filter(now::contains).count();
    }

    /** The signed statement as JSON with its proof. */
    public Optional<byte[]> document(UUID id) {
        return rows.document(id);
    }

    /** The signed statement as a token. */
    public Optional<String> token(UUID id) {
        return rows.find(id).map(Endorsement::token);
    }

    @Override
    public List<String> carried(AchievementId achievement) {
        return rows.carried(achievement).stream()
                .map(Batch.PlannedEndorsement::document)
                .toList();
    }

    @Override
    public List<Endorsed> of(AchievementId achievement) {
        return rows.of(achievement).stream()
                .map(one -> new Endorsed(
                        organizations
                                .find(one.organization())
                                .map(Organization::name)
                                .orElse("An organization that has left"),
                        one.signedAt(),
                        one.sentence(),
                        one.comment(),
                        "/endorsements/" + one.id(),
                        one.carried()))
                .toList();
    }

    private Crosswalk require(OrganizationId organization, CrosswalkId id) {
        boolean behind = parties.stream()
                .anyMatch(room -> room.decidedBy(List.of(organization)).contains(id));
        return crosswalks
                .find(id)
                .filter(_ -> behind && crosswalks.isPublished(id))
                .orElseThrow(Problem::notFound);
    }
}
