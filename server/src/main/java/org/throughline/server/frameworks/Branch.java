package org.throughline.server.frameworks;

/**
 * One row of a framework's tree.
 *
 * @param children how many items stand directly below it
 */
public record Branch(FrameworkItem item, int children) {}
