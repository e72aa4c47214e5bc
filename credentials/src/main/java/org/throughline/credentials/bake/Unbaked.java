package org.throughline.credentials.bake;

/** What came of looking for a credential inside of an image. */
public sealed interface Unbaked {

    /**
     * There is exactly one, not looked at any further.
     *
     * @param text  JSON, a compact token or, with {@link Baking#OPEN_BADGES_2}, the address of a hosted assertion
     * @param baking  by which standard it was put there
     */
    record Found(String text, Baking baking) implements Unbaked {}

    /** The image is in order, and there is no credential in it. */
    record Nothing() implements Unbaked {}

    /**
     * The image or what is baked into it is malformed, so that two readers may find different things.
     *
     * @param message  what was found, for people
     */
    record Refused(String message) implements Unbaked {}
}
