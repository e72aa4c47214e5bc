package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.web.Client;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OpenSession;
import org.throughline.server.organizations.Sessions;

/** Where a person is signed in; they end what they do not know. */
@Controller
class SessionPages {
    private final CurrentPerson current;
    private final Sessions sessions;

    SessionPages(CurrentPerson current, Sessions sessions) {
        this.current = current;
        this.sessions = sessions;
    }

    @GetMapping("/account/sessions")
    ModelAndView sessions(HttpServletRequest request) {
        String here = Networks.of(Client.address(request));
        List<SessionsPage.Entry> entries = sessions.of(current.require().id()).stream()
                .map(session -> entry(session, here))
                .toList();
        boolean others = entries.stream().anyMatch(entry -> !entry.current());
        return new ModelAndView("organizations/sessions", Map.of("page", new SessionsPage(entries, others)));
    }

    @PostMapping("/account/sessions/{session}/end")
    String end(@PathVariable("session") UUID session, RedirectAttributes redirect) {
        sessions.end(current.require().id(), session);
        redirect.addFlashAttribute("toast", ToastView.of("That session is ended."));
        return "redirect:/account/sessions";
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(RedirectAttributes redirect) {
        int ended = sessions.endOthersOf(current.require().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of(ended == 1 ? "One session is ended." : ended + " sessions are ended."));
        return "redirect:/account/sessions";
    }

    private static SessionsPage.Entry entry(OpenSession session, String here) {
        return new SessionsPage.Entry(
                session.device() == null ? Devices.words(null) : session.device(),
                Networks.words(Objects.requireNonNullElse(session.network(), "unknown"), here),
                Dates.words(session.since()),
                Dates.words(session.seen()),
                session.current(),
                "/account/sessions/" + session.handle() + "/end");
    }
}
