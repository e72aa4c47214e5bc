package org.throughline.server.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.throughline.server.organizations.SessionPerson;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;
import org.throughline.server.site.DemoPersona;
import org.throughline.server.site.DemoPersonas;

/** One-click sign-in as somebody of the demo story. Without {@code throughline.demo=true} neither this class nor its address exists. */
@Controller
@ConditionalOnBooleanProperty("throughline.demo")
class DemoSignIn {
    private final ObjectProvider<DemoPersonas> personas;
    private final SignIns signIns;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    DemoSignIn(ObjectProvider<DemoPersonas> personas, SignIns signIns) {
        this.personas = personas;
        this.signIns = signIns;
    }

    @PostMapping("/demo/sign-in")
    String byForm(@RequestParam("username") String key, HttpServletRequest request, HttpServletResponse response) {
        return signIn(key, request, response);
    }

    @PostMapping("/demo/sign-in/{persona}")
    String byAddress(@PathVariable("persona") String key, HttpServletRequest request, HttpServletResponse response) {
        return signIn(key, request, response);
    }

    /** A new session for the new person: nothing of whoever was here before goes along. */
    private String signIn(String key, HttpServletRequest request, HttpServletResponse response) {
        DemoPersona persona = personas.stream()
                .flatMap(source -> source.personas().stream())
                .filter(p -> p.key().equals(key))
                .findFirst()
                .orElseThrow(Problem::notFound);
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(SessionPerson.of(persona.person()), null, List.of()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        signIns.in(persona.person(), SignIns.How.LINK);
        return "redirect:/";
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("throughline.demo")
    static class Paths {
        @Bean
        PublicPaths demoPaths() {
            return PublicPaths.of().posting("/demo/sign-in", "/demo/sign-in/*");
        }
    }
}
