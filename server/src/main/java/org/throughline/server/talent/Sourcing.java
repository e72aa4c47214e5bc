package org.throughline.server.talent;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.check.Verdict;
import org.throughline.matching.ranking.Ranked;
import org.throughline.matching.ranking.Ranking;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.records.Consents;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.Problem;

/**
 * Finds consenting people for a talent need. Consent is asked inside the query; what is about to be shown is asked again at its source,
 * so that a withdrawal or a revocation holds from the next page on.
 */
@Component
public class Sourcing {
    private static final String REF_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ";
    private static final int REF_LENGTH = 6;

    private final JdbcClient jdbc;
    private final Holdings holdings;
    private final Explanations explanations;
    private final Consents consents;
    private final HeldCredentials credentials;
    private final People people;
    private final SecureRandom random = new SecureRandom();

    Sourcing(
            JdbcClient jdbc,
            Holdings holdings,
            Explanations explanations,
            Consents consents,
            HeldCredentials credentials,
            People people) {
        this.jdbc = jdbc;
        this.holdings = holdings;
        this.explanations = explanations;
        this.consents = consents;
        this.credentials = credentials;
        this.people = people;
    }

    /** The people who meet the need best, as the employer who stated it may see them. */
    @Transactional
    public PeopleFound find(JobProfile need, int top) {
        Explanations.Compiled compiled = explanations.compile(need);
        Map<String, Holdings.Candidate> candidates = holdings.visibleTo(need.employer(), compiled.items()).stream()
                .collect(Collectors.toMap(c -> c.person().toString(), Function.identity()));
        Map<String, List<org.throughline.matching.ranking.Holding>> held = new HashMap<>();
        candidates.forEach((id, candidate) -> held.put(id, Explanations.holdings(candidate.holdings())));
        List<Ranked> ranked = Ranking.rank(compiled.need(), held, top);
        List<PersonFound> found = new ArrayList<>();
        for (Ranked each : ranked) {
            Holdings.Candidate candidate =
                    Optional.ofNullable(candidates.get(each.person())).orElseThrow();
            Match match = explanations.explain(compiled, each, candidate.holdings());
            Optional<Boolean> named = consents.visible(candidate.person(), need.employer());
            if (named.isPresent() && holdsAtItsSource(match)) {
                found.add(show(need.employer(), candidate.person(), named.get(), match));
            }
        }
        return new PeopleFound(need, found, candidates.size());
    }

    /** One person of {@link #find} by the employer's reference; {@code Problem NOT_FOUND} when that person is not (or no longer) open to the employer. */
    @Transactional
    public PersonFound one(JobProfile need, String ref) {
        return find(need, Integer.MAX_VALUE).people().stream()
                .filter(p -> p.ref().equals(ref))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** How many consenting people meet everything that is required. */
    public int meetingAllRequired(JobProfile need) {
        Explanations.Compiled compiled = explanations.compile(need);
        return (int) holdings.visibleTo(need.employer(), compiled.items()).stream()
                .filter(c -> Ranking.explain(
                                compiled.need(), c.person().toString(), Explanations.holdings(c.holdings()))
                        .meetsAllRequired())
                .count();
    }

    private boolean holdsAtItsSource(Match match) {
        return match.requirements().stream()
                .map(RequirementExplained::evidence)
                .filter(java.util.Objects::nonNull)
                .map(Evidence::credential)
                .distinct()
                .allMatch(id -> credentials
                        .find(id)
                        .map(HeldCredential::verdict)
                        .filter(v -> v == Verdict.VALID)
                        .isPresent());
    }

    private PersonFound show(OrganizationId employer, PersonId person, boolean named, Match match) {
        String ref = ref(employer, person);
        String label =
                named ? people.find(person).map(Person::displayName).orElse("Candidate " + ref) : "Candidate " + ref;
        return new PersonFound(person, ref, label, named, match);
    }

    private String ref(OrganizationId employer, PersonId person) {
        jdbc.sql("""
                INSERT INTO talent.candidate (employer, person, ref) VALUES (:employer, :person, :ref)
                ON CONFLICT DO NOTHING
                """)
                .param("employer", employer.value())
                .param("person", person.value())
                .param("ref", newRef())
                .update();
        return jdbc.sql("SELECT ref FROM talent.candidate WHERE employer = :employer AND person = :person")
                .param("employer", employer.value())
                .param("person", person.value())
                .query(String.class)
                .optional()
                .orElseGet(() -> ref(employer, person));
    }

    private String newRef() {
        return random.ints(REF_LENGTH, 0, REF_LETTERS.length())
                .mapToObj(i -> String.valueOf(REF_LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }
}
