package org.throughline.server.access.web;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.access.Agreements;
import org.throughline.server.access.Agreements.Asked;
import org.throughline.server.face.Option;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.PublicAddress;

/** Where a person is asked whether a program may act for them. The answer goes to the authorization server. */
@Controller
class AgreementPages {
    private final CurrentPerson current;
    private final Agreements agreements;
    private final Organizations organizations;
    private final PublicAddress address;

    AgreementPages(CurrentPerson current, Agreements agreements, Organizations organizations, PublicAddress address) {
        this.current = current;
        this.agreements = agreements;
        this.organizations = organizations;
        this.address = address;
    }

    @GetMapping("/oauth2/consent")
    ModelAndView ask(@RequestParam("state") String state, HttpServletResponse response) {
        SignedIn person = current.require();
        Asked asked = agreements.asked(state, person.id());
        URI target = URI.create(asked.redirectUri());
        response.setHeader("Content-Security-Policy", policy(target));
        List<Option> scopes = asked.scopes().stream()
                .map(scope -> Option.of(scope.wire(), scope.words()))
                .toList();
        String from = asked.client()
                .organization()
                .flatMap(organizations::find)
                .map(Organization::name)
                .orElse(null);
        AgreementPage page = new AgreementPage(
                asked.client().id(),
                asked.client().metadata().name(),
                from,
                target.getHost(),
                state,
                scopes,
                person.displayName(),
                asked.client().metadata().policyUri(),
                asked.client().metadata().tosUri());
        return new ModelAndView("access/agreement", Map.of("page", page));
    }

    /**
     * The house's policy, with one more target for this form: browsers count the redirect that follows a form as its target, and the answer
     * goes to the program's registered address.
     */
    private String policy(URI target) {
        String origin = target.getScheme() + "://" + target.getRawAuthority();
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "font-src 'self'",
                "form-action 'self' " + address.base() + " " + origin,
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "object-src 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types default");
    }
}
