package org.throughline.caseformat.model;

/** The two versions of the standard that are in use. Reading accepts both; writing chooses one. */
public enum CaseVersion {
    /** CASE 1.0: no extensions, no notes on associations, nine association types. */
    V1P0("v1p0"),
    /** CASE 1.1, final release of January 2025. */
    V1P1("v1p1");

    private final String pathSegment;

    CaseVersion(String pathSegment) {
        this.pathSegment = pathSegment;
    }

    /** The version as it stands in addresses, such as {@code v1p1} in {@code /ims/case/v1p1/CFPackages}. */
    public String pathSegment() {
        return pathSegment;
    }
}
