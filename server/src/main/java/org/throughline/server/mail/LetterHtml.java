package org.throughline.server.mail;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The same letter for programs that show HTML: paragraphs and links, no picture, nothing that is fetched. */
final class LetterHtml {
    private LetterHtml() {}

    static String of(Letter letter) {
        String paragraphs = Arrays.stream(letter.text().split("\n\\s*\n"))
                .map(String::strip)
                .map(LetterHtml::paragraph)
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">
                %s
                </body></html>
                """.formatted(escaped(letter.subject()), paragraphs);
    }

    private static String paragraph(String text) {
        if (text.matches("https?://\\S+")) {
            String address = escaped(text);
            return "<p><a href=\"" + address + "\">" + address + "</a></p>";
        }
        return "<p>" + escaped(text).replace("\n", "<br>\n") + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
