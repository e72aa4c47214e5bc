package org.throughline.server.organizations;

/** A list of passwords that became known, by their SHA-1, as such lists are published. */
interface BreachedPasswords {
    /**
     * Whether it is on the list; a list that can't be asked now has nothing, so that it keeps nobody out.
     *
     * @param sha1 40 hexadecimal digits, upper case
     */
    boolean contains(String sha1);
}
