package org.throughline.server.organizations.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.Addresses;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.OneTimeLinks.Proof;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.ProvenAddress;
import org.throughline.server.shared.Problem;

/** A person's e-mail addresses: each is proven by a letter to it. */
@Controller
class AddressPages {
    private static final String HERE = "/account/addresses";

    private final CurrentPerson current;
    private final Addresses addresses;
    private final OneTimeLinks links;

    AddressPages(CurrentPerson current, Addresses addresses, OneTimeLinks links) {
        this.current = current;
        this.addresses = addresses;
        this.links = links;
    }

    @GetMapping(HERE)
    ModelAndView addresses() {
        return page("", null);
    }

    @Limited(Act.LETTERS)
    @PostMapping(HERE)
    ModelAndView add(@RequestParam("email") String email, RedirectAttributes redirect) {
        PersonId person =
                current.requireFresh("add an e-mail address to your account").id();
        try {
            links.mailProof(person, email);
        } catch (Problem problem) {
            return page(email, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute(
                "toast",
                ToastView.of("A letter is on its way. Open its link in this browser, and the address is yours."));
        return new ModelAndView("redirect:" + HERE);
    }

    @PostMapping(HERE + "/main")
    String choose(@RequestParam("email") String email, RedirectAttributes redirect) {
        PersonId person =
                current.requireFresh("change the address that we write to").id();
        addresses.makePrimary(person, email);
        redirect.addFlashAttribute("toast", ToastView.of("We write to " + email + " from now on."));
        return "redirect:" + HERE;
    }

    @PostMapping(HERE + "/remove")
    ModelAndView remove(@RequestParam("email") String email, RedirectAttributes redirect) {
        PersonId person =
                current.requireFresh("take an e-mail address off your account").id();
        try {
            addresses.remove(person, email);
        } catch (Problem problem) {
            return page("", OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of(email + " is no longer yours here."));
        return new ModelAndView("redirect:" + HERE);
    }

    /** Only shows what would happen; whose record would be brought along is said before. */
    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @GetMapping(HERE + "/{token}")
    ModelAndView confirm(@PathVariable("token") String token) {
        return confirm(token, links.lookAtProof(current.require().id(), token), null);
    }

    @Limited(value = Act.LINK_MISSES, counted = Counted.MISSES)
    @PostMapping(HERE + "/{token}")
    ModelAndView prove(@PathVariable("token") String token, RedirectAttributes redirect) {
        PersonId person = current.require().id();
        Proof proven = links.lookAtProof(person, token);
        current.requireFresh(
                proven.other().isPresent() ? "make one account of two" : "add an e-mail address to your account");
        try {
            links.prove(person, token);
        } catch (Problem problem) {
            return confirm(token, proven, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of(proven.email() + " is yours."));
        return new ModelAndView("redirect:" + HERE);
    }

    private static ModelAndView confirm(String token, Proof proven, @Nullable String error) {
        String other = proven.other().map(Person::displayName).orElse(null);
        ModelAndView page = new ModelAndView(
                "organizations/address-proof",
                Map.of("page", new AddressProofPage(HERE + "/" + token, proven.email(), other, error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(String email, @Nullable String error) {
        List<AddressesPage.Entry> entries = addresses.of(current.require().id()).stream()
                .map(AddressPages::entry)
                .toList();
        ModelAndView page =
                new ModelAndView("organizations/addresses", Map.of("page", new AddressesPage(entries, email, error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static AddressesPage.Entry entry(ProvenAddress address) {
        return new AddressesPage.Entry(address.email(), Dates.day(address.provedAt()), address.primary());
    }
}
