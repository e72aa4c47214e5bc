package org.throughline.server.partnerships.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.PartnershipLetters;

/** Where everybody says whether they want letters about partnerships. */
@Controller
class PartnershipLettersPages {
    private final PartnershipLetters letters;
    private final CurrentPerson current;

    PartnershipLettersPages(PartnershipLetters letters, CurrentPerson current) {
        this.letters = letters;
        this.current = current;
    }

    @GetMapping("/partnerships/letters")
    ModelAndView look() {
        return new ModelAndView(
                "partnerships/letters",
                Map.of("wanted", letters.wants(current.require().id())));
    }

    @PostMapping("/partnerships/letters")
    ModelAndView choose(@RequestParam boolean wanted, RedirectAttributes redirect) {
        PersonId person = current.require().id();
        letters.want(person, wanted);
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        wanted
                                ? "You get letters about partnerships."
                                : "You get no more letters about partnerships."));
        return new ModelAndView("redirect:/partnerships/letters");
    }
}
