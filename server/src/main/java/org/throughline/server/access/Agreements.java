package org.throughline.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;

/** What people agree to when a program asks to act for them, and take back. */
@Component
public class Agreements {
    private final GrantsGiven grants;
    private final ApiClients clients;

    Agreements(GrantsGiven grants, ApiClients clients) {
        this.grants = grants;
        this.clients = clients;
    }

    /** What a program asks: who it is, where the answer goes, what it would like to do. */
    public record Asked(ApiClient client, String redirectUri, Set<Scopes> scopes) {}

    /** A program that acts for a person now. */
    public record Standing(String id, String client, Set<Scopes> scopes, Instant since) {}

    /** The question behind the state that the authorization server made; anybody else's is a {@code Problem NOT_FOUND}. */
    public Asked asked(String state, PersonId person) {
        GrantsGiven.Question question = grants.question(state, person);
        ApiClient client = Reach.asHouse(
                "a person reads which application asks",
                () -> clients.find(question.client()).orElseThrow(Problem::notFound));
        return new Asked(client, question.redirectUri(), scopes(question.scopes()));
    }

    public List<Standing> of(PersonId person) {
        return grants.of(person).stream()
                .map(g -> new Standing(g.id(), g.clientName(), scopes(g.scopes()), g.since()))
                .toList();
    }

    /** Ends at once what a program may do for a person. */
    public void takeBack(PersonId person, String id) {
        grants.takeBack(id, person);
    }

    private static Set<Scopes> scopes(Set<String> wire) {
        return wire.stream()
                .flatMap(scope -> Scopes.of(scope).stream())
                .collect(Collectors.toCollection(() -> java.util.EnumSet.noneOf(Scopes.class)));
    }
}
