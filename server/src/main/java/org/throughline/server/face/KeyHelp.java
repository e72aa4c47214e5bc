package org.throughline.server.face;

/** One line of the {@code ?} dialog: a key as it is printed on the keyboard, and what it does on this page. */
public record KeyHelp(String key, String what) {}
