package org.throughline.credentials.bake;

import java.util.Optional;

/** The kinds of images that credentials are baked into. */
public enum ImageKind {
    /** Portable Network Graphics. */
    PNG("a PNG image"),
    /** Scalable Vector Graphics. */
    SVG("an SVG image");

    /** The most bytes that an image may have; what is baked into it may have no more than any other credential. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private final String words;

    ImageKind(String words) {
        this.words = words;
    }

    /** What bytes claim to be by how they begin: a PNG by its signature, an SVG as any other XML; empty for everything else. */
    public static Optional<ImageKind> of(byte[] bytes) {
        if (PngBadge.isPng(bytes)) {
            return Optional.of(PNG);
        }
        return SvgBadge.isMarkup(bytes) ? Optional.of(SVG) : Optional.empty();
    }

    /** Looks for the credential inside. Never throws on hostile bytes. */
    public Unbaked unbake(byte[] image) {
        if (image.length > MAX_BYTES) {
            return new Unbaked.Refused(
                    "The image has " + image.length + " bytes; at most " + MAX_BYTES + " are looked at");
        }
        return switch (this) {
            case PNG -> PngBadge.read(image);
            case SVG -> SvgBadge.read(image);
        };
    }

    /**
     * Puts a credential into an image by the standard that it belongs to. One that is there already, of either standard, is taken out; every
     * other byte stays.
     *
     * @param credential  JSON or a compact token, character for character
     * @throws IllegalArgumentException when the image is malformed or doubly baked, or the credential can't stand in it
     */
    public byte[] bake(byte[] image, String credential) {
        if (image.length > MAX_BYTES) {
            throw new IllegalArgumentException("The image has more than " + MAX_BYTES + " bytes");
        }
        if (credential.isBlank()) {
            throw new IllegalArgumentException("There is no credential to bake");
        }
        return switch (this) {
            case PNG -> PngBadge.bake(image, credential);
            case SVG -> SvgBadge.bake(image, credential);
        };
    }

    /** The words for it, with their article. */
    public String words() {
        return words;
    }
}
