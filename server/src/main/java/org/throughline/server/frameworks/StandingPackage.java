package org.throughline.server.frameworks;

/**
 * The package that stands of a framework, as it is known before any of its bytes are touched.
 *
 * @param open whether anybody may read it
 */
public record StandingPackage(FrameworkVersion version, boolean open) {}
