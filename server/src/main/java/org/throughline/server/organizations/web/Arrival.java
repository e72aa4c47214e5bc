package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.organizations.SignIns.How;

/**
 * The one door by which somebody who proved who they are comes in: with a new session, so that nothing of before goes along. Whoever asks
 * for a second step stands between two doors until they took it.
 */
@Component
class Arrival {
    private static final String HALF_IN = "half-in";
    private static final Duration TIME_FOR_THE_SECOND_STEP = Duration.ofMinutes(5);

    private final SignIns signIns;
    private final SecondSteps secondSteps;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Arrival(SignIns signIns, SecondSteps secondSteps, Clock clock) {
        this.signIns = signIns;
        this.secondSteps = secondSteps;
        this.clock = clock;
    }

    /** Lets the person in, or asks for their second step; says to which page they go now. */
    String arrive(PersonId person, How how, HttpServletRequest request, HttpServletResponse response) {
        if (how.asksForSecondStep() && secondSteps.isOn(person)) {
            Optional<String> wanted = WantedPage.take(request.getSession(false));
            renew(request);
            HttpSession session = request.getSession();
            wanted.ifPresent(path -> WantedPage.keep(session, path));
            session.setAttribute(HALF_IN, person + " " + how + " " + clock.instant());
            return "/sign-in/code";
        }
        return letIn(person, how, request, response);
    }

    /** Whoever proved the first step in this session a short while ago. */
    Optional<HalfIn> halfIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(HALF_IN) instanceof String text)) {
            return Optional.empty();
        }
        String[] parts = text.split(" ", 3);
        HalfIn half = new HalfIn(new PersonId(UUID.fromString(parts[0])), How.valueOf(parts[1]));
        boolean inTime = Instant.parse(parts[2]).plus(TIME_FOR_THE_SECOND_STEP).isAfter(clock.instant());
        return inTime ? Optional.of(half) : Optional.empty();
    }

    /** Lets the person in and says which page they wanted. */
    String letIn(PersonId person, How how, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> wanted = WantedPage.take(request.getSession(false));
        renew(request);
        SecurityContext context = SessionValues.signedIn(person);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        signIns.in(person, how);
        return wanted.orElse("/");
    }

    /** Drops the session of before, whose id others may know (fixation), and everything in it. */
    static void renew(HttpServletRequest request) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
    }

    /** Somebody between the two doors. */
    record HalfIn(PersonId person, How how) {}
}
