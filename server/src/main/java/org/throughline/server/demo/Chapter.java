package org.throughline.server.demo;

import java.util.function.Supplier;

/**
 * A part of the story.
 *
 * @param key its name in the database: a chapter that was told to its end is not told again
 * @param title what the person at the console reads
 * @param telling does the work and says what came of it, in one line; may be called again after it was cut short, and then goes on
 */
record Chapter(String key, String title, Supplier<String> telling) {}
