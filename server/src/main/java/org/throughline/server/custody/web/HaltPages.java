package org.throughline.server.custody.web;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.custody.Halt;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The halt switch for everybody on this server, for its administrators. */
@Controller
class HaltPages {
    private static final String EVERYBODY = "the administrator halts every organization";

    private final CurrentPerson current;
    private final IssuingHalt halt;

    HaltPages(CurrentPerson current, IssuingHalt halt) {
        this.current = current;
        this.halt = halt;
    }

    @GetMapping("/halt")
    ModelAndView show() {
        current.requireAdministrator();
        return page(null);
    }

    @PostMapping("/halt")
    ModelAndView stop(@RequestParam(name = "reason", defaultValue = "") String reason, RedirectAttributes redirect) {
        SignedIn administrator = current.requireAdministrator();
        current.requireFresh("halt issuing for everybody");
        try {
            Reach.asHouse(
                    EVERYBODY, () -> halt.halt(null, reason, administrator.id().toString()));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(String.valueOf(problem.getMessage()));
        }
        redirect.addFlashAttribute("toast", ToastView.of("Issuing is halted for everybody. Nothing more is signed."));
        return new ModelAndView("redirect:/halt");
    }

    @PostMapping("/halt/lift")
    ModelAndView lift(RedirectAttributes redirect) {
        SignedIn administrator = current.requireAdministrator();
        current.requireFresh("let issuing go on for everybody");
        boolean lifted = Reach.asHouse(
                EVERYBODY, () -> halt.lift(null, administrator.id().toString()));
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(lifted ? "Issuing goes on. What waited continues by itself." : "Nothing was halted."));
        return new ModelAndView("redirect:/halt");
    }

    private ModelAndView page(@Nullable String error) {
        Optional<Halt> stands = halt.ofEverybody();
        ModelAndView page = new ModelAndView(
                "custody/halt",
                Map.of(
                        "page",
                        new HaltPage(
                                stands.map(Halt::reason).orElse(null),
                                stands.map(h -> Dates.words(h.since())).orElse(null),
                                error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
