package org.throughline.server.talent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.records.Consents;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.Invariant;

/** What must hold of the projection that sourcing reads: it says nothing that its sources do not. */
@Configuration(proxyBeanMethods = false)
class TalentInvariants {
    private static final int PIECE = 1_000;

    @Bean
    Invariant nobodyFoundWithoutConsent(JdbcClient jdbc, Consents consents) {
        return Invariant.of("I10", "Nobody can be found by an employer without their consent of this moment", () -> {
            record Row(UUID person, Optional<UUID> employer) {}
            List<Row> rows = jdbc.sql("SELECT person, employer FROM talent.visibility")
                    .query((row, number) -> new Row(
                            row.getObject("person", UUID.class),
                            Optional.ofNullable(row.getObject("employer", UUID.class))))
                    .list();
            Map<UUID, Consents.ConsentState> given = new HashMap<>();
            List<String> findings = new ArrayList<>();
            for (Row row : rows) {
                Consents.ConsentState state =
                        given.computeIfAbsent(row.person(), person -> consents.of(new PersonId(person)));
                boolean live = row.employer().isEmpty()
                        ? state.allEmployers()
                        : state.employers()
                                .contains(new OrganizationId(row.employer().get()));
                if (!live) {
                    findings.add("The person %s can be found by %s, and did not agree to it"
                            .formatted(
                                    row.person(),
                                    row.employer().map(UUID::toString).orElse("all employers")));
                }
            }
            return new Invariant.Found(rows.size(), findings);
        });
    }

    /** Each version of a need is stated by an act of its own. */
    @Bean
    Invariant everyNeedRecorded(AuditLog log, JdbcClient jdbc) {
        return new RecordedOnce(
                log,
                "version of a talent need",
                Set.of("talent-need.stated"),
                () -> jdbc.sql("SELECT id::text, employer::text FROM talent.job_profile")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everybodyFoundWhoAgreed(JdbcClient jdbc, Consents consents) {
        return Invariant.of("I10", "Everybody who agreed to be found can be found, by whom they said", () -> {
            Set<PersonId> people = consents.people();
            List<String> findings = new ArrayList<>();
            for (PersonId person : people) {
                Consents.ConsentState state = consents.of(person);
                long agreed = state.employers().size() + (state.allEmployers() ? 1 : 0);
                long kept = jdbc.sql("SELECT count(*) FROM talent.visibility WHERE person = :person")
                        .param("person", person.value())
                        .query(Long.class)
                        .single();
                if (kept < agreed) {
                    findings.add("The person %s agreed to be found by %d and can be found by %d"
                            .formatted(person, agreed, kept));
                }
            }
            return new Invariant.Found(people.size(), findings);
        });
    }

    @Bean
    Invariant nothingFoundThatIsNotHeld(JdbcClient jdbc, HeldCredentials held) {
        return Invariant.of(
                "I7",
                "Every competency that sourcing counts stands on a valid credential that the person holds",
                () -> {
                    record Row(UUID person, UUID credential) {}
                    Set<Row> rows = new HashSet<>(jdbc.sql("SELECT DISTINCT person, credential FROM talent.holding")
                            .query((row, number) -> new Row(
                                    row.getObject("person", UUID.class), row.getObject("credential", UUID.class)))
                            .list());
                    List<Row> all = List.copyOf(rows);
                    List<String> findings = new ArrayList<>();
                    for (int from = 0; from < all.size(); from += PIECE) {
                        List<Row> piece = all.subList(from, Math.min(all.size(), from + PIECE));
                        Map<UUID, HeldCredential> there = new HashMap<>();
                        held.find(piece.stream()
                                        .map(row -> new HeldCredentialId(row.credential()))
                                        .toList())
                                .forEach(credential -> there.put(credential.id().value(), credential));
                        for (Row row : piece) {
                            HeldCredential credential = there.get(row.credential());
                            boolean stands = credential != null
                                    && credential.holder().value().equals(row.person())
                                    && credential.verdict() == Verdict.VALID;
                            if (!stands) {
                                findings.add(
                                        "Sourcing counts the credential %s for %s, which is not a valid one of theirs"
                                                .formatted(row.credential(), row.person()));
                            }
                        }
                    }
                    return new Invariant.Found(all.size(), findings);
                });
    }
}
