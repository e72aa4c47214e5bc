package org.throughline.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.throughline.server.injection.Payloads;
import org.throughline.server.teeth.AbuseCase;

class InjectedLetterTests {
    private static final Set<String> OURS = Set.of("html", "head", "meta", "title", "body", "p", "a", "br", "#root");

    @Test
    @AbuseCase(
            value = "W2",
            defence = "names and notes are text in a letter's HTML",
            in = "org.throughline.server.mail.LetterHtml",
            method = "escaped",
            answer = "argument")
    void whatPeopleEnterIsTextInALetter() {
        for (String payload : Payloads.all()) {
            String subject = payload.replaceAll("\\p{Cntrl}|\\u2028", " ");
            Document letter = Jsoup.parse(LetterHtml.of(new Letter(
                    "a@example.org",
                    subject,
                    "Hello " + payload + "\n\nhttps://example.org/" + payload.replace(" ", ""))));
            for (Element element : letter.getAllElements()) {
                assertThat(OURS).as(payload).contains(element.tagName());
                for (Attribute attribute : element.attributes()) {
                    assertThat(Set.of("lang", "charset", "style", "href"))
                            .as(payload)
                            .contains(attribute.getKey());
                }
            }
            assertThat(letter.select("a").attr("href")).startsWith("https://example.org/");
        }
    }
}
