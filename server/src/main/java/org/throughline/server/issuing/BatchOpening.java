package org.throughline.server.issuing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.issuing.Batch.PlannedAchievement;
import org.throughline.server.issuing.Batch.PlannedAlignment;
import org.throughline.server.issuing.IssuedCredentials.Intent;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Writes a batch down in one transaction, before anything is signed: every credential's id, status index and recipient, and all that
 * its achievements say. Whatever breaks later, there is a record of what was meant.
 */
@Component
class BatchOpening {
    private static final int SALT_BYTES = 16;

    private final Planning planning;
    private final Batches batches;
    private final IssuedCredentials issued;
    private final StatusLists statusLists;
    private final EndorsementRows endorsements;
    private final Organizations organizations;
    private final People people;
    private final IssuerKeys keys;
    private final Frameworks frameworks;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BatchOpening(
            Planning planning,
            Batches batches,
            IssuedCredentials issued,
            StatusLists statusLists,
            EndorsementRows endorsements,
            Organizations organizations,
            People people,
            IssuerKeys keys,
            Frameworks frameworks,
            AuditLog audit,
            Clock clock) {
        this.planning = planning;
        this.batches = batches;
        this.issued = issued;
        this.statusLists = statusLists;
        this.endorsements = endorsements;
        this.organizations = organizations;
        this.people = people;
        this.keys = keys;
        this.frameworks = frameworks;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    BatchId open(
            OrganizationId organization,
            List<AchievementId> achievements,
            byte[] csv,
            boolean withClr,
            String idempotencyKey,
            PersonId by) {
        byte[] fingerprint = fingerprint(achievements, csv, withClr);
        Optional<Batches.Known> known = batches.known(organization, idempotencyKey);
        if (known.isPresent()) {
            return same(known.get(), fingerprint);
        }
        return audit.one(
                "batch.started",
                () -> written(organization, achievements, csv, withClr, idempotencyKey, fingerprint, by));
    }

    private BatchId written(
            OrganizationId organization,
            List<AchievementId> achievements,
            byte[] csv,
            boolean withClr,
            String idempotencyKey,
            byte[] fingerprint,
            PersonId by) {
        Planning.Plan plan = planning.plan(organization, achievements, csv);
        if (plan.badges().isEmpty()) {
            throw new Problem(
                    ProblemType.ROSTER_INVALID,
                    "No row of this roster can be issued.",
                    plan.check().findings());
        }
        Instant now = clock.instant();
        Batch batch = batch(organization, plan.used(), withClr, by);
        batches.insert(batch, idempotencyKey, fingerprint, now);
        plan.check().fates().stream()
                .filter(f -> f.fate() != RosterCheck.Fate.ISSUE)
                .forEach(f -> batches.leaveOut(batch.id(), f.line(), f.name() + ", " + f.email(), f.words()));
        List<Intent> intents = intents(batch, plan, now.truncatedTo(ChronoUnit.SECONDS));
        issued.plan(intents);
        audit.record(new AuditEntry(
                "batch.started",
                by.toString(),
                organization.toString(),
                batch.id().toString(),
                Map.of(
                        "credentials",
                        Integer.toString(intents.size()),
                        "leftOut",
                        Integer.toString(plan.check().findings().size()))));
        return batch.id();
    }

    private static BatchId same(Batches.Known known, byte[] fingerprint) {
        if (!Arrays.equals(known.fingerprint(), fingerprint)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This issuance was started before with another roster or other achievements. Start a new one.");
        }
        return known.id();
    }

    private Batch batch(OrganizationId id, List<AchievementDefinition> used, boolean withClr, PersonId by) {
        Organization organization = organizations.find(id).orElseThrow(Problem::notFound);
        List<ItemUri> uris =
                used.stream().flatMap(a -> a.alignment().stream()).distinct().toList();
        Map<ItemUri, FrameworkItem> items = frameworks.items(uris);
        return new Batch(
                new BatchId(UUID.randomUUID()),
                id,
                keys.identity(id).did(),
                organization.name(),
                organization.url(),
                withClr,
                by,
                used.stream()
                        .map(a -> planned(a, items, endorsements.carried(a.id())))
                        .toList());
    }

    private static PlannedAchievement planned(
            AchievementDefinition achievement,
            Map<ItemUri, FrameworkItem> items,
            List<Batch.PlannedEndorsement> endorsements) {
        return new PlannedAchievement(
                achievement.id(),
                achievement.uri(),
                achievement.name(),
                achievement.description(),
                achievement.criteria(),
                achievement.achievementType(),
                achievement.humanCode(),
                achievement.alignment().stream()
                        .map(uri -> aligned(uri, items.get(uri)))
                        .toList(),
                endorsements);
    }

    private static PlannedAlignment aligned(ItemUri uri, @Nullable FrameworkItem item) {
        return item == null
                ? new PlannedAlignment(uri.value(), uri.value(), null, null)
                : new PlannedAlignment(uri.value(), item.statement(), item.code(), item.frameworkTitle());
    }

    private List<Intent> intents(Batch batch, Planning.Plan plan, Instant validFrom) {
        Map<String, String> names = plan.names();
        Map<String, Person> byEmail = new HashMap<>();
        Iterator<Person> ensured = people.ensureAll(names).iterator();
        names.keySet().forEach(email -> byEmail.put(email, ensured.next()));
        Map<Integer, String> emailOfLine = plan.check().fates().stream()
                .collect(Collectors.toMap(RosterCheck.RowFate::line, RosterCheck.RowFate::email, (a, b) -> a));
        Map<PersonId, Wanted> records = new HashMap<>();
        List<Wanted> wanted = new ArrayList<>();
        plan.badges().forEach((line, achievements) -> {
            String email = Objects.requireNonNull(emailOfLine.get(line));
            PersonId person = Objects.requireNonNull(byEmail.get(email)).id();
            achievements.forEach(a -> wanted.add(new Wanted(person, email, line, a.id())));
            records.putIfAbsent(person, new Wanted(person, email, line, null));
        });
        if (batch.withClr()) {
            records.values().stream()
                    .sorted(Comparator.comparingInt(Wanted::line))
                    .forEach(wanted::add);
        }
        List<StatusLists.Place> places = statusLists.take(batch.organization(), batch.issuerDid(), wanted.size());
        List<Intent> intents = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            intents.add(intent(batch, wanted.get(i), places.get(i), validFrom));
        }
        return intents;
    }

    private record Wanted(
            PersonId person,
            String email,
            int line,
            @Nullable AchievementId achievement) {}

    private Intent intent(Batch batch, Wanted wanted, StatusLists.Place place, Instant validFrom) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
        IdentityObject identity = IdentityObject.hashed(wanted.email(), text, Drafts.EMAIL);
        return new Intent(
                UUID.randomUUID(),
                batch.id(),
                batch.organization(),
                wanted.person(),
                wanted.line(),
                wanted.achievement(),
                place,
                identity.identityHash(),
                text,
                validFrom);
    }

    private static byte[] fingerprint(List<AchievementId> achievements, byte[] csv, boolean withClr) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            achievements.stream()
                    .map(AchievementId::toString)
                    .distinct()
                    .sorted()
                    .forEach(id -> digest.update(id.getBytes(StandardCharsets.UTF_8)));
            digest.update((byte) (withClr ? 1 : 0));
            digest.update(ByteBuffer.wrap(csv));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
