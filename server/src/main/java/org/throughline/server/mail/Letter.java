package org.throughline.server.mail;

/**
 * What is said to a person by mail, in plain words.
 *
 * @param to the address
 * @param subject one line
 * @param text paragraphs with an empty line between them; a paragraph that is one web address becomes a link
 */
public record Letter(String to, String subject, String text) {
    public Letter {
        if (to.isBlank() || hasControls(to) || hasControls(subject)) {
            throw new IllegalArgumentException("an address and a subject are one line each");
        }
        text = text.strip();
    }

    private static boolean hasControls(String line) {
        return line.codePoints().anyMatch(Character::isISOControl);
    }

    /** Without what it says, which may let somebody in. */
    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
