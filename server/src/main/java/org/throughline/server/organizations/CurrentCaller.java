package org.throughline.server.organizations;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Who calls an API: a person (by a program that acts for them, or by their own key), or a program of an organization. */
@Component
public class CurrentCaller {
    private static final String SCOPE = "SCOPE_";

    private final CurrentPerson person;

    CurrentCaller(CurrentPerson person) {
        this.person = person;
    }

    /** The program of an organization that calls, if it is one. */
    public Optional<OrganizationClient> client() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OrganizationClient client
                ? Optional.of(client)
                : Optional.empty();
    }

    /** The organizations whose unpublished things the caller may read: the client's own, or those that the person belongs to. */
    public Set<OrganizationId> organizations() {
        return client().map(c -> Set.of(c.organizationId()))
                .orElseGet(() -> person.find()
                        .map(p -> p.memberships().stream()
                                .map(m -> m.organization().id())
                                .collect(Collectors.toSet()))
                        .orElseGet(Set::of));
    }

    /** Whether the caller showed a token with this scope. A session in a browser has no scopes. */
    public boolean has(String scope) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> (SCOPE + scope).equals(authority.getAuthority()));
    }

    /**
     * Lets through a program of this organization, or a person with one of the roles in it; the refusals are those of
     * {@link CurrentPerson#require(OrganizationId, Role...)}. The token's scope was asked for before.
     *
     * @return who calls, for the log: a person's id or a {@code client_id}
     */
    public String require(OrganizationId organization, Role... anyOf) {
        Optional<OrganizationClient> client = client();
        if (client.isPresent()) {
            if (!client.get().organizationId().equals(organization)) {
                throw Problem.notFound();
            }
            return client.get().client();
        }
        return person.require(organization, anyOf).id().toString();
    }

    /** The person on whose behalf the call is; a program in its organization's own name is a {@code Problem FORBIDDEN}. */
    public SignedIn requirePerson() {
        return person.find()
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "This belongs to a person: ask for a token on somebody's behalf (authorization code), "
                                + "or use a personal access key."));
    }
}
