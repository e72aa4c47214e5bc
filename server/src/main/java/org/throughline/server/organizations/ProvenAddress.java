package org.throughline.server.organizations;

import java.time.Instant;

/** An address that a person proved to be theirs; {@code primary} is the one they are written to. */
public record ProvenAddress(String email, Instant provedAt, boolean primary) {}
