package org.throughline.server.database;

import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far into the database the work at hand may see. Every connection that the work borrows carries its reach, and PostgreSQL's row-level
 * security holds it there: the second wall between tenants, whatever the code above asks for.
 *
 * <p>Work that says nothing sees what the public sees. A request of a signed-in person sees what that person and their organizations own or
 * were given. Only the house's own errands (issuing a batch, verifying again, exporting) see everything, and each says why.
 */
public sealed interface Reach {

    /** What anybody may see. */
    record Public() implements Reach {}

    /** What a person may see: their own, and their organizations'. */
    record Person(UUID person, Set<UUID> organizations) implements Reach {
        public Person {
            organizations = Set.copyOf(organizations);
        }
    }

    /** Everything; {@code why} is for whoever reads the code. */
    record House(String why) implements Reach {}

    /** The reach of the work at hand. */
    static Reach now() {
        return Reaches.CURRENT.orElse(Reaches.NOTHING_SAID);
    }

    /**
     * Does the work with this reach, in a transaction of its own or in the one that runs. A thread that the work starts has no reach but the
     * public's: it says its own.
     */
    static <T extends @Nullable Object> T as(Reach reach, Supplier<T> work) {
        return ScopedValue.where(Reaches.CURRENT, reach).call(work::get);
    }

    /** {@link #as(Reach, Supplier)} for work without an answer. */
    static void as(Reach reach, Runnable work) {
        ScopedValue.where(Reaches.CURRENT, reach).run(work);
    }

    /** Does an errand of the house, which sees everything. */
    static <T extends @Nullable Object> T asHouse(String why, Supplier<T> work) {
        return as(new House(why), work);
    }

    /** {@link #asHouse(String, Supplier)} for an errand without an answer. */
    static void asHouse(String why, Runnable work) {
        as(new House(why), work);
    }
}
