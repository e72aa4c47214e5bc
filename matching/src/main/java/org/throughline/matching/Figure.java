package org.throughline.matching;

/**
 * One number behind a suggestion.
 *
 * @param name what it says, in the words of {@link Ranker}: stays the same while {@link Suggester#modelVersion} does
 * @param value what was found about the pair
 * @param weight what it counts; the sum of all products of value and weight is the suggestion's score
 */
public record Figure(String name, double value, double weight) {}
