package org.throughline.caseformat.json;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object of the package as it was written, with the identifier it has for us.
 *
 * @param passage the JSON
 * @param parent where it stands in the file, or where its list stands
 * @param index which element of its list it is; below zero where it is none
 * @param inside what leads further inwards where the object is wrapped, else empty
 * @param identifier the identifier it is known by from here on
 * @param original the identifier as written where ours differs from it by more than spelling, else empty
 */
record Written(Passage passage, String parent, int index, String inside, UUID identifier, String original) {

    /** An element of a list that is as the standard wants it. */
    static Written plain(Passage passage, String list, int index, UUID identifier) {
        return new Written(passage, list, index, "", identifier, "");
    }

    ObjectNode object() {
        return passage.object();
    }

    /** Where the object stands in its list, wrapped or not. */
    String place() {
        return index < 0 ? parent : parent + "/" + index;
    }

    /** Where the object's own properties stand. */
    String pointer() {
        return place() + inside;
    }

    /** The same with another text for one of its properties. */
    Written withText(String property, String text) {
        Passage other = () -> passage.object().deepCopy().put(property, text);
        return new Written(other, parent, index, inside, identifier, original);
    }

    Written under(UUID derived, String written) {
        return new Written(passage, parent, index, inside, derived, written);
    }
}
