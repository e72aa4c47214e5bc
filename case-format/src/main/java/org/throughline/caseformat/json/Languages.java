package org.throughline.caseformat.json;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Languages as people and systems write them, as tags of BCP 47, which is what a page needs to show a text rightly. */
final class Languages {

    private static final Map<String, String> BY_NAME = byName();

    private Languages() {}

    /** The tag for this text: itself where it is one, mended where it is nearly one or a language's name; null for anything else. */
    static @Nullable String tag(String text) {
        String plain = text.strip();
        @Nullable String named = BY_NAME.get(plain.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        String dashed = plain.replace('_', '-');
        if (!dashed.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")) {
            return null;
        }
        if (dashed.equals(plain)) {
            return plain;
        }
        try {
            return new Locale.Builder().setLanguageTag(dashed).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    /** Each language by its name in English, by its own name, and by its code of three letters. */
    private static Map<String, String> byName() {
        Map<String, String> tags = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            if (code.length() == 2) {
                Locale language = Locale.of(code);
                tags.putIfAbsent(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
                tags.putIfAbsent(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
                tags.putIfAbsent(language.getISO3Language(), code);
            }
        }
        return Map.copyOf(tags);
    }
}
