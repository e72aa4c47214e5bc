package org.throughline.server.organizations;

import java.util.List;

/** A room's contribution to the home page of a signed-in person, as a bean. Asked once per home page: cheap counts only. */
@FunctionalInterface
public interface HomeCards {
    /** The cards that this room has for the person, in the order of their importance; none where their roles have nothing to do here. */
    List<HomeCard> cards(SignedIn viewer);
}
