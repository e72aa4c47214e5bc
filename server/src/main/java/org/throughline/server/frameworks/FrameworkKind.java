package org.throughline.server.frameworks;

/** What a framework speaks of. */
public enum FrameworkKind {
    OUTCOMES,
    JOB_ROLE,
    STANDARDS
}
