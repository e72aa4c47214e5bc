package org.throughline.server.walls;

import java.time.Instant;
import java.util.UUID;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.custody.KeyCare;
import org.throughline.server.organizations.PersonId;

/** Keys of the own college in every state, and the halt switch in both. */
final class KeyObjects {
    private final World world;

    KeyObjects(World world) {
        this.world = world;
    }

    /** The key that signs now; it never signed anything. */
    UUID newActive() {
        return care().rotate(world.college.id(), owner()).id();
    }

    /** A key that is announced. In this installation keys take over at once, so it is put back by hand. */
    UUID newAnnounced() {
        UUID before = newActive();
        UUID next = newActive();
        world.sql("update custody.issuer_key set state = 'PENDING', activated_at = null where id = ?", next);
        world.sql("update custody.issuer_key set state = 'ACTIVE', retired_at = null where id = ?", before);
        return next;
    }

    /** A report by somebody who decides about none here. */
    UUID newReport() {
        return care().report(
                        world.college.id(), newActive(), Instant.parse("2026-01-01T00:00:00Z"), world.id(Caller.EDITOR))
                .id();
    }

    void halt() {
        halts().halt(world.college.id(), World.CANARY + " has to look", owner().toString());
    }

    void lift() {
        halts().lift(world.college.id(), owner().toString());
    }

    void haltEverybody() {
        halts().halt(null, "The matrix has to look", IssuingHalt.CONSOLE);
    }

    void liftForEverybody() {
        halts().lift(null, IssuingHalt.CONSOLE);
    }

    private KeyCare care() {
        return world.bean(KeyCare.class);
    }

    private IssuingHalt halts() {
        return world.bean(IssuingHalt.class);
    }

    private PersonId owner() {
        return world.id(Caller.OWNER);
    }
}
