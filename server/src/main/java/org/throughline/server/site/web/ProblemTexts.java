package org.throughline.server.site.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.ProblemType;

/**
 * What a problem means, what was kept and what to do next, from the same {@code docs/problems/<code>.md} that people read in the
 * repository: a heading, a paragraph, and the sections "What was kept" and "What to do next".
 */
@Component
class ProblemTexts {
    private static final Pattern SHAPE = Pattern.compile(
            "# (?<title>[^\n]+)\n+(?<meaning>.+?)\n+## What was kept\n+(?<kept>.+?)\n+## What to do next\n+(?<next>.+)",
            Pattern.DOTALL);

    private final Map<ProblemType, Text> texts = new EnumMap<>(ProblemType.class);

    ProblemTexts() {
        for (ProblemType type : ProblemType.values()) {
            texts.put(type, read(type));
        }
    }

    Text of(ProblemType type) {
        Text text = texts.get(type);
        if (text == null) {
            throw new IllegalStateException("every problem has its text");
        }
        return text;
    }

    private static Text read(ProblemType type) {
        String name = "/problems/" + type.code() + ".md";
        try (InputStream in = ProblemTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The problem " + type.code() + " has no page docs" + name);
            }
            Matcher page = SHAPE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
            if (!page.matches()) {
                throw new IllegalStateException("docs" + name + " needs a heading, a paragraph and its two sections");
            }
            return new Text(line(page, "title"), line(page, "meaning"), line(page, "kept"), line(page, "next"));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String line(Matcher page, String group) {
        return page.group(group).replaceAll("\\s+", " ").strip();
    }

    /**
     * @param title the problem in a few words
     * @param meaning what it means, in a sentence or two
     */
    record Text(String title, String meaning, String kept, String next) {}
}
