package org.throughline.credentials.check;

import java.util.List;

/** The catalogue, in the order in which the checks are made and reported. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new FormatCheck(),
            new StructureCheck(),
            new ContextCheck(),
            new IssuerCheck(),
            new ValidityCheck(),
            new SignatureCheck(),
            new SignerCheck(),
            new StatusCheck(),
            new AlignmentCheck(),
            new SubjectCheck(),
            new AssociationsCheck(),
            new ChildrenCheck());

    private Checks() {}

    /** All checks. */
    public static List<Check> all() {
        return ALL;
    }
}
