package org.throughline.server.cocreation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/**
 * Who is called on in comments: {@code @} and the name of somebody who takes part. The next letter with what is new tells them; somebody who does not
 * take part can't be called on, and of two of the same name both are.
 */
@Component
public class WorkspaceMentions {
    private final JdbcClient sql;
    private final Workspaces workspaces;
    private final WorkspacePeople takingPart;
    private final People people;

    WorkspaceMentions(JdbcClient sql, Workspaces workspaces, WorkspacePeople takingPart, People people) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.takingPart = takingPart;
        this.people = people;
    }

    /** The names of those who can be called on, for whoever writes, in the order of the alphabet. */
    public List<String> names(FrameworkId framework, PersonId writer) {
        return people.names(callable(framework)).entrySet().stream()
                .filter(one -> !one.getKey().equals(writer))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .toList();
    }

    /** Keeps whom a comment calls on, as it reads now. Whoever was told once is not told again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(FrameworkId framework, UUID comment, String text, PersonId writer) {
        Set<PersonId> named = text.indexOf('@') < 0
                ? Set.of()
                : named(text, people.names(callable(framework))).stream()
                        .filter(person -> !person.equals(writer))
                        .collect(Collectors.toUnmodifiableSet());
        UUID[] all = named.stream().map(PersonId::value).toArray(UUID[]::new);
        sql.sql("delete from cocreation.mentions where comment = ? and person <> all (?)")
                .params(comment, all)
                .update();
        sql.sql("insert into cocreation.mentions (comment, person) select ?, unnest(?::uuid[]) on conflict do nothing")
                .params(comment, all)
                .update();
    }

    /** Those whose names stand behind an {@code @}: the longest name that fits counts, and no letter or digit follows it. */
    static Set<PersonId> named(String text, Map<PersonId, String> names) {
        TreeMap<String, Set<PersonId>> byName = new TreeMap<>(
                (one, other) -> one.length() == other.length() ? one.compareTo(other) : other.length() - one.length());
        names.forEach((person, name) -> byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new HashSet<>())
                .add(person));
        String low = text.toLowerCase(Locale.ROOT);
        Set<PersonId> found = new HashSet<>();
        for (int at = low.indexOf('@'); at >= 0; at = low.indexOf('@', at + 1)) {
            int begin = at + 1;
            byName.entrySet().stream()
                    .filter(one -> low.startsWith(one.getKey(), begin)
                            && ends(low, begin + one.getKey().length()))
                    .findFirst()
                    .ifPresent(one -> found.addAll(one.getValue()));
        }
        return found;
    }

    private static boolean ends(String text, int at) {
        return at >= text.length() || !Character.isLetterOrDigit(text.codePointAt(at));
    }

    private Collection<PersonId> callable(FrameworkId framework) {
        return workspaces
                .find(framework)
                .map(workspace -> {
                    Set<PersonId> all = new HashSet<>(takingPart.leadingUnnamed(workspace));
                    workspaces.members(framework).forEach(member -> all.add(member.person()));
                    return all;
                })
                .orElse(new HashSet<>());
    }
}
