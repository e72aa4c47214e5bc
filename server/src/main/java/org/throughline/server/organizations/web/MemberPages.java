package org.throughline.server.organizations.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.throughline.server.face.Option;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Invitations;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PendingInvitation;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;

/** Who belongs to an organization: members read it, owners change it. */
@Controller
class MemberPages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final People people;
    private final Invitations invitations;

    MemberPages(CurrentPerson current, Organizations organizations, People people, Invitations invitations) {
        this.current = current;
        this.organizations = organizations;
        this.people = people;
        this.invitations = invitations;
    }

    @GetMapping("/o/{slug}/members")
    ModelAndView members(@PathVariable("slug") String slug) {
        Organization organization = find(slug);
        SignedIn viewer = current.require(organization.id());
        return list(organization, viewer, new Invite("", List.of()), null);
    }

    @Limited(Act.LETTERS)
    @PostMapping("/o/{slug}/members")
    ModelAndView invite(@PathVariable("slug") String slug, Invite form, RedirectAttributes redirect) {
        Organization organization = find(slug);
        SignedIn owner = current.require(organization.id(), Role.OWNER);
        Set<Role> roles = roles(form.roles());
        if (roles.contains(Role.OWNER)) {
            current.requireFresh("invite another owner of " + organization.name());
        }
        try {
            invitations.invite(organization.id(), form.email(), roles, owner.id());
        } catch (Problem problem) {
            return list(organization, owner, form, OrganizationPages.inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("An invitation is on its way to " + form.email() + "."));
        return new ModelAndView("redirect:/o/" + slug + "/members");
    }

    @Limited(Act.LETTERS)
    @PostMapping("/o/{slug}/invitations/{invitation}/again")
    String again(@PathVariable("slug") String slug, @PathVariable("invitation") UUID id, RedirectAttributes redirect) {
        Organization organization = find(slug);
        invitations.resend(
                organization.id(),
                id,
                current.require(organization.id(), Role.OWNER).id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("The invitation is sent again. The older letter works no more."));
        return "redirect:/o/" + slug + "/members";
    }

    @PostMapping("/o/{slug}/invitations/{invitation}/withdraw")
    String withdraw(
            @PathVariable("slug") String slug, @PathVariable("invitation") UUID id, RedirectAttributes redirect) {
        Organization organization = find(slug);
        invitations.withdraw(
                organization.id(),
                id,
                current.require(organization.id(), Role.OWNER).id());
        redirect.addFlashAttribute("toast", ToastView.of("The invitation is taken back."));
        return "redirect:/o/" + slug + "/members";
    }

    @GetMapping("/o/{slug}/members/{person}")
    ModelAndView member(@PathVariable("slug") String slug, @PathVariable("person") UUID id) {
        Organization organization = find(slug);
        current.require(organization.id(), Role.OWNER);
        Membership membership = membership(organization, new PersonId(id));
        return member(organization, membership, null);
    }

    /** No role at all ends the membership. */
    @PostMapping("/o/{slug}/members/{person}")
    ModelAndView change(
            @PathVariable("slug") String slug,
            @PathVariable("person") UUID id,
            @RequestParam(name = "roles", required = false) @Nullable List<String> wanted,
            RedirectAttributes redirect) {
        Organization organization = find(slug);
        SignedIn owner = current.require(organization.id(), Role.OWNER);
        Membership membership = membership(organization, new PersonId(id));
        Set<Role> roles = roles(wanted == null ? List.of() : wanted);
        if (roles.contains(Role.OWNER) && !membership.hasAny(Role.OWNER)) {
            current.requireFresh("make another owner of " + organization.name());
        }
        try {
            organizations.setRoles(organization.id(), membership.person(), roles, owner.id());
        } catch (Problem problem) {
            return member(organization, membership, OrganizationPages.inForm(problem));
        }
        String done = roles.isEmpty() ? "The membership is ended." : "The roles are saved.";
        redirect.addFlashAttribute("toast", ToastView.of(done));
        boolean stillOwner = !membership.person().equals(owner.id()) || roles.contains(Role.OWNER);
        return new ModelAndView("redirect:/o/" + slug + (stillOwner ? "/members" : ""));
    }

    private ModelAndView list(Organization organization, SignedIn viewer, Invite form, @Nullable String error) {
        List<Membership> members = organizations.members(organization.id());
        Map<PersonId, Person> byId =
                people.find(members.stream().map(Membership::person).toList());
        boolean owner =
                viewer.in(organization.id()).filter(m -> m.hasAny(Role.OWNER)).isPresent();
        List<TableView.Row> rows = members.stream()
                .flatMap(member -> Stream.ofNullable(byId.get(member.person()))
                        .map(person -> row(organization, member, person, owner)))
                .toList();
        TableView table = new TableView(
                "Members",
                List.of(Column.of("Name"), Column.of("E-mail address"), Column.of("Roles")),
                rows,
                null,
                rows.size() > 20);
        MembersPage view = new MembersPage(
                organization.slug(),
                organization.name(),
                table,
                owner,
                owner ? pending(organization) : List.of(),
                options(),
                form,
                error);
        ModelAndView page = new ModelAndView("organizations/members", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private List<MembersPage.Pending> pending(Organization organization) {
        return invitations.pending(organization.id()).stream()
                .map(i -> new MembersPage.Pending(
                        i.email(),
                        i.roles().stream().sorted().map(Words::of).collect(Collectors.joining(", ")),
                        state(i),
                        "/o/" + organization.slug() + "/invitations/" + i.id()))
                .toList();
    }

    private static String state(PendingInvitation invitation) {
        if (!invitation.vouchedFor()) {
            return "Whoever sent it is no owner any more. Send it again to make it valid.";
        }
        String until = Dates.day(invitation.expiresAt());
        return invitation.tooOld()
                ? "Too old since " + until + ". Send it again to make it valid."
                : "Valid until " + until;
    }

    private static TableView.Row row(Organization organization, Membership member, Person person, boolean owner) {
        Cell name = owner
                ? Cell.link(person.displayName(), "/o/" + organization.slug() + "/members/" + person.id())
                : Cell.text(person.displayName());
        String email = person.email();
        String roles = member.roles().stream()
                .sorted(Comparator.comparing(Role::ordinal))
                .map(Words::of)
                .collect(Collectors.joining(", "));
        return TableView.Row.of(name, Cell.text(email == null ? "" : email), Cell.text(roles));
    }

    private ModelAndView member(Organization organization, Membership membership, @Nullable String error) {
        Person person = people.find(membership.person()).orElseThrow(Problem::notFound);
        MemberPage view = new MemberPage(
                organization.slug(),
                organization.name(),
                person.id().toString(),
                person.displayName(),
                person.id().equals(current.require().id()),
                options(),
                membership.roles().stream().map(Role::name).collect(Collectors.toSet()),
                error);
        ModelAndView page = new ModelAndView("organizations/member", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private Organization find(String slug) {
        return organizations.bySlug(slug).orElseThrow(Problem::notFound);
    }

    private Membership membership(Organization organization, PersonId person) {
        return organizations.member(organization.id(), person).orElseThrow(Problem::notFound);
    }

    private static List<Option> options() {
        return Arrays.stream(Role.values())
                .map(role -> new Option(role.name(), Words.of(role), Words.meaning(role)))
                .toList();
    }

    private static Set<Role> roles(Collection<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values()).filter(role -> names.contains(role.name())).forEach(roles::add);
        return roles;
    }
}
