package org.throughline.server.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/**
 * Carries the letters that wait. Any number of servers may do it at once; each letter is taken by one. Where nobody named an SMTP server the
 * letters wait, and an administrator's page says so.
 */
@Component
@EnableScheduling
@EnableConfigurationProperties(MailSettings.class)
class Postman {
    /** Longer than a server may take to answer; after that the letter is taken again. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** How long to wait after the first, second, ... failure; after the last of them the letter is given up. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8),
            Duration.ofHours(24));

    private final Outbox outbox;
    private final Clock clock;
    private final Optional<Transport> transport;

    Postman(Outbox outbox, MailSettings settings, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
        this.transport = settings.carried()
                ? Optional.of(new SmtpTransport(settings))
                : settings.keep() ? Optional.of(letter -> Transport.Outcome.KEPT) : Optional.empty();
    }

    @Scheduled(initialDelayString = "${throughline.mail.every:1s}", fixedDelayString = "${throughline.mail.every:1s}")
    void round() {
        transport.ifPresent(way -> Reach.asHouse("letters are brought for everybody", () -> carry(way)));
    }

    private void carry(Transport way) {
        for (Optional<OutgoingLetter> next = outbox.take(LEASE); next.isPresent(); next = outbox.take(LEASE)) {
            OutgoingLetter letter = next.get();
            switch (way.bring(letter)) {
                case SENT -> outbox.sent(letter.id());
                case KEPT -> outbox.kept(letter.id());
                case REFUSED -> outbox.failed(letter.id(), "The address was refused.");
                case LATER -> later(letter);
            }
        }
    }

    private void later(OutgoingLetter letter) {
        if (letter.tries() > PAUSES.size()) {
            outbox.failed(
                    letter.id(), "The mail server could not be reached, or would not take it, for a day and a half.");
        } else {
            outbox.postponed(
                    letter.id(),
                    clock.instant().plus(PAUSES.get(letter.tries() - 1)),
                    "The mail server could not be reached, or would not take it now.");
        }
    }
}
