package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.organizations.SignIns.How;

/** The one door by which somebody who proved who they are comes in: with a new session, so that nothing of before goes along. */
@Component
class Arrival {
    private final SignIns signIns;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Arrival(SignIns signIns) {
        this.signIns = signIns;
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
        request.getSession(true);
    }
}
