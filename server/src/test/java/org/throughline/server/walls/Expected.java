package org.throughline.server.walls;

import org.throughline.server.organizations.Role;

/** What a caller must get at a route. */
@FunctionalInterface
interface Expected {
    enum Result {
        /** Any answer below 400 that does not lead to the sign-in. */
        OK,
        UNAUTHENTICATED,
        FORBIDDEN,
        /** 404, word for word as for an object that never was. */
        MISSING,
        /** Any other 4xx, or led to the sign-in: what was sent is no good for anybody. */
        REFUSED,
        /** Any answer below 400, but there was nothing to do for them. */
        NOTHING_TO_DO
    }

    Result of(Caller caller);

    /** Strangers, too. */
    static Expected everybody() {
        return caller -> Result.OK;
    }

    /** Whoever is signed in, each for themselves. */
    static Expected signedIn() {
        return caller -> caller == Caller.ANONYMOUS ? Result.UNAUTHENTICATED : Result.OK;
    }

    /** Members of the tenant that owns the object, whatever their role. */
    static Expected members() {
        return signedInOr(caller -> caller.belongsToOwn() ? Result.OK : Result.MISSING);
    }

    /** Members who have one of the roles, or are owners; other members are told that the role is missing. */
    static Expected roles(Role... roles) {
        return signedInOr(caller ->
                !caller.belongsToOwn() ? Result.MISSING : caller.hasAny(roles) ? Result.OK : Result.FORBIDDEN);
    }

    /** The same, where strangers are told nothing either, because the address is open to them for objects that are published. */
    static Expected rolesBehindAnOpenAddress(Role... roles) {
        Expected signedIn = roles(roles);
        return caller -> caller == Caller.ANONYMOUS ? Result.MISSING : signedIn.of(caller);
    }

    /** Members, and nobody else knows of it, at an address that is open for objects that are published. */
    static Expected membersBehindAnOpenAddress() {
        return caller -> caller.belongsToOwn() ? Result.OK : Result.MISSING;
    }

    /** A page of one's own for whoever has one of the roles anywhere. */
    static Expected anywhere(Role... roles) {
        return signedInOr(caller -> caller.hasAny(roles) ? Result.OK : Result.FORBIDDEN);
    }

    /** An object that is looked for at the seat of whoever has one of the roles: at another's seat it does not exist. */
    static Expected atTheSeat(Role... roles) {
        return signedInOr(caller ->
                !caller.hasAny(roles) ? Result.FORBIDDEN : caller.belongsToOwn() ? Result.OK : Result.MISSING);
    }

    /** The learner whose it is. */
    static Expected holder() {
        return signedInOr(caller -> caller == Caller.LEARNER ? Result.OK : Result.MISSING);
    }

    static Expected administrator() {
        return signedInOr(caller -> caller == Caller.ADMINISTRATOR ? Result.OK : Result.MISSING);
    }

    /** Whoever works here: members of any organization, and administrators. */
    static Expected colleagues() {
        return signedInOr(caller -> caller == Caller.LEARNER ? Result.FORBIDDEN : Result.OK);
    }

    /** Nobody reaches it here, and nobody learns why. */
    static Expected nobody() {
        return caller -> Result.MISSING;
    }

    /** Whoever is signed in is told that what they sent is no good. */
    static Expected refusedToEverybody() {
        return signedInOr(caller -> Result.REFUSED);
    }

    /** What there is belongs to whoever asks; what they name is somebody else's, and does not exist for them. */
    static Expected nothingOfOnesOwn() {
        return signedInOr(caller -> Result.MISSING);
    }

    /** Members with one of the roles, as ever, and whoever runs this server. */
    static Expected rolesOrAdministrator(Role... roles) {
        Expected members = roles(roles);
        return caller -> caller == Caller.ADMINISTRATOR ? Result.OK : members.of(caller);
    }

    private static Expected signedInOr(Expected signedIn) {
        return caller -> caller == Caller.ANONYMOUS ? Result.UNAUTHENTICATED : signedIn.of(caller);
    }
}
