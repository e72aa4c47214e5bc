package org.throughline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActWordsTests {
    private static final Pattern ACTION = Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"");

    private final ActWords words = new ActWords();

    @Test
    void hasASentenceForEveryActionThatIsRecordedAnywhereInTheCode() throws IOException {
        Map<String, String> unknown = new TreeMap<>();
        int found = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (!source.contains("AuditEntry(")) {
                    continue;
                }
                Matcher action = ACTION.matcher(source);
                while (action.find()) {
                    if (action.group(1).startsWith("throughline.")) {
                        continue; // a setting
                    }
                    found++;
                    if (!words.knows(action.group(1))) {
                        unknown.put(action.group(1), file.getFileName().toString());
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(25);
        assertThat(unknown)
                .as("actions without a sentence in audit/acts.properties")
                .isEmpty();
    }

    @Test
    void fillsASentenceAndLeavesOutWhatIsNotKnown() {
        Map<String, String> known = Map.of("actor", "Maria Ortiz", "subject", "Lee $1 Park", "roles", "editor");
        assertThat(words.sentence("roles.set", known::get))
                .isEqualTo("Maria Ortiz set the roles of Lee $1 Park to editor.");
        assertThat(words.sentence("roles.set", Map.of("actor", "the system", "subject", "Lee")::get))
                .isEqualTo("The system set the roles of Lee.");
        assertThat(words.sentence("moon.landed", known::get)).isEqualTo("Moon landed.");
    }

    @Test
    void speaksEnglishToWhoeverItWasDoneTo() throws IOException {
        Properties catalogue = new Properties();
        try (InputStream in = ActWords.class.getResourceAsStream("acts.properties")) {
            catalogue.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> toldOfOneself = new TreeMap<>();
        catalogue.stringPropertyNames().stream()
                .filter(key -> catalogue.getProperty(key).contains("{subject}"))
                .filter(key -> !key.endsWith(".link") && !key.endsWith(".yours"))
                .forEach(action -> toldOfOneself.put(
                        action,
                        words.sentence(action, name -> name.equals("actor") || name.equals("subject") ? "you" : "it")));
        assertThat(toldOfOneself).hasSizeGreaterThan(10).containsEntry("roles.set", "You set your roles to it at it.");
        assertThat(toldOfOneself.values())
                .as("give it a line <action>.you in acts.properties")
                .noneMatch(sentence ->
                        sentence.matches(".*(\\bof you\\b|^You (was|[a-z]+s)\\b|\\bthe[iy]r?\\b|\\bthem\\b).*"));
    }

    @Test
    void linksWhatCanBeSeen() {
        assertThat(words.link("framework.imported", Map.of("subject", "abc")::get))
                .contains(new ActWords.Link("/frameworks/abc", "the framework"));
        assertThat(words.link("organization.created", Map.of("subject", "abc")::get))
                .isEmpty();
        assertThat(words.link("key.made", Map.of("subject", "abc")::get)).isEmpty();
    }
}
