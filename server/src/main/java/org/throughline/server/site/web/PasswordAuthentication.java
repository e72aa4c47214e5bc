package org.throughline.server.site.web;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.PasswordSignIn;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SessionPerson;

/** Signs people in by e-mail address and password. The session holds their id and no authority: what they may do is read per request. */
@Component
class PasswordAuthentication implements AuthenticationProvider {
    private final PasswordSignIn people;
    private final SignInAttempts attempts;

    PasswordAuthentication(PasswordSignIn people, SignInAttempts attempts) {
        this.people = people;
        this.attempts = attempts;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String email = request.getName();
        String address =
                request.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "local";
        if (!attempts.mayTry(email, address)) {
            throw new LockedException("too many attempts");
        }
        String password = request.getCredentials() instanceof String text ? text : "";
        return people.check(email, password)
                .map(PasswordAuthentication::signedIn)
                .orElseThrow(() -> new BadCredentialsException("unknown address or wrong password"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    static Authentication signedIn(PersonId person) {
        return UsernamePasswordAuthenticationToken.authenticated(SessionPerson.of(person), null, List.of());
    }
}
