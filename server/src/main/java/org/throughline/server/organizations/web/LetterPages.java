package org.throughline.server.organizations.web;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.mail.MailSettings;
import org.throughline.server.mail.Outbox;
import org.throughline.server.mail.OutgoingLetter;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Letters;

/** What became of letters, for whoever runs this server. What they say is not shown: it may let somebody in. */
@Controller
class LetterPages {
    private static final int LIMIT = 100;

    private final CurrentPerson current;
    private final Outbox outbox;
    private final Letters letters;
    private final MailSettings settings;

    LetterPages(CurrentPerson current, Outbox outbox, Letters letters, MailSettings settings) {
        this.current = current;
        this.outbox = outbox;
        this.letters = letters;
        this.settings = settings;
    }

    @GetMapping("/letters")
    ModelAndView letters() {
        current.requireAdministrator();
        return Reach.asHouse("the administrator sees what became of everybody's letters", () -> {
            List<TableView.Row> rows =
                    outbox.latest(LIMIT).stream().map(LetterPages::row).toList();
            TableView table = new TableView(
                    "Newest first",
                    List.of(Column.of("To"), Column.of("About"), Column.of("Written"), Column.of("State")),
                    rows,
                    null,
                    false);
            Outbox.Count count = outbox.count();
            return new ModelAndView(
                    "organizations/letters",
                    Map.of(
                            "page",
                            new LettersPage(
                                    table, settings.carried(), settings.keep(), count.waiting(), count.failed())));
        });
    }

    @Limited(Act.LETTERS)
    @PostMapping("/letters/again")
    String tryAgain(RedirectAttributes redirect) {
        int again = letters.tryAgain(current.requireAdministrator().id());
        redirect.addFlashAttribute(
                "toast", ToastView.of(again == 1 ? "One letter waits again." : again + " letters wait again."));
        return "redirect:/letters";
    }

    private static TableView.Row row(OutgoingLetter letter) {
        String state = switch (letter.state()) {
            case WAITING -> letter.tries() == 0 ? "Waits" : "Waits after " + letter.tries() + " tries";
            case SENT -> "Sent";
            case KEPT -> "Kept here";
            case FAILED -> "Given up";
        };
        return TableView.Row.of(
                Cell.text(letter.letter().to()),
                Cell.text(letter.letter().subject()),
                Cell.text(Dates.words(letter.writtenAt())),
                new TableView.Text(state, letter.failure()));
    }
}
