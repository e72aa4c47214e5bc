package org.throughline.credentials.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A text with signatures below it (C2SP signed-note): the text, an empty line, then lines {@code — name base64(hash of the key, signature)}.
 *
 * @param text what is signed; ends with a line feed
 * @param signatures the lines below, as they came
 */
public record SignedNote(String text, List<Line> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int HASH_LENGTH = 4;
    private static final int MOST_SIGNATURES = 64;

    /**
     * One signature.
     *
     * @param name of the key
     * @param base64 four bytes of the key's hash, then the signature
     */
    public record Line(String name, String base64) {}

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("A note's text is lines, each ended by a line feed");
        }
    }

    /** Signs a text. */
    public static SignedNote sign(String text, NoteKey key, UnaryOperator<byte[]> signer) {
        byte[] signature = signer.apply(text.getBytes(StandardCharsets.UTF_8));
        byte[] hash = key.hash();
        byte[] line = Arrays.copyOf(hash, hash.length + signature.length);
        System.arraycopy(signature, 0, line, hash.length, signature.length);
        return new SignedNote(
                text, List.of(new Line(key.name(), Base64.getEncoder().encodeToString(line))));
    }

    /** Reads a note; empty where it is none. */
    public static Optional<SignedNote> parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(end + 2).split("\n")) {
            String[] words =
                    line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (words.length != 2 || words[0].isEmpty() || words[1].isEmpty() || lines.size() == MOST_SIGNATURES) {
                return Optional.empty();
            }
            lines.add(new Line(words[0], words[1]));
        }
        String text = note.substring(0, end + 1);
        return text.chars().anyMatch(c -> c < ' ' && c != '\n')
                ? Optional.empty()
                : Optional.of(new SignedNote(text, lines));
    }

    /** Whether this key signed the text. Lines of other keys are passed over. */
    public boolean isSignedBy(NoteKey key) {
        return signatures.stream()
                .filter(line -> line.name().equals(key.name()))
                .anyMatch(line -> holds(line, key));
    }

    /** The note as it is published. */
    public String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(line.base64())
                    .append('\n');
        }
        return note.toString();
    }

    private boolean holds(Line line, NoteKey key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(line.base64());
            boolean spelledOnce = Base64.getEncoder().encodeToString(bytes).equals(line.base64());
            return spelledOnce
                    && bytes.length > HASH_LENGTH
                    && Arrays.equals(Arrays.copyOf(bytes, HASH_LENGTH), key.hash())
                    && key.publicKey()
                            .verifies(
                                    text.getBytes(StandardCharsets.UTF_8),
                                    Arrays.copyOfRange(bytes, HASH_LENGTH, bytes.length));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
