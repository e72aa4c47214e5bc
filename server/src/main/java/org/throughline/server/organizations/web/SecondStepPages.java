package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.QrCode;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/** The second step at sign-in, which a person switches on for themselves. */
@Controller
class SecondStepPages {
    private static final String HERE = "/account/second-step";
    static final String SECRET = "second-step-secret";

    private final CurrentPerson current;
    private final People people;
    private final SecondSteps secondSteps;
    private final PublicAddress address;

    SecondStepPages(CurrentPerson current, People people, SecondSteps secondSteps, PublicAddress address) {
        this.current = current;
        this.people = people;
        this.secondSteps = secondSteps;
        this.address = address;
    }

    @GetMapping(HERE)
    ModelAndView page() {
        PersonId person = current.require().id();
        return page(new SecondStepPage(
                secondSteps.isOn(person), secondSteps.recoveryCodesLeft(person), null, List.of(), null));
    }

    /** The secret waits in the session, sealed, until a first code shows that the person's program has it. */
    @GetMapping(HERE + "/new")
    ModelAndView begin(HttpServletRequest request) {
        current.requireFresh("switch the second step on");
        HttpSession session = request.getSession();
        if (session.getAttribute(SECRET) == null) {
            session.setAttribute(SECRET, secondSteps.newSecret());
        }
        return enrolment(String.valueOf(session.getAttribute(SECRET)), null);
    }

    @Limited(Act.SECRET)
    @PostMapping(HERE + "/new")
    ModelAndView switchOn(@RequestParam("code") String code, HttpServletRequest request) {
        PersonId person = current.requireFresh("switch the second step on").id();
        if (!(request.getSession().getAttribute(SECRET) instanceof String secret)) {
            return new ModelAndView("redirect:" + HERE + "/new");
        }
        try {
            List<String> codes = secondSteps.switchOn(person, secret, code);
            request.getSession().removeAttribute(SECRET);
            return page(new SecondStepPage(true, codes.size(), null, codes, null));
        } catch (Problem problem) {
            return enrolment(secret, OrganizationPages.inForm(problem));
        }
    }

    @PostMapping(HERE + "/off")
    ModelAndView switchOff(RedirectAttributes redirect) {
        PersonId person = current.requireFresh("switch the second step off").id();
        try {
            secondSteps.switchOff(person);
        } catch (Problem problem) {
            return page(new SecondStepPage(
                    true, secondSteps.recoveryCodesLeft(person), null, List.of(), OrganizationPages.inForm(problem)));
        }
        redirect.addFlashAttribute("toast", ToastView.of("Sign-in asks for no second step any more."));
        return new ModelAndView("redirect:" + HERE);
    }

    private ModelAndView enrolment(String secret, @Nullable String error) {
        Person person = people.find(current.require().id()).orElseThrow(Problem::notFound);
        String account = person.email() == null ? person.displayName() : person.email();
        QrCode image = QrCode.of(SecondSteps.address(secret, address.base().getHost(), account));
        String typed = secret.replaceAll("(.{4})(?=.)", "$1 ");
        return page(new SecondStepPage(
                false, 0, new SecondStepPage.Enrolment(image.path(), image.size(), typed), List.of(), error));
    }

    private static ModelAndView page(SecondStepPage view) {
        ModelAndView page = new ModelAndView("organizations/second-step", Map.of("page", view));
        page.setStatus(view.error() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
