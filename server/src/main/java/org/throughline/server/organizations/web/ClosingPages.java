package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.AccountClosing;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.HandingOver;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.PublicPaths;

/** Where a person closes their account: what goes, what stays, and no way back. */
@Controller
class ClosingPages {
    private static final String WHY = "closing an account reaches into every room";

    private final CurrentPerson current;
    private final AccountClosing accounts;
    private final HandingOver handingOver;

    ClosingPages(CurrentPerson current, AccountClosing accounts, HandingOver handingOver) {
        this.current = current;
        this.accounts = accounts;
        this.handingOver = handingOver;
    }

    @GetMapping("/account/close")
    ModelAndView ask() {
        return page(current.require(), null);
    }

    @PostMapping("/account/close")
    ModelAndView close(@RequestParam(name = "sure", defaultValue = "") String sure, HttpServletRequest request) {
        SignedIn person = current.require();
        if (!sure.equals("yes")) {
            return page(person, "Say that you are sure: it can't be undone.");
        }
        current.requireFresh("close your account for good");
        Reach.asHouse(WHY, () -> accounts.close(person.id(), person.id().toString()));
        SecurityContextHolder.clearContext();
        request.getSession().invalidate();
        return new ModelAndView("redirect:/account-closed");
    }

    /** What somebody sees who is nobody here any more. */
    @GetMapping("/account-closed")
    ModelAndView closed() {
        return new ModelAndView("organizations/closed");
    }

    @Bean
    static PublicPaths closedPath() {
        return PublicPaths.of("/account-closed");
    }

    private ModelAndView page(SignedIn person, @Nullable String error) {
        ModelAndView page = new ModelAndView(
                "organizations/closing",
                Map.of(
                        "page",
                        new ClosingPage(
                                Reach.asHouse(WHY, () -> accounts.hindrances(person.id())), resting(person), error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private List<ClosingPage.Resting> resting(SignedIn person) {
        return person.memberships().stream()
                .map(membership -> new ClosingPage.Resting(
                        membership.organization().name(),
                        handingOver.resting(membership).size(),
                        "/o/" + membership.organization().slug() + "/leave"))
                .filter(resting -> resting.things() > 0)
                .toList();
    }
}
