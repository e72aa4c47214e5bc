package org.throughline.server.face;

/** Something to do next that is a link: words that start with a verb, and where it leads. */
public record Action(String label, String href) {}
