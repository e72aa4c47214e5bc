package org.throughline.credentials.model;

/**
 * How two achievements of a record belong together (CLR 2.0, Association).
 *
 * @param associationType  {@code isChildOf}, {@code isPartOf}, {@code precedes}, ...
 * @param sourceId  the id of an achievement in the same record
 * @param targetId  the id of the other one
 */
public record Association(String associationType, String sourceId, String targetId) {}
