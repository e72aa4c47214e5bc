package org.throughline.caseformat.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the origin of an association is to its destination: one of the standard's ten words, or a publisher's own
 * {@code ext:} word (CASE 1.1). A reader who does not know an {@code ext:} word treats it as {@link #IS_RELATED_TO}.
 */
// No default methods here: they would make the JVM initialise this interface before the enum's constants exist.
public sealed interface AssociationType {

    AssociationType IS_CHILD_OF = Standard.IS_CHILD_OF;
    AssociationType IS_PEER_OF = Standard.IS_PEER_OF;
    AssociationType IS_PART_OF = Standard.IS_PART_OF;
    AssociationType EXACT_MATCH_OF = Standard.EXACT_MATCH_OF;
    AssociationType PRECEDES = Standard.PRECEDES;
    AssociationType IS_RELATED_TO = Standard.IS_RELATED_TO;
    AssociationType REPLACED_BY = Standard.REPLACED_BY;
    AssociationType EXEMPLAR = Standard.EXEMPLAR;
    AssociationType HAS_SKILL_LEVEL = Standard.HAS_SKILL_LEVEL;
    AssociationType IS_TRANSLATION_OF = Standard.IS_TRANSLATION_OF;

    /** The word as it stands in CASE JSON. */
    String wire();

    /** The word as a person reads it between the two statements. */
    String words();

    /** The type that this word of CASE 1.1 names, exactly as spelled; empty for any other word. */
    static Optional<AssociationType> ofWire(String wire) {
        for (Standard standard : Standard.values()) {
            if (standard.wire().equals(wire)) {
                return Optional.of(standard);
            }
        }
        return Extension.PATTERN.matcher(wire).matches() ? Optional.of(new Extension(wire)) : Optional.empty();
    }

    /** The words of the standard; {@link #IS_TRANSLATION_OF} is new in 1.1. */
    enum Standard implements AssociationType {
        IS_CHILD_OF("isChildOf", "stands under"),
        IS_PEER_OF("isPeerOf", "a sibling"),
        IS_PART_OF("isPartOf", "a part of"),
        EXACT_MATCH_OF("exactMatchOf", "the same competency"),
        PRECEDES("precedes", "comes before"),
        IS_RELATED_TO("isRelatedTo", "related, not the same"),
        REPLACED_BY("replacedBy", "replaced by"),
        EXEMPLAR("exemplar", "an example of"),
        HAS_SKILL_LEVEL("hasSkillLevel", "at the skill level"),
        IS_TRANSLATION_OF("isTranslationOf", "a translation of");

        private final String wire;
        private final String words;

        Standard(String wire, String words) {
            this.wire = wire;
            this.words = words;
        }

        @Override
        public String wire() {
            return wire;
        }

        @Override
        public String words() {
            return words;
        }
    }

    /**
     * A publisher's own type.
     *
     * @param wire {@code ext:} and a name of letters, digits, dot, hyphen and underscore
     */
    record Extension(String wire) implements AssociationType {
        private static final Pattern PATTERN = Pattern.compile("ext:[a-zA-Z0-9.\\-_]+");

        public Extension {
            if (!PATTERN.matcher(wire).matches()) {
                throw new IllegalArgumentException("Expected ext: and a name, found " + wire);
            }
        }

        @Override
        public String words() {
            return "related (" + wire.substring("ext:".length()) + ")";
        }
    }
}
