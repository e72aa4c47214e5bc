package org.throughline.caseformat.json;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where things stand in the file, for whoever knows only where they would stand under the standard's names: properties under other names,
 * and the document of a package that is wrapped. Of the renamed ones it remembers a limited number, the first.
 */
final class AsWritten implements UnaryOperator<String> {

    private static final int MOST = 20_000;
    private static final String DOCUMENT = "/CFDocument";

    private final Map<String, String> pointers = new HashMap<>();
    private String document = DOCUMENT;

    /** Says where the document stands. */
    void document(String pointer) {
        document = pointer;
    }

    /** Says that what would stand at the one place stands at the other. */
    void stands(String standard, String inFile) {
        if (pointers.size() < MOST) {
            pointers.put(standard, inFile);
        }
    }

    @Override
    public String apply(String standard) {
        String inside =
                standard.startsWith(DOCUMENT + "/") ? document + standard.substring(DOCUMENT.length()) : standard;
        return pointers.getOrDefault(inside, inside);
    }
}
