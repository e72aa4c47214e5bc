package org.throughline.credentials.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary as it was read from its table; the format is told in the package documentation.
 *
 * @param url  the address of the context that the table stands for
 * @param scope  its terms
 */
record TermTable(String url, Scope scope) {

    /** Reads the table beside this class. */
    static TermTable read(String resource) {
        try (InputStream in = TermTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The term table " + resource + " is missing from the library");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The term table " + resource + " cannot be read", e);
        }
    }

    static TermTable parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        String[] head = lines.getFirst().split("\\s+");
        if (head.length < 2 || !head[0].equals("context")) {
            throw new IllegalStateException("A term table begins with its context, not with: " + lines.getFirst());
        }
        boolean isProtected = head.length > 2 && head[2].equals("protected");
        Map<String, String> abbreviations = new HashMap<>();
        int body = 1;
        for (; !lines.get(body).equals("terms"); body++) {
            String[] words = lines.get(body).split("\\s+");
            abbreviations.put(words[1], words[2]);
        }
        Reading reading = new Reading(lines.subList(body + 1, lines.size()), abbreviations, isProtected);
        return new TermTable(head[1], reading.scope(0, false));
    }

    /** Walks the lines once, deeper lines being the scope of the line above. */
    private static final class Reading {
        private final List<String> lines;
        private final Map<String, String> abbreviations;
        private final boolean isProtected;
        private int next;

        Reading(List<String> lines, Map<String, String> abbreviations, boolean isProtected) {
            this.lines = new ArrayList<>(lines);
            this.abbreviations = abbreviations;
            this.isProtected = isProtected;
        }

        Scope scope(int depth, boolean bare) {
            Map<String, Term> terms = new LinkedHashMap<>();
            while (next < lines.size() && depthOf(lines.get(next)) == depth) {
                String[] words = lines.get(next++).strip().split("\\s+");
                if (terms.put(words[0], term(words, depth)) != null) {
                    throw new IllegalStateException("The term " + words[0] + " stands twice in one scope");
                }
            }
            return new Scope(terms, bare, isProtected);
        }

        private Term term(String[] words, int depth) {
            @Nullable String type = null;
            @Nullable String container = null;
            boolean prefix = false;
            boolean forgets = false;
            boolean bare = false;
            for (int i = 2; i < words.length; i++) {
                switch (words[i]) {
                    case "of" -> type = iri(words[++i]);
                    case "as" -> container = words[++i];
                    case "prefix" -> prefix = true;
                    case "bare" -> bare = true;
                    case "without" -> {
                        forgets = true;
                        i++;
                    }
                    default -> throw new IllegalStateException("A term table does not know the word " + words[i]);
                }
            }
            boolean deeper = next < lines.size() && depthOf(lines.get(next)) > depth;
            return new Term(iri(words[1]), type, container, prefix, deeper ? scope(depth + 1, bare) : null, forgets);
        }

        private String iri(String word) {
            int tilde = word.indexOf('~');
            if (tilde < 0) {
                return word;
            }
            String start = abbreviations.get(word.substring(0, tilde));
            if (start == null) {
                throw new IllegalStateException("A term table does not explain the abbreviation in " + word);
            }
            return start + word.substring(tilde + 1);
        }

        private static int depthOf(String line) {
            return (line.length() - line.stripLeading().length()) / 2;
        }
    }
}
