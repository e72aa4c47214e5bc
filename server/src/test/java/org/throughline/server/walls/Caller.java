package org.throughline.server.walls;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.Role;

/** Who asks: a stranger, a learner, somebody with one role in the tenant that owns the objects, the same in another, an administrator. */
enum Caller {
    ANONYMOUS,
    LEARNER,
    VIEWER,
    EDITOR,
    REVIEWER,
    ISSUER,
    RECRUITER,
    OWNER,
    OTHER_VIEWER,
    OTHER_EDITOR,
    OTHER_REVIEWER,
    OTHER_ISSUER,
    OTHER_RECRUITER,
    OTHER_OWNER,
    ADMINISTRATOR;

    static final Set<Caller> MEMBERS = EnumSet.range(VIEWER, OWNER);
    static final Set<Caller> OTHERS = EnumSet.range(OTHER_VIEWER, OTHER_OWNER);

    /** The role in the own or the other tenant; empty for the three who have none. */
    Optional<Role> role() {
        return MEMBERS.contains(this) || OTHERS.contains(this)
                ? Optional.of(Role.valueOf(name().replace("OTHER_", "")))
                : Optional.empty();
    }

    boolean belongsToOwn() {
        return MEMBERS.contains(this);
    }

    boolean belongsToOther() {
        return OTHERS.contains(this);
    }

    boolean hasAny(Role... roles) {
        @Nullable Role mine = role().orElse(null);
        return mine != null && (mine == Role.OWNER || Set.of(roles).contains(mine));
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
