package org.throughline.server.organizations;

import java.time.Instant;

/**
 * That an institution's provider knows a person by a name.
 *
 * @param id of the link, by which its person ends it
 * @param institution what the institution is called, or its provider's address where its sign-in is set up no more
 * @param works whether anybody comes in by it
 */
public record InstitutionLink(String id, String institution, boolean works, Instant linkedAt) {}
