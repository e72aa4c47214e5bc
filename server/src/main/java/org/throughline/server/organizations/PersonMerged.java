package org.throughline.server.organizations;

/**
 * Two people turned out to be one: whatever {@code from} held belongs to {@code into} now, and {@code from} is nobody any more. Published
 * inside the change's transaction; rooms move what is theirs.
 */
public record PersonMerged(PersonId from, PersonId into) {}
