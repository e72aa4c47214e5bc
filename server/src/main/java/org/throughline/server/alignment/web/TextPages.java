package org.throughline.server.alignment.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.TextCandidates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.shared.Problem;

/** From a pasted statement, a job description or a syllabus to the competencies that it speaks of. */
@Controller
class TextPages {
    private static final int SHOWN = 3;
    private static final double LIKELY = 0.5;

    /** What is less likely than this stands folded away: a text of a page has hundreds of such candidates. */
    private static final double POSSIBLE = 0.25;

    private static final String EVERYWHERE = "";

    private final TextCandidates candidates;
    private final CrosswalkAccess access;
    private final CurrentPerson current;

    TextPages(TextCandidates candidates, CrosswalkAccess access, CurrentPerson current) {
        this.candidates = candidates;
        this.access = access;
        this.current = current;
    }

    @GetMapping("/suggest")
    ModelAndView form(@RequestParam(defaultValue = "") String framework) {
        access.requireSignedIn();
        return page(framework, "", null, null);
    }

    @Limited(Act.IMPORT)
    @PostMapping("/suggest")
    ModelAndView suggest(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String framework) {
        access.requireSignedIn();
        String read = text;
        try {
            if (text.isBlank()) {
                if (file == null || file.isEmpty()) {
                    return page(framework, "", "Paste a text, or choose a file.", null);
                }
                read = TextCandidates.text(file.getBytes());
            }
            List<FrameworkId> where = access.frameworks().stream()
                    .map(Framework::id)
                    .filter(id -> framework.equals(EVERYWHERE) || id.toString().equals(framework))
                    .toList();
            return page(framework, read, null, candidates.candidates(read, where));
        } catch (Problem problem) {
            return page(framework, read, problem.getMessage(), null);
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file could not be read", e);
        }
    }

    private ModelAndView page(
            String framework, String text, @Nullable String error, TextCandidates.@Nullable Answer answer) {
        List<Option> frameworks = new ArrayList<>(List.of(Option.of(EVERYWHERE, "All that I may read")));
        access.frameworks().forEach(one -> frameworks.add(Option.of(one.id().toString(), one.title())));
        boolean states = current.require().memberships().stream()
                .anyMatch(one -> one.organization().kind() == OrganizationKind.EMPLOYER);
        return new ModelAndView(
                "alignment/text",
                Map.of(
                        "page",
                        new TextPage(
                                frameworks,
                                framework,
                                text,
                                "Up to %,d characters; its first %d statements are looked at. Nothing of it is kept."
                                        .formatted(TextCandidates.MOST_CHARACTERS, TextCandidates.MOST_STATEMENTS),
                                "PDF, DOCX, plain text or Markdown, up to %d MB. It is read when the text above is empty."
                                        .formatted(TextCandidates.MOST_BYTES >> 20),
                                error,
                                answer == null ? null : said(answer),
                                answer == null ? List.of() : found(answer, true),
                                answer == null ? List.of() : found(answer, false),
                                answer == null ? Map.of() : answer.leftOut(),
                                states ? "/needs/new" : null)));
    }

    private static String said(TextCandidates.Answer answer) {
        int leftOut = answer.leftOut().values().stream().mapToInt(List::size).sum();
        String cut = answer.cut() == 0
                ? ""
                : answer.cut() < 0
                        ? " The text has more statements than are looked at; the rest was passed over."
                        : " It took too long: %s passed over."
                                .formatted(Numbers.count(answer.cut(), "statement was", "statements were"));
        return "%s found%s.%s"
                .formatted(
                        Numbers.count(answer.found().size(), "statement was", "statements were"),
                        leftOut == 0 ? "" : "; %s left out".formatted(Numbers.count(leftOut, "line was", "lines were")),
                        cut);
    }

    /** The statements for which there is something possible, or those for which there is not, in the order of the text. */
    private List<TextPage.Found> found(TextCandidates.Answer answer, boolean answered) {
        Map<FrameworkId, List<Crosswalk>> deciding = new LinkedHashMap<>();
        access.visible().stream()
                .filter(access::mayDecide)
                .forEach(one -> deciding.computeIfAbsent(one.outcomes(), _ -> new ArrayList<>())
                        .add(one));
        return IntStream.range(0, answer.found().size())
                .filter(n -> isAnswered(answer.found().get(n)) == answered)
                .mapToObj(n -> found(n, answer.found().get(n), deciding))
                .toList();
    }

    private static boolean isAnswered(TextCandidates.Found found) {
        return found.candidates().stream().anyMatch(one -> one.probability() >= POSSIBLE);
    }

    private static TextPage.Found found(
            int number, TextCandidates.Found found, Map<FrameworkId, List<Crosswalk>> deciding) {
        List<TextPage.Candidate> all = IntStream.range(0, found.candidates().size())
                .mapToObj(n -> candidate(
                        "c-" + number + "-" + n, n == 0, found.candidates().get(n), deciding))
                .toList();
        int border = (int) found.candidates().stream()
                .limit(SHOWN)
                .takeWhile(one -> one.probability() >= POSSIBLE)
                .count();
        return new TextPage.Found(
                found.statement(), found.heading(), all.subList(0, border), all.subList(border, all.size()));
    }

    private static TextPage.Candidate candidate(
            String id, boolean best, TextCandidates.Candidate candidate, Map<FrameworkId, List<Crosswalk>> deciding) {
        UUID item = candidate.item().identifier();
        Map<String, String> crosswalks = new LinkedHashMap<>();
        Optional.ofNullable(deciding.get(candidate.item().framework())).orElse(List.of()).stream()
                .limit(2)
                .forEach(one -> crosswalks.put("/crosswalks/" + one.id() + "/outcomes/" + item, one.title()));
        String path = Boards.path(candidate.above());
        return new TextPage.Candidate(
                id,
                item.toString(),
                candidate.item().label(),
                candidate.item().frameworkTitle() + (path.isEmpty() ? "" : " › " + path),
                "/uri/" + item,
                Words.probability(candidate.probability()),
                candidate.relation(),
                candidate.reasons(),
                best && candidate.probability() >= LIKELY,
                crosswalks);
    }
}
