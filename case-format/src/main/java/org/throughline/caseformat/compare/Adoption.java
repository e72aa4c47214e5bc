package org.throughline.caseformat.compare;

import java.util.UUID;
import java.util.function.Function;
import org.throughline.caseformat.model.CaseIds;

/**
 * Which identifiers objects get that a variant takes over from its source for the first time.
 */
public sealed interface Adoption {

    /** They keep those of the source: the two frameworks are two states of the same one. */
    Adoption AS_THEY_ARE = new AsTheyAre();

    /**
     * Items get their own, and say where they come from in the extensions {@code sourceItemIdentifier} and {@code sourceItemURI}
     * (CASE 1.1 implementation guide 4.4).
     *
     * @param uri the address of an object with this identifier in the variant
     */
    static Adoption withOwnIdentifiers(Function<UUID, String> uri) {
        return new Own(uri);
    }

    /** See {@link #AS_THEY_ARE}. */
    record AsTheyAre() implements Adoption {}

    /** See {@link #withOwnIdentifiers}. */
    record Own(Function<UUID, String> uri) implements Adoption {

        /** The identifier that this variant gives to what has that identifier in its source; always the same. */
        static UUID identifier(UUID variant, String source) {
            return CaseIds.v5(variant, "variant of " + source);
        }
    }
}
