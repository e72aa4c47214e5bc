package org.throughline.server.site.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.mail.Outbox;
import org.throughline.server.mail.OutgoingLetter;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** The mailbox of everybody in the demo story. Without {@code throughline.demo=true} neither this class nor its address exists. */
@Controller
@ConditionalOnBooleanProperty("throughline.demo")
class DemoMailPages {
    private static final String WHY = "letters of the demo are read by whoever looks around in it";
    private static final int LIMIT = 50;

    private final Outbox outbox;

    DemoMailPages(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/demo/mail")
    ModelAndView mailbox() {
        List<DemoLetter> letters = Reach.asHouse(WHY, () -> outbox.latest(LIMIT)).stream()
                .map(DemoMailPages::letter)
                .toList();
        return new ModelAndView("site/demo-mail", Map.of("letters", letters));
    }

    @GetMapping("/demo/mail/{letter}")
    ModelAndView letter(@PathVariable("letter") UUID id) {
        OutgoingLetter letter = Reach.asHouse(WHY, () -> outbox.find(id)).orElseThrow(Problem::notFound);
        return new ModelAndView("site/demo-letter", Map.of("letter", letter(letter)));
    }

    private static DemoLetter letter(OutgoingLetter letter) {
        return new DemoLetter(
                "/demo/mail/" + letter.id(),
                letter.letter().to(),
                letter.letter().subject(),
                Dates.words(letter.writtenAt()),
                List.of(letter.letter().text().split("\n\\s*\n")));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("throughline.demo")
    static class Paths {
        @Bean
        PublicPaths demoMailPaths() {
            return PublicPaths.of("/demo/mail", "/demo/mail/*");
        }
    }
}
