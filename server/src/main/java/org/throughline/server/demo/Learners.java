package org.throughline.server.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;

/** The two hundred learners of the story, the same in every telling. All of them are invented. */
final class Learners {
    static final int COUNT = 200;

    /** The learner as whom a visitor can sign in. */
    static final Learner PROTAGONIST = new Learner(
            "Maya Thornton",
            "maya.thornton@students.riverbend.example",
            List.of("EPT-110", "EPT-120", "EPT-125", "EPT-210", "EPT-220", "EPT-190", "EPT-290"));

    private static final List<String> FIRST = List.of(
            "Aaliyah", "Ben", "Carmen", "Dmitri", "Elena", "Farid", "Gwen", "Hiro", "Imani", "Jack", "Kateri", "Liam",
            "Mei", "Noah", "Olga", "Pedro", "Quinn", "Rosa", "Samir", "Tess", "Uma", "Victor", "Wanda", "Xavier",
            "Yara", "Zeke", "Anders", "Bridget", "Cole", "Daria");
    private static final List<String> LAST = List.of(
            "Abbott",
            "Begay",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fontaine",
            "Garcia",
            "Hale",
            "Ibarra",
            "Jensen",
            "Kowalski",
            "Larsen",
            "Morales",
            "Nguyen",
            "Ortega",
            "Petrov",
            "Quist",
            "Redcloud",
            "Sato",
            "Tran",
            "Ulrich",
            "Vasquez",
            "Weber",
            "Young",
            "Zimmer");

    /** What one takes in which order, by track. */
    private static final List<List<String>> TRACKS = List.of(
            List.of("EPT-110", "EPT-120", "EPT-125", "EPT-210", "EPT-220", "EPT-190"),
            List.of("EPT-110", "EPT-120", "EPT-125", "EPT-230", "EPT-240"),
            List.of("EPT-110", "EPT-120", "EPT-250", "EPT-190", "EPT-125"));

    private Learners() {}

    /**
     * Somebody on the roster.
     *
     * @param achievements the human codes of what they achieved, in the order in which they did
     */
    record Learner(String name, String email, List<String> achievements) {
        Learner {
            achievements = List.copyOf(achievements);
        }

        Person ensure(People people) {
            return people.byEmail(email).orElseGet(() -> people.register(name, email, Cast.PASSWORD));
        }
    }

    static List<Learner> all() {
        Random random = new Random(2026);
        List<Learner> learners = new ArrayList<>(List.of(PROTAGONIST));
        Set<String> taken = new LinkedHashSet<>(List.of(PROTAGONIST.name()));
        while (learners.size() < COUNT) {
            String name = FIRST.get(random.nextInt(FIRST.size())) + " " + LAST.get(random.nextInt(LAST.size()));
            if (!taken.add(name)) {
                continue;
            }
            List<String> track = TRACKS.get(Math.min(random.nextInt(5), TRACKS.size() + 1) % TRACKS.size());
            List<String> achieved = new ArrayList<>(track.subList(0, 1 + random.nextInt(track.size())));
            if (random.nextInt(3) == 0) {
                achieved.add("EPT-290");
            }
            learners.add(new Learner(
                    name, name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@students.riverbend.example", achieved));
        }
        return learners;
    }

    /** The roster as the registrar would upload it. */
    static String csv() {
        StringBuilder csv = new StringBuilder("name,email,achievements\n");
        for (Learner learner : all()) {
            csv.append(learner.name())
                    .append(',')
                    .append(learner.email())
                    .append(',')
                    .append(String.join("; ", learner.achievements()))
                    .append('\n');
        }
        return csv.toString();
    }
}
