package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.organizations.SignIns.How;

/**
 * The one door by which somebody who proved who they are comes in: with a new session, so that nothing of before goes along. Whoever asks
 * for a second step stands between two doors until they took it. Somebody who was signed in and proves it anew gets a new session too, and what
 * they were about to do goes along.
 */
@Component
class Arrival {
    private static final String HALF_IN = "half-in";
    private static final List<String> UNDER_WAY = Stream.concat(
                    ActInSession.names().stream(),
                    Stream.of(PasskeyCeremony.TO_ADD, SecondStepPages.SECRET, InstitutionPages.TO_LINK))
            .toList();
    private static final Duration TIME_FOR_THE_SECOND_STEP = Duration.ofMinutes(5);

    private final SignIns signIns;
    private final SecondSteps secondSteps;
    private final CurrentPerson current;
    private final KnownDevices devices;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Arrival(SignIns signIns, SecondSteps secondSteps, CurrentPerson current, KnownDevices devices, Clock clock) {
        this.signIns = signIns;
        this.secondSteps = secondSteps;
        this.current = current;
        this.devices = devices;
        this.clock = clock;
    }

    /** Lets the person in and writes it down, or asks for their second step; says to which page they go now. */
    String arrive(PersonId person, How how, HttpServletRequest request, HttpServletResponse response) {
        if (!stopsHalfway(person, how)) {
            signIns.in(person, how);
        }
        return arriveRecorded(person, how, request, response);
    }

    private boolean stopsHalfway(PersonId person, How how) {
        return how.asksForSecondStep() && secondSteps.isOn(person);
    }

    /** {@link #arrive} for somebody of whom it is written down already, as a part of what let them in. */
    String arriveRecorded(PersonId person, How how, HttpServletRequest request, HttpServletResponse response) {
        if (stopsHalfway(person, how)) {
            if (!isIn(person)) {
                Optional<String> wanted = WantedPage.take(request.getSession(false));
                renew(request);
                wanted.ifPresent(path -> WantedPage.keep(request.getSession(), path));
            }
            HttpSession session = request.getSession();
            session.setAttribute(HALF_IN, person + " " + how + " " + clock.instant());
            return "/sign-in/code";
        }
        return open(person, request, response);
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

    /** Opens the session of somebody of whom it is written down that they came in; says which page they wanted. */
    String open(PersonId person, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> wanted = WantedPage.take(request.getSession(false));
        Map<String, Object> underWay = isIn(person) ? underWay(request.getSession()) : Map.of();
        renew(request);
        SecurityContext context = SessionValues.signedIn(person);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        underWay.forEach(request.getSession()::setAttribute);
        devices.remember(person, request, response);
        return underWay.containsKey(ActInSession.NAME) ? ActInSession.GO_ON : wanted.orElse("/");
    }

    /** Whether the session is this person's already. */
    private boolean isIn(PersonId person) {
        return current.find().filter(signedIn -> signedIn.is(person)).isPresent();
    }

    private static Map<String, Object> underWay(HttpSession session) {
        Map<String, Object> underWay = new HashMap<>();
        for (String name : UNDER_WAY) {
            Object value = session.getAttribute(name);
            if (value != null) {
                underWay.put(name, value);
            }
        }
        return underWay;
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
