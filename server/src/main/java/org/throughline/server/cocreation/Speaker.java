package org.throughline.server.cocreation;

import org.throughline.server.organizations.PersonId;

/**
 * Somebody who said something, as others read it.
 *
 * @param name of the person; of somebody who was forgotten, that they left
 * @param speaksFor their organization, or whom they named instead; empty for nobody
 */
public record Speaker(PersonId person, String name, String speaksFor, Side side) {

    /** "Ana Ruiz, Three Rivers Power". */
    public String words() {
        return speaksFor.isEmpty() ? name : name + ", " + speaksFor;
    }
}
