package org.throughline.server.records.web;

import org.jspecify.annotations.Nullable;

/** The form by which a credential from elsewhere comes into a record; {@code error} says what was wrong with it. */
public record AddPage(String text, @Nullable String error) {}
