package org.throughline.server.face;

/** A stop of the main navigation. */
public record NavItem(String label, String href, boolean current) {
    /** The item, current when the page stands at its address or below it. */
    public static NavItem at(String label, String href, String path) {
        return new NavItem(label, href, path.equals(href) || (!href.equals("/") && path.startsWith(href + "/")));
    }
}
