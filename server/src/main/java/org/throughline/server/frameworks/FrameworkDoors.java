package org.throughline.server.frameworks;

import java.util.List;

/** Ways from a framework, and from one of its items, into rooms above: where it is shaped. A contributor, as a bean, shows only what the person of the current request may do. */
public interface FrameworkDoors {

    /** A link with its words. */
    record Door(String label, String href) {}

    /** From the framework; none where there is nothing to do. */
    List<Door> of(Framework framework);

    /** From an item. */
    List<Door> of(FrameworkItem item);
}
