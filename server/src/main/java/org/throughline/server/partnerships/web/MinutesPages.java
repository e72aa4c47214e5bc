package org.throughline.server.partnerships.web;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.Membership;
import org.throughline.server.partnerships.Minute;
import org.throughline.server.partnerships.Minutes;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.PartnershipDocuments;

/** The minutes of a partnership: to read, to print, to take along. */
@Controller
class MinutesPages {
    private final Minutes minutes;
    private final PartnershipDocuments documents;
    private final PartnershipAccess access;
    private final Heads heads;

    MinutesPages(Minutes minutes, PartnershipDocuments documents, PartnershipAccess access, Heads heads) {
        this.minutes = minutes;
        this.documents = documents;
        this.access = access;
        this.heads = heads;
    }

    @GetMapping("/partnerships/{id}/minutes")
    ModelAndView read(@PathVariable UUID id) {
        PartnershipAccess.Seat seat = access.require(id);
        return new ModelAndView(
                "partnerships/minutes",
                Map.of(
                        "page",
                        new MinutesPage(
                                heads.of(seat.partnership(), "Minutes"),
                                minutes.of(seat.partnership().id()).stream()
                                        .map(m -> entry(seat.partnership(), m))
                                        .toList(),
                                seat.base() + "/minutes",
                                documents.minutes(seat.partnership().id()).isPresent(),
                                seat.manages(),
                                !seat.working().isEmpty() && !seat.partnership().closed())));
    }

    /** Adds a note in the writer's own words. */
    @PostMapping("/partnerships/{id}/minutes")
    ModelAndView note(
            @PathVariable UUID id,
            @RequestParam String text,
            @RequestParam Optional<String> organization,
            RedirectAttributes redirect) {
        PartnershipAccess.Seat seat = access.require(id);
        Membership member = access.requireWorking(seat, organization);
        minutes.note(
                seat.partnership().id(),
                member.organization().id(),
                text,
                seat.person().id());
        redirect.addFlashAttribute("toast", ToastView.of("It stands in the minutes, and stays."));
        return new ModelAndView("redirect:" + seat.base() + "/minutes");
    }

    @GetMapping("/partnerships/{id}/minutes.md")
    ResponseEntity<byte[]> markdown(@PathVariable UUID id) {
        Partnership partnership = access.require(id).partnership();
        StringBuilder text = new StringBuilder("# Minutes of " + partnership.name() + "\n");
        for (Minute minute : minutes.of(partnership.id()).reversed()) {
            text.append("\n## %d. %s, %s\n\n%s\n\nBy %s%s\n"
                    .formatted(
                            minute.number(),
                            Words.of(minute.kind()),
                            Dates.words(minute.at()),
                            minute.text(),
                            heads.name(minute.by()),
                            minute.organization() == null ? "" : " for " + heads.name(minute.organization())));
        }
        return file(text.toString(), "text", "markdown", "minutes.md");
    }

    @GetMapping("/partnerships/{id}/minutes.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id) throws IOException {
        Partnership partnership = access.require(id).partnership();
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord("number", "at", "kind", "text", "for", "by");
            for (Minute minute : minutes.of(partnership.id()).reversed()) {
                csv.printRecord(
                        minute.number(),
                        minute.at(),
                        minute.kind(),
                        Words.cell(minute.text()),
                        Words.cell(minute.organization() == null ? "" : heads.name(minute.organization())),
                        Words.cell(heads.name(minute.by())));
            }
        }
        return file(text.toString(), "text", "csv", "minutes.csv");
    }

    @GetMapping("/partnerships/{id}/minutes.json")
    ResponseEntity<List<Map<String, Object>>> json(@PathVariable UUID id) {
        Partnership partnership = access.require(id).partnership();
        List<Map<String, Object>> entries = minutes.of(partnership.id()).reversed().stream()
                .map(minute -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("number", minute.number());
                    entry.put("at", minute.at().toString());
                    entry.put("kind", minute.kind().name());
                    entry.put("text", minute.text());
                    if (minute.organization() != null) {
                        entry.put("for", heads.name(minute.organization()));
                    }
                    if (minute.workshop() != null) {
                        entry.put("workshop", minute.workshop().toString());
                    }
                    entry.put("by", heads.name(minute.by()));
                    return entry;
                })
                .toList();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("minutes.json"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(entries);
    }

    static ResponseEntity<byte[]> file(String text, String type, String subtype, String name) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, subtype, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(name))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    private MinutesPage.Entry entry(Partnership partnership, Minute minute) {
        return new MinutesPage.Entry(
                "m-" + minute.number(),
                Words.of(minute.kind()),
                minute.text(),
                heads.name(minute.by())
                        + (minute.organization() == null ? "" : ", for " + heads.name(minute.organization())),
                Dates.words(minute.at()),
                minute.workshop() == null
                        ? null
                        : "/partnerships/" + partnership.id() + "/workshops/" + minute.workshop() + "/minutes");
    }
}
