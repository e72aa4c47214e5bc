package org.throughline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class KeysThatEndIT {
    private final RunningServer server;
    private final People people;
    private final PersonalKeys keys;

    KeysThatEndIT(RunningServer server, People people, PersonalKeys keys) {
        this.server = server;
        this.people = people;
        this.keys = keys;
    }

    @Test
    void tellsOncePerKeyAWeekBeforeItEnds() {
        Person ana = people.register("Ana Scripts", UUID.randomUUID() + "@example.org", "correct horse battery staple");
        keys.make(ana.id(), "Export\n https://evil.example", Set.of("log.read"), 30);
        keys.make(ana.id(), "For a week only", Set.of("log.read"), 7);
        keys.tellOfThoseAboutToEnd();
        assertThat(ofKeysThatEnd(ana)).isEmpty();

        server.sql().sql("""
                        UPDATE access.personal_key SET created_at = created_at - interval '24 days', expires_at = expires_at - interval '24 days'
                        WHERE person = ? AND name LIKE 'Export%'
                        """).param(ana.id().value()).update();
        keys.tellOfThoseAboutToEnd();
        keys.tellOfThoseAboutToEnd();
        assertThat(ofKeysThatEnd(ana)).hasSize(1);
        assertThat(ofKeysThatEnd(ana).getFirst())
                .contains("\"Export evil.example\"")
                .contains("/account/keys");
    }

    private List<String> ofKeysThatEnd(Person person) {
        return new Mailbox(server)
                .to(String.valueOf(person.email())).stream()
                        .filter(text -> text.contains("works until"))
                        .toList();
    }
}
