package org.throughline.server.talent.web;

import java.util.List;
import org.throughline.server.face.StateView;

/**
 * The people found for a need.
 *
 * @param shown how many stand on the page
 * @param considered how many consenting people hold anything that counts
 */
public record PeoplePage(
        String title,
        String needHref,
        String csvHref,
        int shown,
        int considered,
        boolean onlyMeeting,
        List<Person> people) {
    public PeoplePage {
        people = List.copyOf(people);
    }

    /** One person in the list. */
    public record Person(
            int rank,
            String label,
            String href,
            boolean nameShown,
            String score,
            String scoreWords,
            StateView required,
            String met,
            List<Requirement> requirements) {
        public Person {
            requirements = List.copyOf(requirements);
        }
    }

    /** One requirement in a word and a sentence. */
    public record Requirement(String label, StateView outcome, String because) {}
}
