package org.throughline.server.face;

/** One step of the way back up: a page above this one. */
public record Crumb(String label, String href) {}
