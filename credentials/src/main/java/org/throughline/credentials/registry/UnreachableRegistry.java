package org.throughline.credentials.registry;

/**
 * A registry that was chosen and could not be had: it answers so, instead of being forgotten.
 *
 * @param message  why, as the end of a sentence
 */
public record UnreachableRegistry(String name, String message) implements IssuerRegistry {

    @Override
    public Answer find(String issuer) {
        return new Answer.NotReachable(message);
    }
}
