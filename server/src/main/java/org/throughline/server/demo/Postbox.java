package org.throughline.server.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.mail.Outbox;
import org.throughline.server.mail.OutgoingLetter;

/** The letters of the story: whoever is written to opens the latest and follows its link. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Postbox {
    private static final int LIMIT = 200;

    private final Outbox outbox;

    Postbox(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The secret at the end of the link in somebody's latest letter that leads to such a path. */
    String secret(String to, String path) {
        Pattern link = Pattern.compile("https?://\\S+" + Pattern.quote(path) + "([A-Za-z0-9_-]+)");
        return outbox.latest(LIMIT).stream()
                .map(OutgoingLetter::letter)
                .filter(l -> l.to().equals(to))
                .map(l -> link.matcher(l.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the story has no letter to " + to));
    }
}
