package org.throughline.server.database;

/** Where the reach of the work at hand is kept. */
final class Reaches {
    static final ScopedValue<Reach> CURRENT = ScopedValue.newInstance();
    static final Reach NOTHING_SAID = new Reach.Public();

    private Reaches() {}
}
