package org.throughline.server.issuing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.throughline.server.issuing.RosterCheck.Fate;
import org.throughline.server.issuing.RosterCheck.RowFate;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Decides what would happen to every row of a roster. Changes nothing. */
@Component
final class Planning {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+\\.[^@\\s,;<>\".]+");

    private final Achievements achievements;
    private final People people;
    private final IssuedCredentials issued;

    Planning(Achievements achievements, People people, IssuedCredentials issued) {
        this.achievements = achievements;
        this.people = people;
        this.issued = issued;
    }

    /**
     * What would be issued.
     *
     * @param check every row's fate in words
     * @param badges achievements by line, for the rows that would be issued
     * @param names display name by e-mail address, of those people
     * @param used the achievements that occur, in the given order
     */
    record Plan(
            RosterCheck check,
            Map<Integer, List<AchievementDefinition>> badges,
            Map<String, String> names,
            List<AchievementDefinition> used) {}

    Plan plan(OrganizationId organization, List<AchievementId> chosen, byte[] csv) {
        List<AchievementDefinition> definitions = chosen.stream()
                .distinct()
                .map(id -> definition(organization, id))
                .toList();
        if (definitions.isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose at least one achievement to issue.");
        }
        return new Pass(organization, definitions, Roster.read(csv)).decide();
    }

    private AchievementDefinition definition(OrganizationId organization, AchievementId id) {
        return achievements
                .find(id)
                .filter(a -> a.organization().equals(organization))
                .orElseThrow(Problem::notFound);
    }

    /** One walk through one roster. */
    private final class Pass {
        private final OrganizationId organization;
        private final List<AchievementDefinition> definitions;
        private final Roster roster;
        private final Map<String, AchievementDefinition> byWord = new HashMap<>();
        private final Map<String, Set<AchievementId>> held = new HashMap<>();
        private final Map<String, Integer> promised = new HashMap<>();
        private final List<RowFate> fates = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();
        private final Map<Integer, List<AchievementDefinition>> badges = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        private final Set<AchievementDefinition> used = new HashSet<>();

        Pass(OrganizationId organization, List<AchievementDefinition> definitions, Roster roster) {
            this.organization = organization;
            this.definitions = definitions;
            this.roster = roster;
            for (AchievementDefinition definition : definitions) {
                byWord.put(word(definition.name()), definition);
                if (definition.humanCode() != null) {
                    byWord.put(word(definition.humanCode()), definition);
                }
            }
        }

        Plan decide() {
            for (Roster.Row row : roster.rows()) {
                decide(row);
            }
            RosterCheck check = new RosterCheck(badges.size(), findings, fates);
            return new Plan(
                    check,
                    badges,
                    names,
                    definitions.stream().filter(used::contains).toList());
        }

        private void decide(Roster.Row row) {
            if (row.name().isEmpty()) {
                leaveOut(row, "the name is missing");
            } else if (!EMAIL.matcher(row.email()).matches()) {
                leaveOut(row, "expected an e-mail address, found \"" + row.email() + "\"");
            } else if (roster.naming() && row.achievements().isEmpty()) {
                leaveOut(row, "the column achievements is empty");
            } else {
                List<String> unknown = row.achievements().stream()
                        .filter(n -> !byWord.containsKey(word(n)))
                        .toList();
                if (unknown.isEmpty()) {
                    promise(row);
                } else {
                    leaveOut(
                            row,
                            "\"" + unknown.getFirst() + "\" is none of the chosen achievements ("
                                    + String.join(
                                            ", ",
                                            definitions.stream()
                                                    .map(AchievementDefinition::name)
                                                    .toList()) + ")");
                }
            }
        }

        private void promise(Roster.Row row) {
            Set<AchievementDefinition> wanted = new LinkedHashSet<>(
                    roster.naming()
                            ? row.achievements().stream()
                                    .map(n -> byWord.get(word(n)))
                                    .toList()
                            : definitions);
            Set<AchievementId> has = held.computeIfAbsent(row.email(), this::heldBy);
            List<AchievementDefinition> fresh = new ArrayList<>();
            for (AchievementDefinition achievement : wanted) {
                if (has.contains(achievement.id())) {
                    continue;
                }
                Integer earlier = promised.putIfAbsent(row.email() + " " + achievement.id(), row.line());
                if (earlier != null) {
                    leaveOut(
                            row,
                            "line " + earlier + " gives \"" + achievement.name() + "\" to the same person already");
                    return;
                }
                fresh.add(achievement);
            }
            List<String> titles =
                    fresh.stream().map(AchievementDefinition::name).toList();
            if (fresh.isEmpty()) {
                fates.add(fate(
                        row, titles, Fate.ALREADY_ISSUED, "Has all of it from you already; nothing is issued again."));
                return;
            }
            badges.put(row.line(), List.copyOf(fresh));
            names.putIfAbsent(row.email(), row.name());
            used.addAll(fresh);
            String rest = fresh.size() < wanted.size() ? " The rest they have from you already." : "";
            fates.add(fate(row, titles, Fate.ISSUE, "Gets " + String.join(", ", titles) + "." + rest));
        }

        private Set<AchievementId> heldBy(String email) {
            return people.byEmail(email)
                    .map(Person::id)
                    .map(person -> issued.achievementsOf(organization, person))
                    .orElse(Set.of());
        }

        private void leaveOut(Roster.Row row, String reason) {
            findings.add("Line " + row.line() + ": " + reason + ".");
            fates.add(fate(row, List.of(), Fate.LEFT_OUT, "Left out: " + reason + "."));
        }

        private static RowFate fate(Roster.Row row, List<String> titles, Fate fate, String words) {
            return new RowFate(row.line(), row.name(), row.email(), titles, fate, words);
        }

        private static String word(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
    }
}
