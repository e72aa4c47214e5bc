package org.throughline.server.site.web;

import java.util.List;

/** A letter of the demo, as its mailbox shows it. */
public record DemoLetter(String href, String to, String subject, String written, List<String> paragraphs) {
    public DemoLetter {
        paragraphs = List.copyOf(paragraphs);
    }
}
