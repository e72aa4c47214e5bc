package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.List;

/**
 * What acts for a person without a session of theirs: keys that they made for their own scripts, and applications that they agreed to. Given by
 * {@code access}, one floor above, as {@link Sealing} is by {@code custody}.
 */
public interface ActingPrograms {
    /** What acts for the person now. */
    Count of(PersonId person);

    /** Ends all of it, as a part of another act in whose transaction it runs and whose entry speaks for it. */
    void end(PersonId person);

    /** How many there are. */
    record Count(int keys, int applications) {
        public boolean isNone() {
            return keys == 0 && applications == 0;
        }

        /** Such as "2 keys and 1 application". */
        public String words() {
            List<String> words = new ArrayList<>();
            if (keys > 0) {
                words.add(keys == 1 ? "1 key" : keys + " keys");
            }
            if (applications > 0) {
                words.add(applications == 1 ? "1 application" : applications + " applications");
            }
            return String.join(" and ", words);
        }
    }
}
