package org.throughline.server.partnerships.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.face.VerdictView;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.partnerships.Charter;
import org.throughline.server.partnerships.Charters;
import org.throughline.server.partnerships.Hours;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.PartnershipDocuments;
import org.throughline.server.partnerships.Sponsors;
import org.throughline.server.partnerships.Standing;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The charter: what was agreed, who signed which version, and changing it. */
@Controller
class CharterPages {
    /** Empty lines that the form offers for new milestones. */
    private static final int SPARE = 2;

    private final Charters charters;
    private final Hours hours;
    private final Sponsors sponsors;
    private final PartnershipDocuments documents;
    private final CredentialVerifier verifier;
    private final PartnershipAccess access;
    private final Heads heads;

    CharterPages(
            Charters charters,
            Hours hours,
            Sponsors sponsors,
            PartnershipDocuments documents,
            CredentialVerifier verifier,
            PartnershipAccess access,
            Heads heads) {
        this.charters = charters;
        this.hours = hours;
        this.sponsors = sponsors;
        this.documents = documents;
        this.verifier = verifier;
        this.access = access;
        this.heads = heads;
    }

    @GetMapping("/partnerships/{id}/charter")
    ModelAndView charter(@PathVariable UUID id, @RequestParam Optional<Integer> version, Model model) {
        PartnershipAccess.Seat seat = access.require(id);
        Charter current = charters.current(seat.partnership().id());
        Charter shown = version.isEmpty()
                ? current
                : charters.version(seat.partnership().id(), version.get()).orElseThrow(Problem::notFound);
        return new ModelAndView("partnerships/charter", Map.of("page", page(seat, shown, current, (String)
                model.getAttribute("link"))));
    }

    @GetMapping("/partnerships/{id}/charter/edit")
    ModelAndView edit(@PathVariable UUID id) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        return form(seat, charters.current(seat.partnership().id()), null);
    }

    @PostMapping("/partnerships/{id}/charter")
    ModelAndView save(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        Charter before = charters.current(seat.partnership().id());
        try {
            Charter after = charters.write(
                    before.partnership(),
                    text(form, "purpose"),
                    new Charter.Sponsor(
                            text(form, "sponsorName"), text(form, "sponsorTitle"), text(form, "sponsorOrganization")),
                    commitments(seat, form),
                    milestones(form),
                    seat.person().id());
            redirect.addFlashAttribute(
                    "toast",
                    ToastView.of(
                            after.version() == before.version()
                                    ? "Nothing changed; the signatures stand."
                                    : "Version %d is saved. Every member is asked to sign it."
                                            .formatted(after.version())));
            return new ModelAndView("redirect:" + seat.base() + "/charter");
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return form(seat, before, problem.getMessage());
        }
    }

    @PostMapping("/partnerships/{id}/charter/sign")
    ModelAndView sign(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam Optional<String> organization,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = access.requireOwning(seat, organization);
        charters.sign(
                seat.partnership().id(),
                member.organization().id(),
                member.organization().name(),
                version,
                seat.person().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of("Signed for " + member.organization().name() + "."));
        return new ModelAndView("redirect:" + seat.base() + "/charter");
    }

    @PostMapping("/partnerships/{id}/milestones/{milestone}/reached")
    ModelAndView reached(@PathVariable UUID id, @PathVariable UUID milestone, RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.requireManaging(id);
        charters.reach(seat.partnership().id(), milestone, seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("Milestone reached; it stands in the minutes."));
        return new ModelAndView("redirect:" + seat.base());
    }

    private List<Charter.Commitment> commitments(PartnershipAccess.Seat seat, MultiValueMap<String, String> form) {
        List<Charter.Commitment> commitments = new ArrayList<>();
        for (Member member : seat.partnership().members()) {
            String slug = heads.slug(member.organization());
            if (bound(member)) {
                commitments.add(new Charter.Commitment(
                        member.organization(), text(form, "commitment." + slug), number(text(form, "hours." + slug))));
            }
        }
        return commitments.stream()
                .filter(c -> !c.text().isEmpty() || c.hours().signum() != 0)
                .toList();
    }

    private static boolean bound(Member member) {
        return member.joined() || member.standing() == Standing.INVITED;
    }

    private static List<Charter.Milestone> milestones(MultiValueMap<String, String> form) {
        List<Charter.Milestone> milestones = new ArrayList<>();
        for (int i = 0; form.containsKey("milestone." + i); i++) {
            String title = text(form, "milestone." + i);
            String due = text(form, "due." + i);
            if (!title.isEmpty() || !due.isEmpty()) {
                milestones.add(new Charter.Milestone(id(text(form, "id." + i)), title, day(due), null));
            }
        }
        return milestones;
    }

    private static UUID id(String text) {
        try {
            return text.isEmpty() ? UUID.randomUUID() : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return UUID.randomUUID();
        }
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Problem(ProblemType.BAD_INPUT, "A date is missing, or cannot be read. Write it as 2027-03-31.");
        }
    }

    static BigDecimal number(String text) {
        try {
            return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.BAD_INPUT, "“" + text + "” is not a number of hours.");
        }
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private CharterPage page(PartnershipAccess.Seat seat, Charter shown, Charter current, @Nullable String link) {
        List<Charter.SignOff> signOffs = charters.signOffs(shown.partnership());
        List<Hours.Entry> spent = hours.of(shown.partnership());
        List<CharterPage.Signing> toSign = shown.version() != current.version()
                        || seat.partnership().closed()
                ? List.of()
                : seat.owning().stream()
                        .map(Membership::organization)
                        .filter(o -> signOffs.stream()
                                .noneMatch(s -> s.organization().equals(o.id()) && s.version() == current.version()))
                        .map(o -> new CharterPage.Signing(o.slug(), o.name()))
                        .toList();
        return new CharterPage(
                heads.of(seat.partnership(), "Charter"),
                shown.version(),
                shown.version() == current.version(),
                Dates.day(shown.writtenAt()),
                shown.purpose(),
                shown.sponsor().words(),
                shown.commitments().stream()
                        .map(c -> new CharterPage.Commitment(
                                heads.name(c.organization()),
                                c.text(),
                                Words.hours(c.hours()),
                                Words.hours(Hours.sum(spent, c.organization()))))
                        .toList(),
                Words.hours(shown.hoursPlanned()),
                Words.hours(Hours.sum(spent, null)),
                shown.milestones().stream()
                        .map(m -> new CharterPage.Milestone(
                                m.title(),
                                Dates.words(m.due()),
                                m.reachedAt() == null ? null : Dates.day(m.reachedAt())))
                        .toList(),
                seat.partnership().joined().stream()
                        .filter(Member::works)
                        .map(m -> signature(m.organization(), shown.version(), signOffs))
                        .toList(),
                toSign,
                java.util.stream.IntStream.rangeClosed(1, current.version())
                        .boxed()
                        .toList(),
                seat.base(),
                seat.manages() && !seat.partnership().closed(),
                sponsored(seat, shown),
                seat.manages()
                        && !seat.partnership().closed()
                        && shown.version() == current.version()
                        && documents
                                .charter(shown.partnership(), shown.version())
                                .isEmpty()
                        && documents.allHaveSigned(seat.partnership()),
                documents
                        .charter(shown.partnership(), shown.version())
                        .map(d -> VerdictView.of(verifier.verify(d).verdict()))
                        .orElse(null),
                heads.name(seat.partnership().convener()),
                link);
    }

    private CharterPage.@Nullable Sponsored sponsored(PartnershipAccess.Seat seat, Charter shown) {
        if (shown.sponsor().words().isEmpty()) {
            return null;
        }
        return sponsors.of(shown.partnership(), shown.version())
                .map(s -> new CharterPage.Sponsored(
                        true,
                        s.recordedBy() == null
                                ? Dates.words(s.on()) + ", by the link"
                                : Dates.words(s.on()) + ", recorded by " + heads.name(s.recordedBy())))
                .orElseGet(() -> new CharterPage.Sponsored(false, ""));
    }

    private CharterPage.Signature signature(OrganizationId member, int version, List<Charter.SignOff> signOffs) {
        return signOffs.stream()
                .filter(s -> s.organization().equals(member) && s.version() == version)
                .findFirst()
                .map(s -> new CharterPage.Signature(
                        heads.name(member), true, heads.name(s.by()) + ", " + Dates.words(s.at())))
                .orElseGet(() -> new CharterPage.Signature(
                        heads.name(member),
                        false,
                        signOffs.stream()
                                .filter(s -> s.organization().equals(member))
                                .findFirst()
                                .map(s -> "signed version " + s.version() + " only")
                                .orElse(null)));
    }

    private ModelAndView form(PartnershipAccess.Seat seat, Charter charter, @Nullable String error) {
        List<CharterForm.MilestoneRow> rows = new ArrayList<>(charter.milestones().stream()
                .map(m -> new CharterForm.MilestoneRow(
                        m.id().toString(), m.title(), m.due().toString()))
                .toList());
        for (int i = 0; i < SPARE; i++) {
            rows.add(new CharterForm.MilestoneRow("", "", ""));
        }
        ModelAndView view = new ModelAndView(
                "partnerships/charteredit",
                Map.of(
                        "page",
                        new CharterForm(
                                heads.of(seat.partnership(), "Charter"),
                                charter.version(),
                                charter.purpose(),
                                charter.sponsor().name(),
                                charter.sponsor().title(),
                                charter.sponsor().organization(),
                                seat.partnership().members().stream()
                                        .filter(CharterPages::bound)
                                        .map(m -> new CharterForm.MemberRow(
                                                heads.slug(m.organization()),
                                                heads.name(m.organization()),
                                                charter.of(m.organization())
                                                        .map(Charter.Commitment::text)
                                                        .orElse(""),
                                                charter.of(m.organization())
                                                        .map(c -> Words.hours(c.hours()))
                                                        .orElse("0")))
                                        .toList(),
                                rows,
                                error)));
        view.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    /** Kept for forms that offer the members of a partnership. */
    static List<Option> options(PartnershipAccess.Seat seat, Heads heads) {
        return seat.partnership().joined().stream()
                .filter(Member::works)
                .map(m -> Option.of(heads.slug(m.organization()), heads.name(m.organization())))
                .toList();
    }
}
