package org.throughline.server.partnerships.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Round;
import org.throughline.server.partnerships.StarterPack;
import org.throughline.server.partnerships.StarterPacks;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Starter packs: made from nothing or from a partnership, and started. Owners and editors of the convener do both. */
@Controller
class PackPages {
    private final StarterPacks packs;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;
    private final Organizations organizations;
    private final PartnershipAccess access;
    private final CurrentPerson current;
    private final Clock clock;

    PackPages(
            StarterPacks packs,
            Frameworks frameworks,
            Crosswalks crosswalks,
            Organizations organizations,
            PartnershipAccess access,
            CurrentPerson current,
            Clock clock) {
        this.packs = packs;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
        this.organizations = organizations;
        this.access = access;
        this.current = current;
        this.clock = clock;
    }

    @GetMapping("/o/{slug}/packs/new")
    ModelAndView form(@PathVariable String slug) {
        return form(access.requireEditor(slug), null);
    }

    @PostMapping("/o/{slug}/packs")
    ModelAndView make(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> form, RedirectAttributes redirect) {
        Membership membership = access.requireEditor(slug);
        try {
            StarterPack pack =
                    packs.make(read(membership, form), current.require().id());
            redirect.addFlashAttribute("toast", ToastView.of("The pack is made. Start a partnership from it."));
            return new ModelAndView("redirect:/o/" + slug + "/packs/" + pack.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT && problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            return form(membership, problem.getMessage());
        }
    }

    /** A pack out of a partnership that the asker's organization leads. */
    @PostMapping("/partnerships/{id}/pack")
    ModelAndView from(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String jobRole,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireLeading(id);
        StarterPack pack = packs.make(
                packs.from(seat.partnership(), name, jobRole), seat.person().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("The pack is made, with this partnership's decisions as its baseline."));
        return new ModelAndView("redirect:/o/"
                + organizations
                        .find(seat.partnership().convener())
                        .orElseThrow(Problem::notFound)
                        .slug() + "/packs/"
                + pack.id());
    }

    @GetMapping("/o/{slug}/packs/{pack}")
    ModelAndView one(@PathVariable String slug, @PathVariable UUID pack) {
        Membership membership = access.requireMember(slug);
        return one(membership, find(membership, pack), null);
    }

    @GetMapping("/o/{slug}/packs/{pack}/edit")
    ModelAndView edit(@PathVariable String slug, @PathVariable UUID pack) {
        Membership membership = access.requireEditor(slug);
        return change(membership, find(membership, pack), null);
    }

    /** Changes the words and the plan of a pack; what it opens stays. */
    @PostMapping("/o/{slug}/packs/{pack}")
    ModelAndView change(
            @PathVariable String slug,
            @PathVariable UUID pack,
            @RequestParam MultiValueMap<String, String> form,
            RedirectAttributes redirect) {
        Membership membership = access.requireEditor(slug);
        StarterPack before = find(membership, pack);
        try {
            packs.change(changed(before, form), current.require().id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT && problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            return change(membership, before, problem.getMessage());
        }
        redirect.addFlashAttribute(
                "toast", ToastView.of("The pack is changed. Partnerships that it started stay as they are."));
        return new ModelAndView("redirect:/o/" + slug + "/packs/" + pack);
    }

    @PostMapping("/o/{slug}/packs/{pack}/withdraw")
    ModelAndView withdraw(@PathVariable String slug, @PathVariable UUID pack, RedirectAttributes redirect) {
        Membership membership = access.requireEditor(slug);
        packs.withdraw(membership.organization().id(), pack, current.require().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("The pack is withdrawn. Partnerships that it started stay as they are."));
        return new ModelAndView("redirect:/o/" + slug + "/partnerships");
    }

    /** A round keeps its tasks by its place in the form; one whose name is emptied goes. */
    private static StarterPack changed(StarterPack before, MultiValueMap<String, String> form) {
        List<StarterPack.PackRound> rounds = new ArrayList<>();
        for (int i = 0; form.containsKey("round." + i); i++) {
            if (!text(form, "round." + i).isEmpty()) {
                rounds.add(new StarterPack.PackRound(
                        text(form, "round." + i),
                        text(form, "goal." + i),
                        days(text(form, "opens." + i)),
                        days(text(form, "due." + i)),
                        i < before.rounds().size() ? before.rounds().get(i).tasks() : List.of()));
            }
        }
        List<StarterPack.PackMilestone> milestones = new ArrayList<>();
        for (int i = 0; form.containsKey("milestone." + i); i++) {
            if (!text(form, "milestone." + i).isEmpty()) {
                milestones.add(new StarterPack.PackMilestone(
                        text(form, "milestone." + i), days(text(form, "milestoneDays." + i))));
            }
        }
        return new StarterPack(
                before.id(),
                before.owner(),
                text(form, "name"),
                text(form, "jobRole"),
                text(form, "purpose"),
                new Charter.Sponsor(
                        text(form, "sponsorName"), text(form, "sponsorTitle"), text(form, "sponsorOrganization")),
                new StarterPack.Commitment(text(form, "educator"), CharterPages.number(text(form, "educatorHours"))),
                new StarterPack.Commitment(text(form, "employer"), CharterPages.number(text(form, "employerHours"))),
                before.frameworks(),
                before.crosswalks(),
                milestones,
                rounds);
    }

    private static ModelAndView change(Membership membership, StarterPack pack, @Nullable String error) {
        List<PackChange.Planned> rounds = new ArrayList<>();
        for (StarterPack.PackRound round : pack.rounds()) {
            rounds.add(new PackChange.Planned(round.name(), round.goal(), round.opensAfter(), round.dueAfter()));
        }
        int day = pack.rounds().isEmpty() ? 0 : pack.rounds().getLast().dueAfter() + 1;
        rounds.add(new PackChange.Planned("", "", day, day + 20));
        List<PackChange.Reached> milestones = new ArrayList<>(pack.milestones().stream()
                .map(m -> new PackChange.Reached(m.title(), m.days()))
                .toList());
        milestones.add(new PackChange.Reached("", day + 20));
        ModelAndView view = new ModelAndView(
                "partnerships/packedit",
                Map.of(
                        "page",
                        new PackChange(
                                membership.organization().name(),
                                "/o/" + membership.organization().slug(),
                                pack.id().toString(),
                                pack.name(),
                                pack.jobRole(),
                                pack.purpose(),
                                pack.sponsor().name(),
                                pack.sponsor().title(),
                                pack.sponsor().organization(),
                                pack.educator().text(),
                                Words.hours(pack.educator().hours()),
                                pack.employer().text(),
                                Words.hours(pack.employer().hours()),
                                rounds,
                                milestones,
                                error)));
        view.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    @PostMapping("/o/{slug}/packs/{pack}/start")
    ModelAndView start(
            @PathVariable String slug,
            @PathVariable UUID pack,
            @RequestParam String name,
            @RequestParam String start,
            @RequestParam(defaultValue = "") Set<String> members,
            RedirectAttributes redirect) {
        Membership membership = access.requireEditor(slug);
        StarterPack found = find(membership, pack);
        try {
            Partnership started = packs.start(
                    found,
                    name,
                    CharterPages.day(start),
                    PartnershipsPages.asked(organizations, members),
                    current.require().id());
            redirect.addFlashAttribute(
                    "toast", ToastView.of("The partnership is started, and its crosswalks are open."));
            return new ModelAndView("redirect:/partnerships/" + started.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT && problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            return one(membership, found, problem.getMessage());
        }
    }

    private StarterPack find(Membership membership, UUID pack) {
        return packs.find(membership.organization().id(), pack).orElseThrow(Problem::notFound);
    }

    private StarterPack read(Membership membership, MultiValueMap<String, String> form) {
        Framework outcomes = visible(text(form, "outcomes")).orElse(null);
        List<Framework> roles = Optional.ofNullable(form.get("roles")).orElse(List.of()).stream()
                .flatMap(r -> visible(r).stream())
                .toList();
        if (outcomes == null || roles.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose what answers, and at least one job role that asks.");
        }
        Optional<CrosswalkId> baseline = baseline(membership, text(form, "baseline"));
        List<StarterPack.PackCrosswalk> walks = roles.stream()
                .map(role -> new StarterPack.PackCrosswalk(
                        role.title().replaceFirst(":.*", "") + " and "
                                + outcomes.title().replaceFirst(":.*", ""),
                        role.id(),
                        outcomes.id(),
                        baseline.orElse(null)))
                .toList();
        List<StarterPack.PackRound> rounds = new ArrayList<>();
        for (int i = 0; form.containsKey("round." + i); i++) {
            if (!text(form, "round." + i).isEmpty()) {
                rounds.add(round(form, i, walks));
            }
        }
        List<StarterPack.PackMilestone> milestones = new ArrayList<>();
        for (int i = 0; form.containsKey("milestone." + i); i++) {
            if (!text(form, "milestone." + i).isEmpty()) {
                milestones.add(new StarterPack.PackMilestone(
                        text(form, "milestone." + i), days(text(form, "milestoneDays." + i))));
            }
        }
        List<Framework> all = new ArrayList<>(roles);
        all.add(outcomes);
        return new StarterPack(
                UUID.randomUUID(),
                membership.organization().id(),
                text(form, "name"),
                text(form, "jobRole"),
                text(form, "purpose"),
                new Charter.Sponsor(
                        text(form, "sponsorName"), text(form, "sponsorTitle"), text(form, "sponsorOrganization")),
                new StarterPack.Commitment(text(form, "educator"), CharterPages.number(text(form, "educatorHours"))),
                new StarterPack.Commitment(text(form, "employer"), CharterPages.number(text(form, "employerHours"))),
                all.stream().map(Framework::id).toList(),
                walks,
                milestones,
                rounds);
    }

    /** The usual tasks: in the first round frameworks are brought and outcomes confirmed, in the others pairs are decided. */
    private static StarterPack.PackRound round(
            MultiValueMap<String, String> form, int number, List<StarterPack.PackCrosswalk> walks) {
        List<StarterPack.PackTask> tasks = new ArrayList<>();
        if (number == 0) {
            tasks.add(new StarterPack.PackTask(
                    Part.EMPLOYER, Round.TaskKind.BRING_FRAMEWORK, null, "Bring your job role"));
            tasks.add(new StarterPack.PackTask(
                    Part.EDUCATOR,
                    Round.TaskKind.CONFIRM_OUTCOMES,
                    null,
                    "Confirm that the outcomes are what you teach"));
        }
        for (int i = 0; i < walks.size(); i++) {
            for (Part part : List.of(Part.EMPLOYER, Part.EDUCATOR)) {
                tasks.add(new StarterPack.PackTask(
                        part,
                        number == 0 ? Round.TaskKind.REVIEW_SUGGESTIONS : Round.TaskKind.DECIDE_PAIRS,
                        i,
                        (number == 0 ? "Review the suggestions of “" : "Decide the pairs of “")
                                + walks.get(i).title() + "”"));
            }
        }
        return new StarterPack.PackRound(
                text(form, "round." + number),
                text(form, "goal." + number),
                days(text(form, "opens." + number)),
                days(text(form, "due." + number)),
                tasks);
    }

    private Optional<CrosswalkId> baseline(Membership membership, String id) {
        return baselines(membership).stream()
                .filter(c -> c.id().toString().equals(id))
                .map(Crosswalk::id)
                .findFirst();
    }

    /** Whose decisions may be copied: those that everybody may read, and the convener's own. */
    private List<Crosswalk> baselines(Membership membership) {
        return crosswalks.all().stream()
                .filter(c -> crosswalks.isPublished(c.id())
                        || c.owner().equals(membership.organization().id()))
                .toList();
    }

    private Optional<Framework> visible(String id) {
        return visible().stream().filter(f -> f.id().toString().equals(id)).findFirst();
    }

    private List<Framework> visible() {
        return frameworks.all().stream().filter(f -> f.isOpenTo(current.find())).toList();
    }

    private static int days(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.BAD_INPUT, "“" + text + "” is not a number of days after the start.");
        }
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private ModelAndView form(Membership membership, @Nullable String error) {
        List<Framework> seen = visible();
        ModelAndView view = new ModelAndView(
                "partnerships/packnew",
                Map.of(
                        "page",
                        new PackForm(
                                membership.organization().name(),
                                "/o/" + membership.organization().slug(),
                                seen.stream()
                                        .filter(f -> f.kind() == FrameworkKind.JOB_ROLE)
                                        .map(f -> Option.of(f.id().toString(), f.title()))
                                        .toList(),
                                seen.stream()
                                        .filter(f -> f.kind() != FrameworkKind.JOB_ROLE)
                                        .map(f -> Option.of(f.id().toString(), f.title()))
                                        .toList(),
                                java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of(
                                                        Option.of("", "None: start from the suggestions")),
                                                baselines(membership).stream()
                                                        .map(c -> Option.of(c.id().toString(), c.title())))
                                        .toList(),
                                error)));
        view.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    private ModelAndView one(Membership membership, StarterPack pack, @Nullable String error) {
        ModelAndView view = new ModelAndView(
                "partnerships/pack",
                Map.of(
                        "page",
                        new PackPage(
                                membership.organization().name(),
                                "/o/" + membership.organization().slug(),
                                pack.id().toString(),
                                pack.name(),
                                pack.jobRole(),
                                pack.purpose(),
                                pack.frameworks().stream()
                                        .flatMap(f -> frameworks.find(f).stream())
                                        .map(Framework::title)
                                        .toList(),
                                pack.crosswalks().stream()
                                        .map(c -> c.title()
                                                + (c.baseline() == null
                                                        ? ""
                                                        : ", from the decisions of “"
                                                                + crosswalks
                                                                        .find(c.baseline())
                                                                        .map(Crosswalk::title)
                                                                        .orElse("a crosswalk that is gone")
                                                                + "”"))
                                        .toList(),
                                pack.rounds().stream()
                                        .map(r -> "%s: day %d to %d. %s"
                                                .formatted(r.name(), r.opensAfter(), r.dueAfter(), r.goal()))
                                        .toList(),
                                pack.milestones().stream()
                                        .map(m -> "%s, day %d".formatted(m.title(), m.days()))
                                        .toList(),
                                organizations.all().stream()
                                        .filter(o -> !o.id().equals(pack.owner()))
                                        .map(o -> new Option(o.slug(), o.name(), Words.of(o.kind())))
                                        .toList(),
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                        .toString(),
                                membership.hasAny(org.throughline.server.organizations.Role.EDITOR),
                                error)));
        view.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }
}
