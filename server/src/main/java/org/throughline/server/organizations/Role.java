package org.throughline.server.organizations;

/** What a member may do in an organization. A person may have several. OWNER may do everything the others may. */
public enum Role {
    OWNER,
    EDITOR,
    ISSUER,
    RECRUITER,
    REVIEWER,
    VIEWER
}
