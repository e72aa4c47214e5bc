package org.throughline.server.partnerships.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.server.alignment.Board;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.face.VerdictView;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.partnerships.Facilitation;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.WorkshopId;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Workshops as their facilitator leads them, on a projector, and their signed minutes. Owners and editors of the lead facilitate. */
@Controller
class WorkshopPages {
    private static final int USUAL = 12;

    private final Workshops workshops;
    private final Facilitation facilitation;
    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final Frameworks frameworks;
    private final CredentialVerifier verifier;
    private final PartnershipAccess access;
    private final Stages stages;
    private final Heads heads;

    WorkshopPages(
            Workshops workshops,
            Facilitation facilitation,
            Crosswalks crosswalks,
            CrosswalkBoards boards,
            Frameworks frameworks,
            CredentialVerifier verifier,
            PartnershipAccess access,
            Stages stages,
            Heads heads) {
        this.workshops = workshops;
        this.facilitation = facilitation;
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.frameworks = frameworks;
        this.verifier = verifier;
        this.access = access;
        this.stages = stages;
        this.heads = heads;
    }

    @GetMapping("/partnerships/{id}/workshops")
    ModelAndView all(@PathVariable UUID id) {
        PartnershipAccess.Seat seat = access.require(id);
        return new ModelAndView(
                "partnerships/workshops",
                Map.of(
                        "page",
                        new WorkshopsPage(
                                heads.of(seat.partnership(), "Workshops"),
                                workshops.of(seat.partnership().id()).stream()
                                        .map(w -> new WorkshopsPage.Entry(
                                                w.title(),
                                                !w.open()
                                                        ? seat.base() + "/workshops/" + w.id() + "/minutes"
                                                        : seat.manages()
                                                                ? seat.base() + "/workshops/" + w.id()
                                                                : "/w/" + w.code(),
                                                w.open() ? StateView.active("On") : StateView.good("Held"),
                                                Dates.day(w.openedAt()),
                                                (int) w.settled(),
                                                w.questions().size(),
                                                w.participants().size()))
                                        .toList(),
                                Stream.concat(
                                                seat.partnership().crosswalks().stream()
                                                        .flatMap(c -> crosswalks.find(c).stream())
                                                        .map(c -> Option.of(c.id().toString(), c.title())),
                                                Stream.of(Option.of("", "No crosswalk: only questions of our own")))
                                        .toList(),
                                USUAL,
                                seat.manages() && !seat.partnership().closed())));
    }

    @PostMapping("/partnerships/{id}/workshops")
    ModelAndView open(
            @PathVariable UUID id,
            @RequestParam String title,
            @RequestParam(defaultValue = "") String crosswalk,
            @RequestParam(defaultValue = "undecided") String pairs,
            @RequestParam(defaultValue = "12") int most,
            @RequestParam(defaultValue = "") String questions,
            @RequestParam(defaultValue = "") String guests,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Optional<CrosswalkId> walk = seat.partnership().crosswalks().stream()
                .filter(c -> c.toString().equals(crosswalk))
                .findFirst();
        if (walk.isEmpty() && !crosswalk.isBlank()) {
            throw Problem.notFound();
        }
        List<Workshops.Planned> planned = new ArrayList<>();
        walk.ifPresent(c -> planned.addAll(pairs(seat.partnership(), c, pairs).stream()
                .limit(Math.max(0, Math.min(most, 50)))
                .toList()));
        questions
                .lines()
                .filter(q -> !q.isBlank())
                .map(Workshops.Planned::words)
                .forEach(planned::add);
        try {
            Workshop opened = workshops.open(
                    seat.partnership(),
                    walk.orElse(null),
                    title,
                    planned,
                    !guests.isBlank(),
                    seat.person().id());
            return new ModelAndView("redirect:" + seat.base() + "/workshops/" + opened.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            redirect.addFlashAttribute("toast", ToastView.of(String.valueOf(problem.getMessage())));
            return new ModelAndView("redirect:" + seat.base() + "/workshops");
        }
    }

    /** The projector's page for whoever facilitates; everybody else is led to where they vote or read. */
    @GetMapping("/partnerships/{id}/workshops/{workshop}")
    ModelAndView stage(@PathVariable UUID id, @PathVariable UUID workshop) {
        PartnershipAccess.Seat seat = access.require(id);
        Workshop found = find(seat, workshop);
        if (!found.open()) {
            return new ModelAndView("redirect:" + seat.base() + "/workshops/" + workshop + "/minutes");
        }
        if (!seat.manages()) {
            return new ModelAndView("redirect:/w/" + found.code());
        }
        return new ModelAndView("partnerships/stage", Map.of("page", stages.page(seat.partnership(), found)));
    }

    /**
     * What changes on the projector by itself: how many voted, who came. Nothing when nothing moved; the whole page anew when the question
     * or its state is another one than the screen shows.
     *
     * @param seen the version that the screen shows
     * @param screen the question and state that it shows
     */
    @GetMapping("/partnerships/{id}/workshops/{workshop}/live")
    ModelAndView live(
            @PathVariable UUID id,
            @PathVariable UUID workshop,
            @RequestParam long seen,
            @RequestParam String screen,
            HttpServletResponse response) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Workshop found = find(seat, workshop);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!screen.equals(Stages.screen(found))) {
            response.setHeader("HX-Refresh", "true");
        }
        if (found.version() == seen) {
            ModelAndView nothing = new ModelAndView("partnerships/nothing");
            nothing.setStatus(HttpStatus.NO_CONTENT);
            return nothing;
        }
        return new ModelAndView("partnerships/stagelive", Map.of("page", stages.page(seat.partnership(), found)));
    }

    @PostMapping("/partnerships/{id}/workshops/{workshop}/ask")
    ModelAndView ask(@PathVariable UUID id, @PathVariable UUID workshop, @RequestParam UUID question) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        facilitation.ask(
                seat.partnership(),
                find(seat, workshop),
                question,
                seat.person().id());
        return back(seat, workshop);
    }

    @PostMapping("/partnerships/{id}/workshops/{workshop}/reveal")
    ModelAndView reveal(@PathVariable UUID id, @PathVariable UUID workshop) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        facilitation.reveal(
                seat.partnership(), find(seat, workshop), seat.person().id());
        return back(seat, workshop);
    }

    @PostMapping("/partnerships/{id}/workshops/{workshop}/decide")
    ModelAndView decide(
            @PathVariable UUID id,
            @PathVariable UUID workshop,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String relation,
            @RequestParam(defaultValue = "") String note) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Workshop found = find(seat, workshop);
        switch (verdict) {
            case "accept" ->
                facilitation.decide(
                        seat.partnership(),
                        found,
                        true,
                        relation,
                        note,
                        seat.person().id());
            case "reject" ->
                facilitation.decide(
                        seat.partnership(),
                        found,
                        false,
                        null,
                        note,
                        seat.person().id());
            case "park" ->
                facilitation.park(seat.partnership(), found, note, seat.person().id());
            default -> throw new Problem(ProblemType.BAD_INPUT, "Accept, reject or park.");
        }
        return back(seat, workshop);
    }

    /** Lets guests in: one, or all who wait. */
    @PostMapping("/partnerships/{id}/workshops/{workshop}/participants/let-in")
    ModelAndView letIn(@PathVariable UUID id, @PathVariable UUID workshop, @RequestParam Optional<UUID> participant) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        workshops.letIn(
                find(seat, workshop),
                seat.partnership(),
                participant.orElse(null),
                seat.person().id());
        return back(seat, workshop);
    }

    @PostMapping("/partnerships/{id}/workshops/{workshop}/participants/{participant}/remove")
    ModelAndView remove(@PathVariable UUID id, @PathVariable UUID workshop, @PathVariable UUID participant) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        workshops.remove(
                find(seat, workshop),
                seat.partnership(),
                participant,
                seat.person().id());
        return back(seat, workshop);
    }

    @PostMapping("/partnerships/{id}/workshops/{workshop}/end")
    ModelAndView end(@PathVariable UUID id, @PathVariable UUID workshop) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        facilitation.end(seat.partnership(), find(seat, workshop), seat.person().id());
        return new ModelAndView("redirect:" + seat.base() + "/workshops/" + workshop + "/minutes");
    }

    /** The signed minutes to read and print, with the check of their signature made now. */
    @GetMapping("/partnerships/{id}/workshops/{workshop}/minutes")
    ModelAndView minutes(@PathVariable UUID id, @PathVariable UUID workshop) {
        PartnershipAccess.Seat seat = access.require(id);
        Workshop found = find(seat, workshop);
        byte[] document = workshops.document(found).orElseThrow(Problem::notFound);
        return new ModelAndView(
                "partnerships/workshopminutes",
                Map.of(
                        "page",
                        stages.minutes(
                                seat.partnership(),
                                found,
                                VerdictView.of(verifier.verify(document).verdict()),
                                heads.of(seat.partnership(), "Workshops"))));
    }

    /** The exact signed document. */
    @GetMapping("/partnerships/{id}/workshops/{workshop}/minutes.json")
    ResponseEntity<byte[]> document(@PathVariable UUID id, @PathVariable UUID workshop) {
        PartnershipAccess.Seat seat = access.require(id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/vc+ld+json"))
                .header(HttpHeaders.CONTENT_DISPOSITION, MinutesPages.attachment("workshop-minutes.json"))
                .body(workshops.document(find(seat, workshop)).orElseThrow(Problem::notFound));
    }

    private Workshop find(PartnershipAccess.Seat seat, UUID workshop) {
        return workshops.find(seat.partnership().id(), new WorkshopId(workshop)).orElseThrow(Problem::notFound);
    }

    private static ModelAndView back(PartnershipAccess.Seat seat, UUID workshop) {
        return new ModelAndView("redirect:" + seat.base() + "/workshops/" + workshop);
    }

    private List<Workshops.Planned> pairs(Partnership partnership, CrosswalkId crosswalk, String which) {
        Board board = boards.board(crosswalk);
        return switch (which) {
            case "disputed" ->
                crosswalks.disputed(crosswalk).stream()
                        .flatMap(d -> pair(board, d.requirement(), d.outcome(), null).stream())
                        .toList();
            case "parked" ->
                workshops.of(partnership.id()).stream()
                        .filter(w -> crosswalk.equals(w.crosswalk()))
                        .flatMap(w -> w.questions().stream())
                        .filter(q ->
                                q.state() == Workshop.State.PARKED && q.requirement() != null && q.outcome() != null)
                        .flatMap(q -> pair(board, q.requirement(), q.outcome(), q.proposed()).stream())
                        .distinct()
                        .toList();
            default ->
                board.rows().stream()
                        .filter(r ->
                                r.state() == Board.State.UNDECIDED && !r.open().isEmpty())
                        .map(r -> planned(
                                r.requirement(),
                                r.open().getFirst().outcome(),
                                r.open().getFirst().suggestion().associationType()))
                        .toList();
        };
    }

    private Optional<Workshops.Planned> pair(
            Board board, @Nullable ItemUri requirement, @Nullable ItemUri outcome, @Nullable String proposed) {
        if (requirement == null || outcome == null) {
            return Optional.empty();
        }
        FrameworkId asking = board.crosswalk().requirements();
        FrameworkId answering = board.crosswalk().outcomes();
        return frameworks
                .in(asking, requirement)
                .flatMap(r -> frameworks.in(answering, outcome).map(o -> planned(r, o, proposed)));
    }

    private static Workshops.Planned planned(
            FrameworkItem requirement, FrameworkItem outcome, @Nullable String proposed) {
        return new Workshops.Planned(
                requirement.uri(),
                outcome.uri(),
                "“%s” answered by “%s”".formatted(requirement.label(), outcome.label()),
                proposed);
    }
}
