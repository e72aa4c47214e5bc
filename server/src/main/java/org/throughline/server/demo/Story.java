package org.throughline.server.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.console.DemoStory;
import org.throughline.server.database.Reach;

/** Tells the story, chapter by chapter. A chapter that was told is not told again; one that was cut short goes on where it stood. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Story implements DemoStory {
    private final Chapters told;
    private final Cast cast;
    private final List<Chapter> chapters;

    Story(Chapters told, Cast cast, Library library, Convening convening, Graduation graduation, Market market) {
        this.told = told;
        this.cast = cast;
        this.chapters = List.of(
                new Chapter("people", "People", cast::enter),
                new Chapter("frameworks", "Frameworks", library::shelve),
                new Chapter("partnership", "Partnership", convening::partner),
                new Chapter("round", "First round", convening::firstRound),
                new Chapter("crosswalks", "Alignments", library::align),
                new Chapter("disputes", "Disputes", library::disagree),
                new Chapter("workshop", "Workshop", convening::workshop),
                new Chapter("scope", "Coverage", library::coverage),
                new Chapter("achievements", "Achievements", () -> {
                    String defined = graduation.define();
                    convening.award();
                    return defined;
                }),
                new Chapter("endorsement", "Endorsement", graduation::endorse),
                new Chapter("credentials", "Credentials", graduation::issue),
                new Chapter("revocations", "Revocations", graduation::revoke),
                new Chapter("verification", "Verification", graduation::verify),
                new Chapter("consents", "Consents", market::consent),
                new Chapter("needs", "Talent needs", market::need),
                new Chapter("matches", "Matches", market::source),
                new Chapter("pipeline", "Pipeline", market::balance));
    }

    @Override
    public void tell(Consumer<String> line) {
        Reach.asHouse("the story plays all its parts", () -> tellChapters(line));
    }

    private void tellChapters(Consumer<String> line) {
        for (int i = 0; i < chapters.size(); i++) {
            Chapter chapter = chapters.get(i);
            String heading = String.format(Locale.ROOT, "[%2d/%d] %-14s", i + 1, chapters.size(), chapter.title());
            Optional<String> before = told.told(chapter.key());
            if (before.isPresent()) {
                line.accept(heading + before.get() + "  (told before)");
                continue;
            }
            long started = System.nanoTime();
            String outcome = chapter.telling().get();
            told.tell(chapter.key(), outcome);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            line.accept(heading + outcome + String.format(Locale.ROOT, "  (%.1f s)", took.toMillis() / 1000.0));
        }
        line.accept("");
        line.accept("Sign in with one click on the start page, or with the password " + Cast.PASSWORD + " as:");
        cast.signIns().forEach(s -> line.accept("  " + s));
    }
}
