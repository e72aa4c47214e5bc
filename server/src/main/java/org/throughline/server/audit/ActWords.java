package org.throughline.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue of acts: a sentence for each, whether it is done to a person, and where its thing can be seen. It stands in {@code acts.properties}. */
@Component
public final class ActWords {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");

    private final Properties catalogue = new Properties();

    ActWords() {
        try (InputStream in = ActWords.class.getResourceAsStream("acts.properties")) {
            catalogue.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the thing of an act can be seen, and what to call it. */
    public record Link(String href, String thing) {}

    public boolean knows(String action) {
        return catalogue.getProperty(action) != null;
    }

    /**
     * An act in a sentence, in its own words for the subject where that is {@code you}; one that the catalogue lacks is told by its name.
     *
     * @param value the word for {@code actor}, {@code subject} or a detail; null where there is none
     */
    public String sentence(String action, Function<String, @Nullable String> value) {
        String template = "you".equals(value.apply("subject"))
                ? catalogue.getProperty(action + ".you", catalogue.getProperty(action))
                : catalogue.getProperty(action);
        if (template == null) {
            String words = action.replace('.', ' ').replace('-', ' ');
            return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
        }
        String chosen = OPTIONAL.matcher(template)
                .replaceAll(part -> Matcher.quoteReplacement(isComplete(part.group(1), value) ? part.group(1) : ""));
        String sentence = fill(chosen, value);
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** The link of an act; empty where its thing has no page, or the organization has no short name. */
    public Optional<Link> link(String action, Function<String, @Nullable String> value) {
        String template = catalogue.getProperty(action + ".link");
        if (template == null || !isComplete(template, value)) {
            return Optional.empty();
        }
        return Optional.of(new Link(fill(template, value), catalogue.getProperty(action + ".thing", "the thing")));
    }

    /** Where an act of somebody else's is seen by a person whom it concerns; empty where it has no such page. */
    public Optional<Link> linkForTheConcerned(String action, Function<String, @Nullable String> value) {
        String template = catalogue.getProperty(action + ".yours");
        if (template == null || !isComplete(template, value)) {
            return Optional.empty();
        }
        return Optional.of(
                new Link(fill(template, value), catalogue.getProperty(action + ".yours.thing", "the thing")));
    }

    /** What a topic, the first word of actions, is called. */
    public String topic(String topic) {
        return catalogue.getProperty(
                "topic." + topic, topic.substring(0, 1).toUpperCase(Locale.ROOT) + topic.substring(1));
    }

    boolean subjectIsPerson(String action) {
        return "yes".equals(catalogue.getProperty(action + ".person"));
    }

    private static boolean isComplete(String template, Function<String, @Nullable String> value) {
        return PLACE.matcher(template).results().allMatch(place -> value.apply(place.group(1)) != null);
    }

    private static String fill(String template, Function<String, @Nullable String> value) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(word(value.apply(place.group(1)))));
    }

    private static String word(@Nullable String found) {
        return found == null ? "(unknown)" : found;
    }
}
