package org.throughline.server.organizations.web;

import java.util.List;

/**
 * Goes on with what somebody was about to do before they proved who they are.
 *
 * @param words what it does, after "you were about to"
 * @param label the same, for the button
 * @param action where the form goes
 */
public record GoOnPage(String words, String label, String action, List<Field> fields) {
    public GoOnPage {
        fields = List.copyOf(fields);
    }

    /** A field as it was typed. */
    public record Field(String name, String value) {
        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }
}
