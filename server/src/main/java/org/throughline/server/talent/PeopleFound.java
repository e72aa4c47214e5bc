package org.throughline.server.talent;

import java.util.List;

/**
 * The answer to "who meets this need?".
 *
 * @param people best first
 * @param considered how many consenting people hold anything that the need accepts
 */
public record PeopleFound(JobProfile need, List<PersonFound> people, int considered) {
    public PeopleFound {
        people = List.copyOf(people);
    }
}
