package org.throughline.server.partnerships.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Relation;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshop.Participant;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.PublicPaths;

/**
 * Voting in a workshop, on a phone. Whoever has the code of an open workshop takes part: people of a member under their own name, others
 * under a name that they give, where the workshop lets guests in. They see the question and what they said themselves, nothing else.
 */
@Controller
class VotePages {
    private static final String COOKIE = "throughline-workshop";
    private static final String ENDED = "/w?ended=yes";
    private static final String WHY = "whoever has the code of an open workshop takes part in it";

    private final Workshops workshops;
    private final Partnerships partnerships;
    private final Stages stages;
    private final Heads heads;
    private final CurrentPerson current;
    private final PublicAddress address;

    VotePages(
            Workshops workshops,
            Partnerships partnerships,
            Stages stages,
            Heads heads,
            CurrentPerson current,
            PublicAddress address) {
        this.workshops = workshops;
        this.partnerships = partnerships;
        this.stages = stages;
        this.heads = heads;
        this.current = current;
        this.address = address;
    }

    @Limited(value = Act.CODE_MISSES, counted = Counted.MISSES)
    @GetMapping("/w")
    ModelAndView enter(@RequestParam Optional<String> code, @RequestParam Optional<String> ended) {
        if (code.isPresent()) {
            Optional<Workshop> found = Reach.asHouse(WHY, () -> workshops.byCode(code.get()));
            if (found.isPresent()) {
                return new ModelAndView("redirect:/w/" + found.get().code());
            }
        }
        ModelAndView page =
                new ModelAndView("partnerships/code", Map.of("unknown", code.isPresent(), "ended", ended.isPresent()));
        page.setStatus(code.isPresent() ? HttpStatus.NOT_FOUND : HttpStatus.OK);
        return page;
    }

    @Limited(value = Act.CODE_MISSES, counted = Counted.MISSES)
    @GetMapping("/w/{code}")
    ModelAndView vote(@PathVariable String code, @CookieValue(name = COOKIE, required = false) @Nullable String token) {
        Optional<SignedIn> person = current.find();
        try {
            VotePage page = Reach.asHouse(WHY, () -> page(workshop(code), person, token));
            return new ModelAndView("partnerships/vote", Map.of("page", page));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            // a phone that looks again in the moment in which the workshop ends learns that it has ended
            return new ModelAndView("redirect:" + ENDED);
        }
    }

    @Limited(Act.WORKSHOP)
    @PostMapping("/w/{code}/join")
    ModelAndView join(
            @PathVariable String code,
            @RequestParam String organization,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Optional<SignedIn> person = current.find();
        try {
            Optional<String> token = Reach.asHouse(WHY, () -> {
                Workshop workshop = workshop(code);
                Member member = members(workshop).stream()
                        .filter(m -> heads.slug(m.organization()).equals(organization))
                        .findFirst()
                        .orElseThrow(Problem::notFound);
                Optional<SignedIn> known =
                        person.filter(p -> p.in(member.organization()).isPresent());
                if (known.isPresent()) {
                    workshops.join(
                            workshop,
                            member.organization(),
                            known.get().id(),
                            known.get().displayName());
                    return Optional.empty();
                }
                return Optional.of(workshops.joinAsGuest(workshop, member.organization(), name));
            });
            token.ifPresent(secret -> response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, secret)
                            .path("/w")
                            .httpOnly(true)
                            .secure(address.isHttps())
                            .sameSite("Lax")
                            .build()
                            .toString()));
        } catch (Problem problem) {
            said(problem, redirect);
        }
        return new ModelAndView("redirect:/w/" + code);
    }

    @Limited(Act.WORKSHOP)
    @PostMapping("/w/{code}/vote")
    ModelAndView cast(
            @PathVariable String code,
            @CookieValue(name = COOKIE, required = false) @Nullable String token,
            @RequestParam UUID question,
            @RequestParam String choice,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        Optional<SignedIn> person = current.find();
        Workshop.Choice chosen = Words.constant(Workshop.Choice.class, choice);
        if (chosen == null) {
            throw new Problem(ProblemType.BAD_INPUT, "Say yes, no or not sure.");
        }
        try {
            Reach.asHouse(WHY, () -> {
                Workshop workshop = workshop(code);
                Participant participant = participant(workshop, person, token).orElseThrow(Problem::notFound);
                workshops.vote(
                        workshop,
                        question,
                        participant,
                        chosen,
                        Relation.ofWord(relation).map(Relation::word).orElse(null),
                        reason);
                return true;
            });
        } catch (Problem problem) {
            said(problem, redirect);
        }
        return new ModelAndView("redirect:/w/" + code);
    }

    /** Tells a phone to look again when the question or its state is another one than it shows. */
    @GetMapping("/w/{code}/live")
    ModelAndView live(
            @PathVariable String code,
            @RequestParam String screen,
            @CookieValue(name = COOKIE, required = false) @Nullable String token,
            HttpServletResponse response) {
        Optional<SignedIn> person = current.find();
        Optional<String> found =
                Reach.asHouse(WHY, () -> workshops.byCode(code).map(w -> screen(w, participant(w, person, token))));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (found.isEmpty()) {
            response.setHeader("HX-Redirect", ENDED);
        } else if (!screen.equals(found.get())) {
            response.setHeader("HX-Refresh", "true");
        }
        ModelAndView nothing = new ModelAndView("partnerships/nothing");
        nothing.setStatus(found.filter(screen::equals).isPresent() ? HttpStatus.NO_CONTENT : HttpStatus.OK);
        return nothing;
    }

    /** What a phone shows: the question and its state, once its holder is let in. */
    private static String screen(Workshop workshop, Optional<Participant> participant) {
        return participant.filter(p -> !p.letIn()).isPresent() ? "waiting" : Stages.screen(workshop);
    }

    private Workshop workshop(String code) {
        return workshops
                .byCode(code)
                .orElseThrow(() -> workshops.hasEnded(code)
                        ? new Problem(ProblemType.CONFLICT, "The workshop has ended.")
                        : new Problem(
                                ProblemType.NOT_FOUND,
                                "No workshop is on with this code. Look at the screen and type it again."));
    }

    private List<Member> members(Workshop workshop) {
        return partnerships.find(workshop.partnership()).orElseThrow(Problem::notFound).joined().stream()
                .filter(Member::works)
                .toList();
    }

    private Optional<Participant> participant(Workshop workshop, Optional<SignedIn> person, @Nullable String token) {
        return person.flatMap(p -> workshop.participants().stream()
                        .filter(x -> p.id().equals(x.person()))
                        .findFirst())
                .or(() -> token == null ? Optional.empty() : workshops.participant(workshop, token));
    }

    private VotePage page(Workshop workshop, Optional<SignedIn> person, @Nullable String token) {
        Partnership partnership = partnerships.find(workshop.partnership()).orElseThrow(Problem::notFound);
        Optional<Participant> participant = participant(workshop, person, token);
        List<Option> all = members(workshop).stream()
                .map(m -> Option.of(heads.slug(m.organization()), heads.name(m.organization())))
                .toList();
        List<Option> own = members(workshop).stream()
                .filter(m -> person.flatMap(p -> p.in(m.organization())).isPresent())
                .map(m -> Option.of(heads.slug(m.organization()), heads.name(m.organization())))
                .toList();
        return new VotePage(
                workshop.title(),
                partnership.name(),
                "/w/" + workshop.code(),
                screen(workshop, participant),
                participant
                        .map(p -> p.name() + ", " + heads.name(p.organization()))
                        .orElse(null),
                person.map(SignedIn::displayName).orElse(null),
                own,
                all,
                workshop.guests(),
                participant.filter(p -> !p.letIn()).isPresent(),
                participant
                        .filter(Participant::letIn)
                        .flatMap(p -> workshop.asked().map(q -> asked(workshop, q, p)))
                        .orElse(null));
    }

    private VotePage.Asked asked(Workshop workshop, Workshop.Question question, Participant participant) {
        Optional<Workshop.Vote> own = workshops.own(question, participant);
        return new VotePage.Asked(
                question.id().toString(),
                "Question %d of %d"
                        .formatted(question.position(), workshop.questions().size()),
                question.words(),
                stages.line(workshop, question),
                question.state() == Workshop.State.VOTING,
                question.state().settled() ? Stages.outcome(question) : null,
                own.map(v -> Stages.choice(v.choice())).orElse(null),
                own.map(v -> Stages.relation(v.relation())).orElse(""),
                own.map(Workshop.Vote::reason).orElse(""),
                Stages.relations(),
                own.flatMap(v -> Optional.ofNullable(v.relation()))
                        .or(() -> Optional.ofNullable(question.proposed()))
                        .orElse(Relation.RELATED.word()));
    }

    private static void said(Problem problem, RedirectAttributes redirect) {
        if (problem.type() != ProblemType.CONFLICT && problem.type() != ProblemType.BAD_INPUT) {
            throw problem;
        }
        redirect.addFlashAttribute("toast", ToastView.of(String.valueOf(problem.getMessage())));
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths votePaths() {
            return PublicPaths.of("/w", "/w/*", "/w/*/live").posting("/w/*/join", "/w/*/vote");
        }
    }
}
