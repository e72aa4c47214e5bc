package org.throughline.server.audit;

import java.util.UUID;

/** A person was forgotten: nothing leads from them to the log any more. Told in the transaction that forgets. */
public record PersonForgotten(UUID person) {}
