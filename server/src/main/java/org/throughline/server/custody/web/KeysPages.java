package org.throughline.server.custody.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.custody.CompromiseReport;
import org.throughline.server.custody.Halt;
import org.throughline.server.custody.IssuerKey;
import org.throughline.server.custody.IssuerKey.State;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.custody.KeyCare;
import org.throughline.server.custody.KeyUse;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The keys of an organization and its halt switch: issuers read and halt, owners change. An administrator may be the second person. */
@Controller
class KeysPages {
    private static final String SECOND_PERSON = "the administrator may be the second person of any organization";

    private final CurrentPerson current;
    private final Organizations organizations;
    private final People people;
    private final IssuerKeys keys;
    private final KeyCare care;
    private final KeyUse use;
    private final IssuingHalt halt;
    private final Clock clock;

    KeysPages(
            CurrentPerson current,
            Organizations organizations,
            People people,
            IssuerKeys keys,
            KeyCare care,
            KeyUse use,
            IssuingHalt halt,
            Clock clock) {
        this.current = current;
        this.organizations = organizations;
        this.people = people;
        this.keys = keys;
        this.care = care;
        this.use = use;
        this.halt = halt;
        this.clock = clock;
    }

    @GetMapping("/o/{slug}/keys")
    ModelAndView show(@PathVariable("slug") String slug) {
        return page(slug, null);
    }

    @PostMapping("/o/{slug}/keys/change")
    ModelAndView change(@PathVariable("slug") String slug, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        SignedIn owner = current.requireFresh("change the key of " + organization.name());
        IssuerKey next = care.rotate(organization.id(), owner.id());
        return done(
                slug,
                redirect,
                next.state() == State.PENDING
                        ? "The next key is announced. It takes over by itself in " + minutes(care.overlap()) + "."
                        : "The new key signs from now on. The old one signs no more; what it signed stays good.");
    }

    @PostMapping("/o/{slug}/keys/{key}/activate")
    ModelAndView activate(
            @PathVariable("slug") String slug, @PathVariable("key") UUID key, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        SignedIn owner = current.requireFresh("let the new key of " + organization.name() + " sign");
        care.activate(organization.id(), key, owner.id());
        return done(slug, redirect, "The new key signs from now on.");
    }

    @PostMapping("/o/{slug}/keys/{key}/retire")
    ModelAndView retire(@PathVariable("slug") String slug, @PathVariable("key") UUID key, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        SignedIn owner = current.requireFresh("take a key of " + organization.name() + " out of use");
        care.retire(organization.id(), key, owner.id());
        return done(slug, redirect, "The key signs no more. What it signed stays good.");
    }

    @PostMapping("/o/{slug}/keys/{key}/report")
    ModelAndView report(
            @PathVariable("slug") String slug,
            @PathVariable("key") UUID key,
            @RequestParam(name = "since", defaultValue = "") String since,
            RedirectAttributes redirect) {
        Organization organization = owned(slug);
        SignedIn owner = current.requireFresh("report a key of " + organization.name() + " as stolen");
        try {
            care.report(organization.id(), key, moment(since), owner.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(slug, String.valueOf(problem.getMessage()));
        }
        return done(
                slug, redirect, "The key signs no more. A second person must now confirm the report or dismiss it.");
    }

    @PostMapping("/o/{slug}/keys/reports/{report}/confirm")
    ModelAndView confirm(
            @PathVariable("slug") String slug, @PathVariable("report") UUID report, RedirectAttributes redirect) {
        Organization organization = find(slug);
        SignedIn person = second(organization);
        current.requireFresh("confirm that a key of " + organization.name() + " was stolen");
        asSecond(person, organization, () -> care.confirm(organization.id(), report, person.id()));
        return done(slug, redirect, "The organization vouches for this key no more.");
    }

    @PostMapping("/o/{slug}/keys/reports/{report}/dismiss")
    ModelAndView dismiss(
            @PathVariable("slug") String slug, @PathVariable("report") UUID report, RedirectAttributes redirect) {
        Organization organization = find(slug);
        SignedIn person = second(organization);
        current.requireFresh("dismiss the report about a key of " + organization.name());
        asSecond(person, organization, () -> care.dismiss(organization.id(), report, person.id()));
        return done(slug, redirect, "The report is dismissed. What the key signed stays good.");
    }

    @PostMapping("/o/{slug}/keys/halt")
    ModelAndView halt(
            @PathVariable("slug") String slug,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            RedirectAttributes redirect) {
        Organization organization = find(slug);
        SignedIn person = current.require(organization.id(), Role.ISSUER);
        current.requireFresh("halt issuing for " + organization.name());
        try {
            halt.halt(organization.id(), reason, person.id().toString());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(slug, String.valueOf(problem.getMessage()));
        }
        return done(slug, redirect, "Issuing is halted. Nothing more is signed.");
    }

    @PostMapping("/o/{slug}/keys/resume")
    ModelAndView resume(@PathVariable("slug") String slug, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        SignedIn owner = current.requireFresh("let issuing go on for " + organization.name());
        halt.lift(organization.id(), owner.id().toString());
        return done(slug, redirect, "Issuing goes on. What waited continues by itself.");
    }

    private ModelAndView page(String slug, @Nullable String error) {
        Organization organization = find(slug);
        SignedIn person = current.require();
        boolean member = person.in(organization.id())
                .filter(m -> m.hasAny(Role.OWNER, Role.ISSUER))
                .isPresent();
        if (!member && !person.administrator()) {
            current.require(organization.id(), Role.ISSUER);
        }
        boolean owner =
                person.in(organization.id()).filter(m -> m.hasAny(Role.OWNER)).isPresent();
        KeysPage view = member
                ? view(organization, person, owner, error)
                : Reach.asHouse(SECOND_PERSON, () -> view(organization, person, false, error));
        ModelAndView page = new ModelAndView("custody/keys", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private KeysPage view(Organization organization, SignedIn person, boolean owner, @Nullable String error) {
        OrganizationId id = organization.id();
        String signsAs = keys.identity(id).did();
        List<IssuerKey> all = keys.of(id);
        List<CompromiseReport> open = care.open(id);
        return new KeysPage(
                organization.slug(),
                organization.name(),
                signsAs,
                owner,
                changeSentence(),
                all.stream().map(key -> key(key, owner, open)).toList(),
                open.stream().map(report -> report(id, report, all, person)).toList(),
                halt.of(id).stream().map(this::stop).toList(),
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString(),
                error);
    }

    private String changeSentence() {
        return care.overlap().isZero()
                ? "This server has no https address, so the organization's name in its credentials is the key itself. A new key is a new name: "
                        + "those who know the old one must learn the new one."
                : "A new key is announced for " + minutes(care.overlap())
                        + " before it signs, so that nobody meets a signature before the key. By itself this happens every "
                        + care.age().toDays() + " days.";
    }

    private static KeysPage.Key key(IssuerKey key, boolean owner, List<CompromiseReport> open) {
        boolean reported = open.stream().anyMatch(report -> report.key().equals(key.id()));
        boolean signs = key.state() == State.ACTIVE || key.state() == State.PENDING;
        return new KeysPage.Key(
                key.id().toString(),
                name(key),
                reported ? StateView.unsure("Reported") : state(key.state()),
                story(key),
                "Signs with " + key.algorithm().curve()
                        + (key.keeper().equals("software") ? ", kept encrypted here" : ", kept in hardware"),
                key.multibase().substring(key.multibase().length() - 8),
                owner && key.state() == State.PENDING,
                owner && signs,
                owner && !reported && key.state() != State.COMPROMISED);
    }

    private static String name(IssuerKey key) {
        return "Key of " + Dates.day(key.createdAt());
    }

    private static StateView state(State state) {
        return switch (state) {
            case PENDING -> StateView.active("Announced");
            case ACTIVE -> StateView.good("Signs");
            case RETIRED -> StateView.neutral("Retired");
            case COMPROMISED -> StateView.bad("Stolen");
        };
    }

    private static String story(IssuerKey key) {
        return switch (key.state()) {
            case PENDING -> "Announced to the world and not used yet.";
            case ACTIVE -> "Signs everything since " + Dates.words(Objects.requireNonNull(key.activatedAt())) + ".";
            case RETIRED ->
                "Signed until " + Dates.words(Objects.requireNonNull(key.retiredAt())) + ". What it signed stays good.";
            case COMPROMISED ->
                "Others may have had it since " + Dates.words(Objects.requireNonNull(key.compromisedSince()))
                        + ". Strangers no longer accept what it signed; this server accepts what its own log recorded before.";
        };
    }

    private KeysPage.Report report(
            OrganizationId organization, CompromiseReport report, List<IssuerKey> all, SignedIn person) {
        IssuerKey key = all.stream()
                .filter(k -> k.id().equals(report.key()))
                .findFirst()
                .orElseThrow();
        KeyUse.Count count = use.of(organization, key.multibase(), report.since());
        return new KeysPage.Report(
                report.id().toString(),
                name(key),
                Dates.words(report.since()),
                person(report.reportedBy()),
                count.before(),
                count.after(),
                report.reportedBy().equals(person.id()));
    }

    private KeysPage.Stop stop(Halt halt) {
        return new KeysPage.Stop(halt.organization() == null, halt.reason(), by(halt.by()), Dates.words(halt.since()));
    }

    private String by(String who) {
        return who.equals(IssuingHalt.CONSOLE) ? "the server's operator" : person(new PersonId(UUID.fromString(who)));
    }

    private String person(PersonId id) {
        var found = people.find(Set.of(id)).get(id);
        return found == null ? "somebody of the server's administration" : found.displayName();
    }

    private static Instant moment(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Problem(ProblemType.BAD_INPUT, "Say since when others may have the key, as a date and a time.");
        }
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() == 1 ? "a minute" : duration.toMinutes() + " minutes";
    }

    private Organization find(String slug) {
        return organizations.bySlug(slug).orElseThrow(Problem::notFound);
    }

    private Organization owned(String slug) {
        Organization organization = find(slug);
        current.require(organization.id(), Role.OWNER);
        return organization;
    }

    /** An owner, or the server's administrator. */
    private SignedIn second(Organization organization) {
        SignedIn person = current.require();
        return person.administrator() ? person : current.require(organization.id(), Role.OWNER);
    }

    private static void asSecond(SignedIn person, Organization organization, Runnable act) {
        if (person.in(organization.id()).isPresent()) {
            act.run();
        } else {
            Reach.asHouse(SECOND_PERSON, act);
        }
    }

    private static ModelAndView done(String slug, RedirectAttributes redirect, String words) {
        redirect.addFlashAttribute("toast", ToastView.of(words));
        return new ModelAndView("redirect:/o/" + slug + "/keys");
    }
}
