package org.throughline.server.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.database.Reach;
import org.throughline.server.issuing.BatchId;
import org.throughline.server.issuing.BatchProgress;
import org.throughline.server.issuing.Endorsement;
import org.throughline.server.issuing.Endorsements;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.ItemUri;

/** The achievements of the programme, the roster, and what becomes of the credentials. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Graduation {
    /** How many learners' first badge is revoked, counted from the end of the roster. */
    static final int REVOKED = 6;

    /** The course that the utility endorses. */
    private static final String ENDORSED = "EPT-210";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String BATCH = "demo-class-of-2026";
    private static final String WHY = "the story verifies what its learners hold";

    private final Cast cast;
    private final Library library;
    private final Achievements achievements;
    private final Endorsements endorsements;
    private final Issuance issuance;
    private final People people;
    private final HeldCredentials held;
    private final CredentialVerifier verifier;

    Graduation(
            Cast cast,
            Library library,
            Achievements achievements,
            Endorsements endorsements,
            Issuance issuance,
            People people,
            HeldCredentials held,
            CredentialVerifier verifier) {
        this.cast = cast;
        this.library = library;
        this.achievements = achievements;
        this.endorsements = endorsements;
        this.issuance = issuance;
        this.people = people;
        this.held = held;
        this.verifier = verifier;
    }

    /** Defines what one can achieve, aligned with the programme's outcomes. */
    String define() {
        Map<String, ItemUri> outcomes = library.byCode(library.programme());
        OrganizationId college = cast.college().id();
        for (Map<String, String> row : Resources.tsv("achievements.tsv")) {
            boolean defined = achievements.of(college).stream()
                    .anyMatch(a -> cell(row, "code").equals(a.humanCode()));
            if (!defined) {
                List<ItemUri> alignment = Stream.of(cell(row, "outcomes").split(" "))
                        .flatMap(prefix -> outcomes.entrySet().stream()
                                .filter(e -> e.getKey().startsWith(prefix + "."))
                                .map(Map.Entry::getValue))
                        .toList();
                achievements.define(
                        college,
                        cell(row, "name"),
                        cell(row, "description"),
                        cell(row, "criteria"),
                        cell(row, "type"),
                        cell(row, "code"),
                        cell(row, "course"),
                        alignment,
                        cast.educator().id());
            }
        }
        List<AchievementDefinition> all = achievements.of(college);
        return all.size() + " achievements aligned with "
                + all.stream().mapToInt(a -> a.alignment().size()).sum() + " outcomes";
    }

    /** The utility signs that a course answers what it asks of a substation technician, and the college lets that travel with the badges. */
    String endorse() {
        Crosswalk crosswalk = library.crosswalk("Substation Technician");
        AchievementDefinition course = achievements.of(cast.college().id()).stream()
                .filter(one -> ENDORSED.equals(one.humanCode()))
                .findFirst()
                .orElseThrow();
        Endorsement endorsement = endorsements.given(cast.utility().id()).stream()
                .findFirst()
                .orElseGet(() -> endorsements.endorse(
                        cast.utility().id(),
                        crosswalk.id(),
                        course.id(),
                        "We interview everybody who brings this badge.",
                        cast.employer().id()));
        endorsements.carry(
                cast.college().id(), endorsement.id(), true, cast.educator().id());
        return cast.utility().name() + " endorses “" + course.name() + "” by "
                + endorsement.associations().size() + " alignments; it travels with the badges";
    }

    /** Issues badges and a CLR to everybody on the roster, and waits until the last one is delivered. */
    String issue() {
        OrganizationId college = cast.college().id();
        List<AchievementId> all =
                achievements.of(college).stream().map(AchievementDefinition::id).toList();
        BatchId batch = issuance.start(
                college,
                all,
                Learners.csv().getBytes(StandardCharsets.UTF_8),
                true,
                BATCH,
                cast.educator().id());
        BatchProgress progress = issuance.progress(batch);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!progress.finished()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the batch did not finish within " + PATIENCE.toMinutes() + " minutes: "
                        + progress.issued() + " of " + progress.total());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            progress = issuance.progress(batch);
        }
        if (progress.failed() > 0) {
            throw new IllegalStateException(progress.failed() + " of " + progress.total() + " credentials failed");
        }
        Map<IssuedCredential.Kind, Long> kinds = issuance.credentials(batch).stream()
                .collect(Collectors.groupingBy(
                        IssuedCredential::kind,
                        () -> new EnumMap<>(IssuedCredential.Kind.class),
                        Collectors.counting()));
        return Learners.COUNT + " learners: "
                + kinds.entrySet().stream()
                        .map(e -> e.getValue() + " "
                                + switch (e.getKey()) {
                                    case BADGE -> "Open Badges 3.0";
                                    case CLR -> "Comprehensive Learner Records 2.0";
                                })
                        .collect(Collectors.joining(", "));
    }

    /** Revokes the first badge of a few learners. */
    String revoke() {
        List<Learners.Learner> all = Learners.all();
        int revoked = 0;
        for (Learners.Learner learner : all.subList(all.size() - REVOKED, all.size())) {
            Person person = people.byEmail(learner.email()).orElseThrow();
            Optional<HeldCredential> badge = held.of(person.id()).stream()
                    .filter(c -> c.achievementName() != null)
                    .min(java.util.Comparator.comparing(HeldCredential::name));
            if (badge.isPresent()) {
                if (badge.get().verdict() == Verdict.VALID) {
                    issuance.revoke(
                            cast.college().id(),
                            badge.get().credentialId(),
                            "Issued by mistake: the assessment was not completed.",
                            cast.educator().id());
                }
                revoked++;
            }
        }
        return revoked + " badges revoked through a Bitstring Status List";
    }

    /** Verifies every credential on the roster from its bytes, as a stranger would. */
    String verify() {
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        try (ExecutorService hands =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Learners.all().stream()
                    .map(learner -> hands.submit(() -> Reach.asHouse(WHY, () -> verdicts(learner))))
                    .toList()
                    .forEach(found -> settled(found).forEach(verdict -> verdicts.merge(verdict, 1L, Long::sum)));
        }
        long documents = verdicts.values().stream().mapToLong(Long::longValue).sum();
        if (verdicts.getOrDefault(Verdict.INVALID, 0L) != REVOKED
                || verdicts.getOrDefault(Verdict.VALID, 0L) != documents - REVOKED) {
            throw new IllegalStateException(
                    "expected " + REVOKED + " revoked badges and all others valid, found " + verdicts);
        }
        return documents + " credentials verified from their bytes: "
                + verdicts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
    }

    private List<Verdict> verdicts(Learners.Learner learner) {
        Person person = people.byEmail(learner.email()).orElseThrow();
        return held.of(person.id()).stream()
                .map(credential ->
                        verifier.verify(held.document(credential.id())).verdict())
                .toList();
    }

    private static <T> T settled(Future<T> found) {
        try {
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while credentials were verified", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a credential could not be verified", e.getCause());
        }
    }

    private static String cell(Map<String, String> row, String name) {
        return Optional.ofNullable(row.get(name)).orElseThrow();
    }
}
