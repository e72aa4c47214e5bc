package org.throughline.server.organizations;

/** Where the owner of a domain can show that it is theirs. */
interface DomainProof {
    /** Its short name in the rows: {@code dns} or {@code file}. */
    String way();

    /** Whether the token stands there. Whoever does not answer shows nothing. */
    boolean shows(String domain, String token);
}
