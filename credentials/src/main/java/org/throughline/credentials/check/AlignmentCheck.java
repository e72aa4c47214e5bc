package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.CompetencyResolver.Resolution;
import org.throughline.credentials.tree.Tree;

/** Do the competencies that it points to exist, and still say the same? Informs, and never decides. */
public final class AlignmentCheck implements Check {

    private static final int MAX_LOOK_UPS = 100;

    /** What became of a competency since the credential was issued. */
    private enum Fate {
        AS_ISSUED("reads as when it was issued", "read as when they were issued"),
        CHANGED("has changed since", "have changed since"),
        REPLACED("was replaced", "were replaced"),
        UNRESOLVABLE("could not be found", "could not be found");

        private final String one;
        private final String several;

        Fate(String one, String several) {
            this.one = one;
            this.several = several;
        }

        String words(int number) {
            return number == 1 ? "one " + one : number + " " + several;
        }
    }

    /** An alignment and where it stands. */
    private record Place(JsonObject alignment, String pointer) {
        String url() {
            return Tree.text(alignment, "targetUrl").orElse("");
        }

        String name() {
            return Tree.text(alignment, "targetName").orElseGet(this::url);
        }
    }

    @Override
    public String id() {
        return "alignment";
    }

    @Override
    public String spec() {
        return "Open Badges 3.0 appendix B.1.4 Alignment; CASE 1.1 CFItem uri";
    }

    @Override
    public CheckResult examine(Examination examination) {
        List<Place> alignments = alignments(examination.document());
        if (alignments.isEmpty()) {
            return notApplicable("It points to no competencies");
        }
        CompetencyResolver competencies = examination.surroundings().competencies();
        if (competencies == null) {
            return notApplicable(
                    "It points to " + count(alignments.size()) + "; nobody was named here who could look them up");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not looked up: nothing is fetched that a document names before its signature and signer hold", "");
        }
        Map<String, Resolution> found = new HashMap<>();
        Map<Fate, List<Place>> fates = new HashMap<>();
        for (Place place : alignments.subList(0, Math.min(MAX_LOOK_UPS, alignments.size()))) {
            Fate fate = fate(place, found.computeIfAbsent(place.url(), competencies::resolve), examination);
            fates.computeIfAbsent(fate, f -> new ArrayList<>()).add(place);
        }
        List<String> words = new ArrayList<>();
        Optional<String> first = Optional.empty();
        for (Fate fate : Fate.values()) {
            List<Place> places = fates.getOrDefault(fate, List.of());
            if (!places.isEmpty()) {
                words.add(fate.words(places.size()));
                first = fate == Fate.AS_ISSUED || first.isPresent()
                        ? first
                        : Optional.of(places.getFirst().pointer());
            }
        }
        String message = "Of " + count(alignments.size()) + " " + String.join(", ", words);
        boolean allFound = !fates.containsKey(Fate.UNRESOLVABLE) && alignments.size() <= MAX_LOOK_UPS;
        return allFound ? passed(message) : undetermined(message, first.orElse(""));
    }

    private static Fate fate(Place place, Resolution resolution, Examination examination) {
        return switch (resolution) {
            case Resolution.Found found
            when !found.replacedBy().isEmpty() -> {
                examination.warn("The competency \"" + place.name() + "\" was replaced by "
                        + String.join(" and ", found.replacedBy()) + ".");
                yield Fate.REPLACED;
            }
            case Resolution.Found found
            when !saysTheSame(place.alignment(), found) -> {
                examination.warn("The competency \"" + place.name() + "\" reads otherwise today: \""
                        + (found.statement() == null ? found.title() : found.statement()) + "\".");
                yield Fate.CHANGED;
            }
            case Resolution.Found found -> Fate.AS_ISSUED;
            case Resolution.NotFound notFound -> {
                examination.warn("The competency \"" + place.name() + "\" was not found: " + notFound.message());
                yield Fate.UNRESOLVABLE;
            }
            case Resolution.Unreachable unreachable -> {
                examination.warn(
                        "The competency \"" + place.name() + "\" could not be looked up: " + unreachable.message());
                yield Fate.UNRESOLVABLE;
            }
        };
    }

    /** The statement may stand in the name or, where the name is a short one, in the description. */
    private static boolean saysTheSame(JsonObject alignment, Resolution.Found found) {
        Optional<String> name = Tree.text(alignment, "targetName").map(AlignmentCheck::plain);
        Optional<String> description = Tree.text(alignment, "targetDescription").map(AlignmentCheck::plain);
        Optional<String> title = Optional.of(plain(found.title()));
        Optional<String> statement = Optional.ofNullable(found.statement()).map(AlignmentCheck::plain);
        if (description.isPresent() && statement.isPresent() && !name.equals(statement)) {
            return description.equals(statement);
        }
        return name.isPresent() && (name.equals(title) || name.equals(statement));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Wherever Open Badges 3.0 lets an alignment stand: at the achievement, its results described and reached, and their levels. */
    private static List<Place> alignments(JsonObject document) {
        List<Place> found = new ArrayList<>();
        each(document, "badge", "", (badge, at) -> alignments(badge, at, found)); // Open Badges 2.0
        each(document, "credentialSubject", "", (subject, at) -> {
            each(subject, "achievement", at, (achievement, where) -> {
                alignments(achievement, where, found);
                each(achievement, "resultDescription", where, (description, there) -> {
                    alignments(description, there, found);
                    each(description, "rubricCriterionLevel", there, (level, l) -> alignments(level, l, found));
                });
            });
            each(subject, "result", at, (result, where) -> alignments(result, where, found));
        });
        return found;
    }

    private static void alignments(JsonObject holder, String pointer, List<Place> found) {
        each(holder, "alignment", pointer, (alignment, at) -> found.add(new Place(alignment, at)));
    }

    private static void each(JsonObject holder, String key, String pointer, BiConsumer<JsonObject, String> then) {
        List<JsonObject> objects = Tree.objects(holder, key);
        for (int i = 0; i < objects.size(); i++) {
            then.accept(objects.get(i), pointer + Tree.pointer(holder, key, i));
        }
    }

    private static String count(int number) {
        return number == 1 ? "one competency" : number + " competencies";
    }
}
