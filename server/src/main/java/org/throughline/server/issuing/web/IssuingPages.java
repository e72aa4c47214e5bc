package org.throughline.server.issuing.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.issuing.BatchId;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.issuing.RosterCheck;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.Organization;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.Problem;

/** From a roster to credentials: choose, see every row's fate, confirm. */
@Controller
class IssuingPages {
    private final IssuerSeat seats;
    private final Issuance issuance;
    private final Achievements achievements;

    IssuingPages(IssuerSeat seats, Issuance issuance, Achievements achievements) {
        this.seats = seats;
        this.issuance = issuance;
        this.achievements = achievements;
    }

    @GetMapping("/issuing")
    ModelAndView batches(@RequestParam(defaultValue = "") String organization) {
        IssuerSeat.Seat seat = seats.take(organization);
        return new ModelAndView(
                "issuing/batches",
                Map.of(
                        "page",
                        new BatchesPage(
                                seat.organization(),
                                seat.others(),
                                issuance.batches(seat.organization().id()))));
    }

    @GetMapping("/issuing/new")
    ModelAndView ask(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "") Set<String> achievement) {
        Organization issuer = seats.take(organization).organization();
        return form(issuer, achievement, "", true, null);
    }

    /** {@code act=check} is the dry run and signs nothing; {@code act=issue} starts the batch. */
    @Limited(Act.IMPORT)
    @PostMapping("/issuing/new")
    ModelAndView answer(
            @RequestParam(defaultValue = "") String organization,
            @RequestParam(defaultValue = "") Set<String> achievement,
            @RequestParam(required = false) Optional<MultipartFile> file,
            @RequestParam(defaultValue = "") String roster,
            @RequestParam(defaultValue = "false") boolean clr,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "check") String act,
            RedirectAttributes redirect)
            throws IOException {
        IssuerSeat.Seat seat = seats.take(organization);
        Organization issuer = seat.organization();
        boolean hasFile = file.isPresent() && !file.get().isEmpty();
        String text = hasFile ? new String(file.get().getBytes(), StandardCharsets.UTF_8) : roster;
        byte[] csv = hasFile ? file.get().getBytes() : roster.getBytes(StandardCharsets.UTF_8);
        List<AchievementId> chosen = ids(achievement);
        if (chosen.isEmpty() || text.isBlank()) {
            String error =
                    chosen.isEmpty() ? "Choose at least one achievement." : "Choose a file, or paste the roster.";
            return form(issuer, achievement, text, clr, error);
        }
        try {
            if (act.equals("issue")) {
                BatchId batch = issuance.start(
                        issuer.id(), chosen, csv, clr, key, seat.person().id());
                redirect.addFlashAttribute(
                        "toast", ToastView.of("Signing has begun. You can close this page; nothing is lost."));
                return new ModelAndView("redirect:/issuing/batches/" + batch);
            }
            RosterCheck check = issuance.check(issuer.id(), chosen, csv);
            return new ModelAndView("issuing/check", Map.of("page", checked(issuer, achievement, text, clr, check)));
        } catch (Problem problem) {
            return form(issuer, achievement, text, clr, problem.getMessage());
        }
    }

    private CheckPage checked(
            Organization issuer, Set<String> achievement, String text, boolean clr, RosterCheck check) {
        String names = achievements.of(issuer.id()).stream()
                .filter(a -> achievement.contains(a.id().toString()))
                .map(AchievementDefinition::name)
                .collect(Collectors.joining(", "));
        return new CheckPage(
                issuer, achievement, names, text, clr, UUID.randomUUID().toString(), check);
    }

    private ModelAndView form(
            Organization issuer, Set<String> chosen, String roster, boolean clr, @Nullable String error) {
        List<Option> options = achievements.of(issuer.id()).stream()
                .map(a -> new Option(
                        a.id().toString(),
                        a.humanCode() == null ? a.name() : a.humanCode() + " " + a.name(),
                        Numbers.count(a.alignment().size(), "competency", "competencies")))
                .toList();
        return new ModelAndView(
                "issuing/new", Map.of("page", new RosterForm(issuer, options, chosen, roster, clr, error)));
    }

    private static List<AchievementId> ids(Set<String> chosen) {
        try {
            return chosen.stream()
                    .sorted()
                    .map(UUID::fromString)
                    .map(AchievementId::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }
}
