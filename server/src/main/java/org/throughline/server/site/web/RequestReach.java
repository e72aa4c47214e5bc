package org.throughline.server.site.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.CurrentCaller;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OrganizationClient;
import org.throughline.server.organizations.SignedIn;

/**
 * Behind the sign-in: what follows in the request sees what the person who asks, and their organizations, may see; a stranger sees what
 * the public sees. Error pages and answers that go on later pass here again, and know the same person: the session itself is not asked anew, as the
 * database may be what is in trouble.
 */
@Component
@Order(RequestReach.BEHIND_SPRING_SECURITY)
class RequestReach extends OncePerRequestFilter {
    static final int BEHIND_SPRING_SECURITY = -50;

    private static final UUID NOBODY = new UUID(0, 0);
    private static final SecurityContextRepository FOR_ERROR_PAGES = new RequestAttributeSecurityContextRepository();

    private final CurrentPerson current;
    private final CurrentCaller caller;

    RequestReach(CurrentPerson current, CurrentCaller caller) {
        this.current = current;
        this.caller = caller;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Reach reach = caller.client().map(RequestReach::of).orElseGet(() -> of(whoAsks(request, response)));
            Reach.as(reach, () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException | ServletException e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried carried) {
            throw carried.asItWas();
        }
    }

    private Optional<SignedIn> whoAsks(HttpServletRequest request, HttpServletResponse response) {
        if (ProblemAnswers.status(request) >= 500) {
            return Optional.empty(); // the page that says so is everybody's, and asks nothing that may be away
        }
        Optional<SignedIn> person = current.find();
        if (person.isPresent()) {
            FOR_ERROR_PAGES.saveContext(SecurityContextHolder.getContext(), request, response);
        }
        return person;
    }

    /** A program of an organization sees what the organization sees, and nothing that is a person's. */
    private static Reach of(OrganizationClient client) {
        return new Reach.Person(NOBODY, Set.of(client.organization()));
    }

    private static Reach of(Optional<SignedIn> asking) {
        return asking.<Reach>map(person -> new Reach.Person(
                        person.id().value(),
                        person.memberships().stream()
                                .map(m -> m.organization().id().value())
                                .collect(Collectors.toSet())))
                .orElseGet(Reach.Public::new);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** Carries what a filter may throw through a lambda that may not. */
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Exception thrown;

        Carried(Exception thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        /** Throws what was carried. */
        Carried asItWas() throws IOException, ServletException {
            if (thrown instanceof IOException io) {
                throw io;
            }
            if (thrown instanceof ServletException servlet) {
                throw servlet;
            }
            return this;
        }
    }
}
