package org.throughline.caseformat.json;

import java.util.HashMap;
import java.util.Map;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** Keeps one copy of what a package says again and again: types, languages, and the links that lead to one node. */
final class Words {

    private static final int LONGEST = 200;
    private static final int MOST = 1 << 18;

    private final Map<Object, Object> known = new HashMap<>();

    String of(String text) {
        return text.length() > LONGEST ? text : one(text);
    }

    LinkURI of(LinkURI link) {
        return one(link);
    }

    LinkGenURI of(LinkGenURI link) {
        return one(link);
    }

    @SuppressWarnings("unchecked") // what is equal to a text is a text, what is equal to a record is that record
    private <T> T one(T value) {
        Object first = known.size() < MOST ? known.putIfAbsent(value, value) : known.get(value);
        return first == null ? value : (T) first;
    }
}
