package org.throughline.caseformat.exchange;

import java.time.Instant;
import org.throughline.caseformat.model.CFPackage;

/**
 * The dates of a framework that was read again: what says the same as before keeps the date it had, what is new or says something
 * else is dated now, and the document with it (CASE 1.1 implementation guide 4.3: consumers poll the document's date).
 */
public final class LastChanges {

    private LastChanges() {}

    /**
     * The package with the dates of the one that stands.
     *
     * @param read the package as it was read
     * @param standing the framework as it stands
     * @param asOf the date of what changed; one that was read stays where it is later than the standing one
     */
    public static CFPackage carriedOver(CFPackage read, CFPackage standing, Instant asOf) {
        throw new UnsupportedOperationException();
    }
}
