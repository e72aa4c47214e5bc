package org.throughline.server.outbound;

/**
 * A way by which a stranger makes this server ask an address. {@link StrangerAddressesIT} knocks at each with every address that must not be
 * asked; a class that fetches and has no door here fails the laws.
 */
public interface StrangerDoor {
    /** What the stranger does, in a few words. */
    String name();

    /** Names the address there. Says what was wrong; nothing where the answer is the one that a refused address must get. */
    String ask(String address);

    /** Whether nothing is ever asked there, so that redirects and names that lie come to nothing anyway. */
    default boolean isAskedOnlyDirectly() {
        return false;
    }

    /** For answers that tell: whether what stands behind a forbidden address was told to whoever asked for it. */
    static String judged(String told) {
        return told.contains(Canaries.SECRET) ? "the body was told" : "";
    }
}
