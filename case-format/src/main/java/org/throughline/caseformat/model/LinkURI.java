package org.throughline.caseformat.model;

import java.util.UUID;

/**
 * A link to another CASE object.
 *
 * @param title what the object is called
 * @param identifier the object's identifier
 * @param uri where it is told about
 */
public record LinkURI(String title, UUID identifier, String uri) {}
